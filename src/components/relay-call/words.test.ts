import { describe, expect, it } from 'vitest';
import { LOCALES } from '#src/i18n/locales.ts';
import type { PairEnd, SelectedPair } from '#src/live/selected-pair.ts';
import { type Call, type CallEnd, newCall } from './call.ts';
import { explainError } from './error-words.ts';
import { notesOn } from './notes.ts';
import { statusOf } from './status.ts';

const pairOver = (relayProtocol: string | undefined, type = 'relay', remoteType = 'relay'): SelectedPair => {
  const end = (of: string): PairEnd => ({
    type: of,
    protocol: 'udp',
    address: '192.0.2.1',
    port: 50_000,
    relayProtocol,
  });
  return {
    local: end(type),
    remote: end(remoteType),
    bytesSent: 1,
    bytesReceived: 1,
    roundTripTimeMs: 1,
    role: undefined,
  };
};

const callWith = (a: SelectedPair, b: SelectedPair): Call => ({
  ...newCall('fresh', 'ada'),
  sample: { atMs: 5_000, a, b, messages: 3 },
});

describe('the notes of a call', () => {
  const over = (leg: string | undefined) =>
    notesOn({ call: callWith(pairOver(leg), pairOver(leg)), isExpired: false, isPaused: false });

  it('tell how the server was reached, or that the browser does not say so', () => {
    expect(over('udp')).toContain('legSaid');
    expect(over('tls')).toContain('udpBehindTcp');
    expect(over('tcp')).not.toContain('legSaid');
    expect(over(undefined)).toContain('legNotSaid');
  });

  it('claim a relay on both sides only where there is one', () => {
    expect(over('udp')).toContain('bothRelayed');
    const oneSided = callWith(pairOver('udp'), pairOver('udp', 'host'));
    expect(notesOn({ call: oneSided, isExpired: false, isPaused: false })).not.toContain('bothRelayed');
  });

  it('are none without statistics', () => {
    expect(notesOn({ call: undefined, isExpired: true, isPaused: true })).toEqual([]);
    expect(notesOn({ call: newCall('fresh', undefined), isExpired: false, isPaused: false })).toEqual([]);
  });
});

describe('the status of a call', () => {
  const ends: CallEnd[] = [
    'failed',
    'timeout',
    'no-relay',
    'hung-up',
    'left',
    'lost',
    'no-turn',
    'no-leg',
    'no-list',
    'refused-servers',
  ];

  it.each(ends)('says in both editions that it ended: %s', (end) => {
    for (const locale of LOCALES) {
      const call: Call = { ...newCall('wrong', 'ada'), end };
      const { words } = statusOf({ phase: 'ready', call, expiredAtMs: undefined, isPaused: false }, locale);
      expect(words).not.toBe('');
      expect(words).not.toContain('undefined');
    }
  });

  it('tells a paused relay, an expired credential and a broken path from a call that is well', () => {
    const call = { ...callWith(pairOver('udp'), pairOver('udp')), connectedAtMs: 1_000 };
    const running = { phase: 'running', call, expiredAtMs: undefined, isPaused: false } as const;
    const words = (changes: Partial<Parameters<typeof statusOf>[0]>) =>
      statusOf({ ...running, ...changes }, 'en').words;
    expect(words({})).toBe('Connected through the relay.');
    expect(words({ expiredAtMs: 2_000 })).toContain('no longer accepts');
    expect(words({ isPaused: true })).toContain('paused');
    expect(words({ call: { ...call, states: { a: 'connected', b: 'disconnected' } } })).toContain(
      'Disconnected',
    );
  });
});

describe('a refused credential', () => {
  const error = { url: '', code: 401, text: 'Unauthorized' };
  const context = { credentials: 'fresh', username: '1000:x', ownList: false, nowMs: 3_600_000 } as const;

  it('is explained by what we know of it', () => {
    expect(explainError(error, { ...context, credentials: 'wrong' }, 'en').means).toContain('on purpose');
    expect(explainError(error, { ...context, credentials: 'kept' }, 'en').means).toContain('no longer knows');
    expect(explainError(error, context, 'en').means).toContain('did not accept');
    expect(explainError(error, context, 'en').advice).toContain('new credentials are fetched');
  });

  it('with a number that only Firefox has is told as such', () => {
    expect(explainError({ ...error, code: 65_535 }, context, 'en').means).toContain('Firefox has no number');
  });

  it('of one’s own server is for the learner to repair', () => {
    expect(explainError(error, { ...context, ownList: true }, 'en').advice).toContain('typing errors');
  });
});
