import { describe, expect, it } from 'vitest';
import type { PairEnd, SelectedPair } from '#src/live/selected-pair.ts';
import {
  applyEvent,
  applySample,
  isRelayedOnBothSides,
  newCall,
  serversFor,
  withWrongPassword,
} from './call.ts';

const SERVERS = [
  { url: 'stun:turn.example.org:3478' },
  { url: 'turn:turn.example.org:3478?transport=udp', username: 'ada', credential: 'secret' },
  { url: 'turn:turn.example.org:3478?transport=tcp', username: 'ada', credential: 'secret' },
  { url: 'turns:turn.example.org:443', username: 'ada', credential: 'secret' },
];

const pair = (type: string, bytesReceived = 0): SelectedPair => {
  const end: PairEnd = { type, protocol: 'udp', address: '192.0.2.1', port: 50_000, relayProtocol: 'udp' };
  return { local: end, remote: end, bytesSent: 0, bytesReceived, roundTripTimeMs: 1, role: undefined };
};

describe('the servers of a relayed call', () => {
  it('are the TURN servers only', () => {
    expect(serversFor(SERVERS, 'any')).toEqual(SERVERS.slice(1));
  });

  it('are those that are reached the chosen way; TLS runs over TCP', () => {
    expect(serversFor(SERVERS, 'udp')).toEqual(SERVERS.slice(1, 2));
    expect(serversFor(SERVERS, 'tcp')).toEqual(SERVERS.slice(2));
  });

  it('may be none, for one of two reasons', () => {
    expect(serversFor(SERVERS.slice(0, 1), 'any')).toBe('no-turn');
    expect(serversFor(SERVERS.slice(0, 2), 'tcp')).toBe('no-leg');
  });

  it('get a password that differs from the right one', () => {
    const [wrong] = withWrongPassword(SERVERS.slice(1, 2));
    expect(wrong?.username).toBe('ada');
    expect(wrong?.credential).not.toBe('secret');
  });
});

describe('a call', () => {
  const state = (peer: 'a' | 'b', value: string, atMs: number) =>
    ({ type: 'state', which: 'connection', peer, state: value, atMs }) as const;

  it('is connected when both sides are, and remembers when that was', () => {
    let call = applyEvent(newCall('fresh', 'ada'), state('a', 'connected', 300));
    expect(call.connectedAtMs).toBeUndefined();
    call = applyEvent(call, state('b', 'connected', 310));
    call = applyEvent(call, state('b', 'disconnected', 9_000));
    call = applyEvent(call, state('b', 'connected', 12_000));
    expect(call.connectedAtMs).toBe(310);
    expect(call.states).toEqual({ a: 'connected', b: 'connected' });
  });

  it('knows every address that A was lent: a browser changes from one to another', () => {
    const candidate = (peer: 'a' | 'b', port: number) =>
      ({
        type: 'candidate',
        peer,
        line: `candidate:1 1 udp 7935 192.0.2.1 ${port} typ relay raddr 0.0.0.0 rport 0`,
        atMs: 10,
      }) as const;
    let call = newCall('fresh', 'ada');
    for (const event of [candidate('a', 50_000), candidate('b', 50_001), candidate('a', 50_002)]) {
      call = applyEvent(call, event);
    }
    expect(call.relayedOfA).toEqual([
      { address: '192.0.2.1', port: 50_000 },
      { address: '192.0.2.1', port: 50_002 },
    ]);
  });

  it('counts the same error of both peers once', () => {
    const error = {
      type: 'candidate-error',
      url: 'turn:x',
      code: 401,
      text: 'Unauthorized',
      atMs: 5,
    } as const;
    let call = newCall('wrong', 'ada');
    for (const peer of ['a', 'b'] as const) call = applyEvent(call, { ...error, peer });
    call = applyEvent(call, { ...error, peer: 'a', url: 'turn:y' });
    expect(call.errors.map(({ url }) => url)).toEqual(['turn:x', 'turn:y']);
  });

  it('knows its rate from two samples, and keeps the last pair when it is gone', () => {
    const at = (atMs: number, bytes: number) => ({
      atMs,
      a: pair('relay'),
      b: pair('relay', bytes),
      messages: 0,
    });
    let call = applySample(newCall('fresh', 'ada'), at(1_000, 5_000));
    expect(call.rate).toBeUndefined();
    call = applySample(call, at(3_000, 9_000));
    expect(call.rate).toBe(2_000);
    expect(applySample(call, { atMs: 4_000, a: undefined, b: undefined, messages: 0 })).toBe(call);
  });

  it('is relayed on both sides, or it is not', () => {
    expect(isRelayedOnBothSides({ a: pair('relay'), b: pair('relay') })).toBe(true);
    expect(isRelayedOnBothSides({ a: pair('relay'), b: pair('host') })).toBe(false);
    expect(isRelayedOnBothSides({ a: pair('relay'), b: undefined })).toBe(false);
  });
});
