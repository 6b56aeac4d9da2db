import type { GatherEvent, GatherSource } from '#src/live/gather-events.ts';
import type { MappedEvent } from '#src/live/mapped.ts';
import { parseCandidate } from '#src/protocol/index.ts';
import { describe, expect, it } from 'vitest';
import { applyEvent, comparisonsOf, EMPTY_RUN, endRun, hasNoNetwork, outcomeOf, type Run } from './run.ts';
import { notesOn, outcomeWords, verdictOn } from './words.ts';

const STUN = 'stun:192.0.2.1:3478';
const TURN = 'turn:192.0.2.1:3479?transport=udp';
const MACHINE: GatherSource = { index: -1, url: null };
const SHARED: GatherSource = { index: 2, url: null };

const servers = (...urls: string[]): MappedEvent => ({
  type: 'each',
  event: { type: 'servers', atMs: 1, sources: urls.map((url, index) => ({ index, url })) },
});

function candidate(source: GatherSource, line: string, atMs = 5): GatherEvent {
  const parsed = parseCandidate(line);
  if (!parsed.ok) throw new Error(line);
  return { type: 'candidate', source, atMs, line, candidate: parsed.value };
}

const srflx = (port: number, address = '203.0.113.9') =>
  `candidate:1 1 udp 1677729535 ${address} ${port} typ srflx raddr 0.0.0.0 rport 0`;
const host = (port: number) => `candidate:2 1 udp 2113937151 a.local ${port} typ host`;
const relay = 'candidate:3 1 udp 50340095 192.0.2.1 50000 typ relay raddr 203.0.113.9 rport 4000';

const each = (event: GatherEvent): MappedEvent => ({ type: 'each', event });
const shared = (event: GatherEvent): MappedEvent => ({ type: 'shared', event });
const stun = { index: 0, url: STUN };
const turn = { index: 1, url: TURN };
const after = (...events: MappedEvent[]): Run => events.reduce(applyEvent, EMPTY_RUN);

describe('what a server’s row says', () => {
  it('is what it saw, with the time of its first answer, whatever else went wrong', () => {
    const run = after(
      servers(STUN, TURN),
      each(candidate(turn, srflx(40_000), 7)),
      each({ type: 'error', source: turn, atMs: 9, code: 401, text: 'Unauthorized' }),
      each({ type: 'server-timeout', source: turn, atMs: 6000 }),
    );
    const [, server] = run.servers;
    expect(server && outcomeOf(server)).toBe('seen');
    expect(server).toMatchObject({ atMs: 7, mappings: [{ address: '203.0.113.9', port: 40_000 }] });
    expect(server && outcomeWords(server, 'en')).toContain('takes no password');
  });

  it.each<[string, GatherEvent[], string, RegExp]>([
    ['nothing yet', [], 'asking', /asking/],
    ['a deadline', [{ type: 'server-timeout', source: stun, atMs: 6000 }], 'silent', /within 6 s/],
    ['401', [{ type: 'error', source: stun, atMs: 1, code: 401, text: '' }], 'refused', /^401/],
    ['701', [{ type: 'error', source: stun, atMs: 1, code: 701, text: '' }], 'refused', /^701/],
    [
      'a bad URL',
      [{ type: 'error', source: stun, atMs: 1, code: 'bad-url', text: '' }],
      'refused',
      /browser refused/,
    ],
    [
      'an end without anything',
      [
        { type: 'error', source: stun, atMs: 1, code: 'nothing', text: '' },
        { type: 'server-done', source: stun, atMs: 1 },
      ],
      'nothing',
      /redundant/,
    ],
    [
      'a relay address alone',
      [candidate(stun, relay), { type: 'server-done', source: stun, atMs: 9 }],
      'relayOnly',
      /lent a relay/,
    ],
  ])('after %s', (_, events, outcome, words) => {
    const [server] = after(servers(STUN), ...events.map(each)).servers;
    expect(server && outcomeOf(server)).toBe(outcome);
    expect(server && outcomeWords(server, 'en')).toMatch(words);
  });

  it('is that it was stopped, after Stop', () => {
    const [server] = endRun(after(servers(STUN))).servers;
    expect(server && outcomeOf(server)).toBe('stopped');
  });
});

describe('the shared connection', () => {
  const sharing: MappedEvent = { type: 'sharing', indices: [0, 1], atMs: 20 };
  const both = [
    servers(STUN, TURN),
    each(candidate(stun, srflx(1001))),
    each(candidate(turn, srflx(1002))),
    sharing,
    shared(candidate(SHARED, host(40_000))),
  ];

  it('is compared by its own mappings, not by those of the servers’ own connections', () => {
    const run = after(...both, shared(candidate(SHARED, srflx(40_000))));
    expect(comparisonsOf(run)).toMatchObject([{ result: 'same', destinations: 'one-host' }]);
    expect(notesOn(run, 'en', (text) => text).join('\n')).toMatch(/kept the port/);
  });

  it('tells a port that was changed, and two mappings of one socket', () => {
    const run = after(...both, ...[50_000, 50_001].map((port) => shared(candidate(SHARED, srflx(port)))));
    const [comparison] = comparisonsOf(run);
    expect(comparison?.result).toBe('different');
    expect(comparison && verdictOn(comparison, 'en')).toMatchObject({ compared: true });
    expect(notesOn(run, 'en', (text) => text).join('\n')).toMatch(/put in another/);
  });

  it('is not there with one server', () => {
    expect(comparisonsOf(after(servers(STUN), each(candidate(stun, srflx(1)))))).toEqual([]);
  });
});

describe('notes on a result', () => {
  it('mask addresses, and tell public ones from local ones', () => {
    const run = after(
      servers(STUN, TURN),
      each(candidate(stun, srflx(1))),
      each(candidate(turn, srflx(2, '10.0.0.7'))),
    );
    const notes = notesOn(run, 'en', () => 'x').join('\n');
    expect(notes).toMatch(/x is a public address/);
    expect(notes).toMatch(/x is an address of a private network/);
    expect(notes).not.toMatch(/203\.|10\.0/);
  });

  it('are none when nobody saw anything', () => {
    expect(notesOn(after(servers(STUN)), 'en', String)).toEqual([]);
  });
});

it('knows that a device has no network when even the connection without servers found nothing', () => {
  const silent = each({ type: 'server-timeout', source: MACHINE, atMs: 6000 });
  expect(hasNoNetwork(after(servers(STUN), silent))).toBe(true);
  expect(hasNoNetwork(after(servers(STUN), each(candidate(MACHINE, host(1))), silent))).toBe(false);
});
