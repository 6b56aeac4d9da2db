import { describe, expect, it } from 'vitest';
import type { CallOutcome, Observation, Verdict } from '#lessons/contract.ts';
import exercise from './index.ts';
import type { Observed } from './observed.ts';

const TEXT = '0b7c9d0e-secret';

const created = (connection: number): Observation => ({
  kind: 'connection-created',
  connection,
  atMs: 0,
  configuration: {},
});
const closed = (connection: number): Observation => ({ kind: 'connection-closed', connection, atMs: 300 });
const signaling = (connection: number, ...states: string[]): Observation[] =>
  states.map((state) => ({ kind: 'state', connection, atMs: 10, which: 'signaling', state }));
const gathers = (connection: number): Observation[] => [
  { kind: 'state', connection, atMs: 11, which: 'gathering', state: 'gathering' },
  { kind: 'candidate', connection, atMs: 12, candidate: 'candidate:1 1 udp 1 192.0.2.1 5000 typ host' },
];
const channel = (connection: number, state: 'created' | 'open'): Observation => ({
  kind: 'channel',
  connection,
  channel: connection,
  atMs: 20,
  state,
});
const message = (connection: number, text: string | null): Observation => ({
  kind: 'message',
  connection,
  channel: connection,
  atMs: 30,
  text,
});

const NEGOTIATED = [
  ...signaling(1, 'have-local-offer', 'stable'),
  ...signaling(2, 'have-remote-offer', 'stable'),
];
const MADE = [created(1), created(2), channel(1, 'created')];
const OPENED = [
  ...MADE,
  ...NEGOTIATED,
  ...gathers(1),
  ...gathers(2),
  channel(2, 'created'),
  channel(1, 'open'),
  channel(2, 'open'),
];
const CLOSED = [closed(1), closed(2)];

const answered = (value: string): CallOutcome => ({ ok: true, value });
const threw = (name: string): CallOutcome => ({ ok: false, error: { kind: 'thrown', name, message: 'no' } });

function run(observations: Observation[], answer?: CallOutcome): Observed {
  return { text: TEXT, answer, observations };
}

/** What each check says, as `pass`, `error`, or the hint of a failure. */
function said(observed: Observed): Record<string, string> {
  const verdicts = Object.entries(exercise.checks).map(([id, check]) => {
    const verdict: Verdict = check(observed, { iceServers: [] });
    return [id, verdict.verdict === 'fail' ? (verdict.hint ?? 'no hint') : verdict.verdict];
  });
  return Object.fromEntries(verdicts) as Record<string, string>;
}

const ALL_PASS = {
  'two-connections': 'pass',
  'channel-opens': 'pass',
  'text-arrives': 'pass',
  answers: 'pass',
  closes: 'pass',
};

describe('open-the-channel', () => {
  it('passes what really arrived, in either direction and over more than two connections', () => {
    expect(said(run([...OPENED, message(2, TEXT), ...CLOSED], answered(TEXT)))).toEqual(ALL_PASS);
    expect(said(run([...OPENED, message(1, TEXT), ...CLOSED], answered(TEXT)))).toEqual(ALL_PASS);
    const more = [...OPENED, created(3), message(2, TEXT), ...CLOSED, closed(3)];
    expect(said(run(more, answered(TEXT)))).toEqual(ALL_PASS);
  });

  it('fails the right text that nobody sent', () => {
    expect(said(run([], answered(TEXT)))).toMatchObject({
      'two-connections': 'two-of-them',
      'channel-opens': 'two-of-them',
      'text-arrives': 'two-of-them',
      answers: 'the-other-end',
      closes: 'two-of-them',
    });
    expect(said(run([...OPENED, ...CLOSED], answered(TEXT)))).toMatchObject({
      'channel-opens': 'pass',
      'text-arrives': 'close-both',
      answers: 'the-other-end',
    });
  });

  it('fails another text, binary data, and another answer', () => {
    expect(said(run([...OPENED, message(2, 'hello'), ...CLOSED], answered(TEXT)))['text-arrives']).toBe(
      'the-other-end',
    );
    expect(said(run([...OPENED, message(2, null), ...CLOSED], answered(TEXT)))['text-arrives']).toBe(
      'the-other-end',
    );
    expect(said(run([...OPENED, message(2, TEXT), ...CLOSED], answered('')))['answers']).toBe(
      'the-other-end',
    );
    expect(said(run([...OPENED, message(2, TEXT)]))['answers']).toBe('the-other-end');
  });

  it('tells what kept the channel from opening', () => {
    const why = (observations: Observation[], answer?: CallOutcome) =>
      said(run(observations, answer))['channel-opens'];
    expect(why([created(1)])).toBe('two-of-them');
    expect(why([created(1), created(2)])).toBe('two-of-them');
    expect(why(MADE)).toBe('both-descriptions');
    const unanswered = [...signaling(1, 'have-local-offer'), ...signaling(2, 'have-remote-offer', 'stable')];
    expect(why([...MADE, ...unanswered, ...gathers(1)])).toBe('both-descriptions');
    expect(why([...MADE, ...signaling(1, 'have-local-offer'), ...gathers(1)])).toBe('both-descriptions');
    expect(why([...MADE, ...NEGOTIATED, ...gathers(1)])).toBe('pass-candidates-on');
    expect(why([...MADE, ...NEGOTIATED])).toBe('two-of-them');
    expect(why(MADE, threw('InvalidStateError'))).toBe('wait-for-open');
  });

  it('knows a close between the two openings: a channel opens on one side first', () => {
    const half = [...OPENED.slice(0, -1), ...CLOSED];
    expect(said(run(half, answered(TEXT)))).toMatchObject({
      'channel-opens': 'close-both',
      'text-arrives': 'close-both',
    });
  });

  it('blames nobody where there is no network', () => {
    const gathering: Observation = {
      kind: 'state',
      connection: 1,
      atMs: 11,
      which: 'gathering',
      state: 'gathering',
    };
    const silent = said(run([...MADE, ...NEGOTIATED, gathering]));
    expect(silent).toMatchObject({ 'channel-opens': 'error', 'text-arrives': 'error' });
  });

  it('fails connections that are left open, and only those', () => {
    const open = [...OPENED, message(2, TEXT)];
    expect(said(run(open, answered(TEXT)))['closes']).toBe('close-both');
    expect(said(run([...open, closed(1)], answered(TEXT)))['closes']).toBe('close-both');
  });
});
