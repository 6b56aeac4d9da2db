import { describe, expect, it } from 'vitest';
import type { ServerTrial } from '#src/live/server-trial.ts';
import type { RelayedData } from '#src/live/relayed-data.ts';
import { overallOf, type Verdict, verdictOf } from './verdict.ts';

const TURN = 'turn:turn.example.org:3478';

function trial(part: Partial<ServerTrial>): ServerTrial {
  return { srflxMs: undefined, relayMs: undefined, errors: [], isSilent: false, data: undefined, ...part };
}

function data(part: Partial<RelayedData>): RelayedData {
  return {
    outcome: 'connected',
    bytesSent: 20_000,
    bytesBack: 20_000,
    connectedMs: 300,
    roundTripMs: 40,
    relayProtocol: undefined,
    ...part,
  };
}

const error = (code: ServerTrial['errors'][number]['code']) => ({ code, text: '' });

describe('the verdict on a TURN URL', () => {
  it('is good only when every byte came back', () => {
    expect(verdictOf(TURN, trial({ relayMs: 50, data: data({}) }))).toEqual({ kind: 'works' });
    expect(verdictOf(TURN, trial({ relayMs: 50, data: data({ bytesBack: 19_000 }) }))).toEqual({
      kind: 'no-data',
      why: 'bytes-lost',
    });
    for (const outcome of ['failed', 'timeout'] as const) {
      expect(verdictOf(TURN, trial({ relayMs: 50, data: data({ outcome, bytesBack: 0 }) }))).toEqual({
        kind: 'no-data',
        why: 'no-path',
      });
    }
  });

  it('is not good because the server saw an address: a relay was asked for', () => {
    expect(verdictOf(TURN, trial({ srflxMs: 20 }))).toEqual({ kind: 'fault', fault: 'nothing' });
    expect(verdictOf(TURN, trial({ srflxMs: 20, isSilent: true }))).toEqual({ kind: 'silent' });
  });

  it.each([
    [[401], { kind: 'unauthorized' }],
    [[486], { kind: 'refused', code: 486 }],
    [[701], { kind: 'unreachable' }],
    [[701, 401], { kind: 'unauthorized' }],
  ] as const)('of the errors %j is what the server itself said, if it said anything', (codes, verdict) => {
    expect(verdictOf(TURN, trial({ errors: codes.map(error), isSilent: true }))).toEqual(verdict);
  });
});

it('a URL that the browser refuses to ask is told apart from one that gave nothing', () => {
  expect(verdictOf(TURN, trial({ errors: [error('no-credential')] }))).toEqual({
    kind: 'fault',
    fault: 'no-credential',
  });
});

it('a STUN server is good when it says what it sees', () => {
  expect(verdictOf('stun:stun.example.org', trial({ srflxMs: 20 }))).toEqual({ kind: 'sees-you' });
});

describe('all URLs together', () => {
  const WORKS: Verdict = { kind: 'works' };
  const SILENT: Verdict = { kind: 'silent' };
  const judge = (...results: readonly (readonly [string, Verdict])[]) =>
    overallOf(results.map(([url, verdict]) => ({ url, verdict })));
  const UDP = TURN;
  const TCP = `${TURN}?transport=tcp`;
  const TLS_443 = 'turns:turn.example.org:443';

  it('are as good as the ways that work, not those that are listed', () => {
    expect(judge([UDP, WORKS], [TLS_443, WORKS])).toBe('all-ways');
    expect(judge([UDP, WORKS], [TLS_443, SILENT])).toBe('udp-only');
    expect(judge([UDP, WORKS], [TCP, WORKS], [TLS_443, SILENT])).toBe('no-443');
    expect(judge([UDP, SILENT], [TLS_443, WORKS])).toBe('no-udp');
    expect(judge([UDP, SILENT], [TCP, SILENT])).toBe('no-relay');
  });

  it('count plain TCP at port 443 as a way through such networks, and UDP at 443 not', () => {
    expect(judge([UDP, WORKS], ['turn:turn.example.org:443?transport=tcp', WORKS])).toBe('all-ways');
    expect(judge(['turn:turn.example.org:443', WORKS], [TCP, WORKS])).toBe('no-443');
  });

  it('are no relay where STUN alone works, and say so apart where no TURN was asked', () => {
    const stun = ['stun:stun.example.org', { kind: 'sees-you' }] as const;
    expect(judge(stun, [UDP, SILENT])).toBe('no-relay');
    expect(judge(stun)).toBe('stun-only');
    expect(judge(['stun:stun.example.org', SILENT])).toBe('stun-fails');
  });
});
