import { describe, expect, it } from 'vitest';
import type { CallOutcome, Observation } from '#lessons/contract.ts';
import exercise from './index.ts';
import type { Call, Observed, Scene } from './observed.ts';

const MADE: readonly Observation[] = [1, 2].map((connection) => ({
  kind: 'connection-created',
  connection,
  atMs: 0,
  configuration: {},
}));
const FOUND: Observation = { kind: 'candidate', connection: 1, atMs: 5, candidate: 'candidate:1' };
const OPENED: readonly Observation[] = [1, 2].map((connection) => ({
  kind: 'channel',
  connection,
  channel: connection,
  atMs: 100,
  state: 'open',
}));
const CLOSED: readonly Observation[] = [1, 2].map((connection) => ({
  kind: 'connection-closed',
  connection,
  atMs: 200,
}));
const FAILED: Observation = { kind: 'state', connection: 1, atMs: 90, which: 'connection', state: 'failed' };
const arrived = (text: string): Observation => ({
  kind: 'message',
  connection: 2,
  channel: 2,
  atMs: 150,
  text,
});

const answered = (value: string): CallOutcome => ({ ok: true, value });
const TEXT = 'b55f';

const working = (scene: Scene, change: Partial<Call> = {}): Call => ({
  scene,
  text: TEXT,
  withinMs: 10_000,
  answer: answered('open'),
  tookMs: 300,
  observations: [...MADE, FOUND, ...OPENED, arrived(TEXT), ...CLOSED],
  ...change,
});
const hopeless = (scene: Scene, change: Partial<Call> = {}): Call => ({
  scene,
  text: TEXT,
  withinMs: 2_500,
  answer: answered('failed'),
  tookMs: 2_510,
  observations: [...MADE, ...CLOSED],
  ...change,
});

const RIGHT = [working('at-once'), working('late'), hopeless('no-answer'), hopeless('no-addresses')];

/** What each check says, as `pass`, `error`, or the hint of a failure, when one call went differently. */
function said(change?: Call): Record<string, string> {
  const observed: Observed = {
    calls: RIGHT.map((call) => (change && call.scene === change.scene ? change : call)),
  };
  const verdicts = Object.entries(exercise.checks).map(([id, check]) => {
    const verdict = check(observed, { iceServers: [] });
    return [id, verdict.verdict === 'fail' ? (verdict.hint ?? 'no hint') : verdict.verdict];
  });
  return Object.fromEntries(verdicts) as Record<string, string>;
}

describe('wait-for-the-right-state', () => {
  it('passes whoever sends when open and gives up in time', () => {
    expect(new Set(Object.values(said()))).toEqual(new Set(['pass']));
  });

  it('passes a failure that the browser itself reported, before the limit', () => {
    const early = hopeless('no-addresses', { tookMs: 90, observations: [...MADE, FAILED, ...CLOSED] });
    expect(said(early)['gives-up-without-addresses']).toBe('pass');
  });

  it('fails “open” without an arrival, and an arrival without “open”', () => {
    const silent = [...MADE, FOUND, ...OPENED, ...CLOSED];
    expect(said(working('at-once', { observations: silent }))['sends-when-open']).toBe(
      'wait-for-the-open-event',
    );
    const other = [...MADE, FOUND, ...OPENED, arrived('something else'), ...CLOSED];
    expect(said(working('at-once', { observations: other }))['sends-when-open']).toBe(
      'wait-for-the-open-event',
    );
    expect(said(working('at-once', { answer: answered('yes') }))['sends-when-open']).toBe(
      'wait-for-the-open-event',
    );
  });

  it('fails whoever gives up on a connection that takes its time', () => {
    const early = working('late', { answer: answered('failed'), tookMs: 500 });
    expect(said(early)['waits-for-a-late-answer']).toBe('waiting-is-not-failure');
  });

  it('fails what throws, because it sent too early', () => {
    const error = { kind: 'thrown', name: 'InvalidStateError', message: 'not open' } as const;
    expect(said(working('at-once', { answer: { ok: false, error } }))['sends-when-open']).toBe(
      'wait-for-the-open-event',
    );
  });

  it('fails whoever waits beyond the limit, gives up before it, or claims to be open', () => {
    expect(said(hopeless('no-answer', { answer: undefined, tookMs: 5_000 }))['gives-up-in-time']).toBe(
      'a-limit-of-your-own',
    );
    expect(said(hopeless('no-answer', { tookMs: 20 }))['gives-up-in-time']).toBe('waiting-is-not-failure');
    expect(said(hopeless('no-answer', { answer: answered('open') }))['gives-up-in-time']).toBe(
      'wait-for-the-open-event',
    );
  });

  it('fails a guess for which nothing was connected', () => {
    expect(said(working('late', { observations: [] }))['waits-for-a-late-answer']).toBe(
      'wait-for-the-open-event',
    );
    expect(said(hopeless('no-answer', { observations: [] }))['gives-up-in-time']).toBe(
      'waiting-is-not-failure',
    );
  });

  it('counts open connections over all calls', () => {
    const left = hopeless('no-answer', { observations: [...MADE] });
    expect(said(left)['closes']).toBe('close-in-finally');
  });

  it('blames nobody where there is no network', () => {
    const nothing = working('at-once', { answer: answered('failed'), observations: [...MADE, ...CLOSED] });
    expect(said(nothing)['sends-when-open']).toBe('error');
  });
});
