import { THIS_MACHINE } from '#src/live/gather-events.ts';
import { describe, expect, it } from 'vitest';
import { gaveCandidate, problemsToExplain, stopRun } from './run.ts';
import { candidateEvent, LINES, runAfter, STUN, TURN } from './test-rows.ts';

const SERVERS = { type: 'servers', sources: [STUN, TURN], atMs: 2 } as const;

describe('a run, event by event', () => {
  it('has a lane for each connection and a row for each candidate, in order of arrival', () => {
    const run = runAfter([
      SERVERS,
      candidateEvent(THIS_MACHINE, LINES.chromiumHost, 5),
      candidateEvent(STUN, LINES.chromiumSrflx, 31),
      { type: 'server-done', source: STUN, atMs: 40 },
    ]);
    expect(run.rows.map(({ id, candidate, source }) => [id, candidate.type, source.url])).toEqual([
      [0, 'host', null],
      [1, 'srflx', STUN.url],
    ]);
    expect(run.lanes.map(({ state, endedAtMs }) => [state, endedAtMs])).toEqual([
      ['running', undefined],
      ['done', 40],
      ['running', undefined],
    ]);
  });

  it('explains an error once, however many interfaces report it', () => {
    const error = { type: 'error', source: TURN, code: 701 } as const;
    const run = runAfter([
      SERVERS,
      { ...error, atMs: 9, text: 'STUN host lookup received error.' },
      { ...error, atMs: 9, text: 'STUN host lookup received error.' },
      { ...error, atMs: 63, text: 'TURN host lookup received error.' },
      { ...error, atMs: 70, code: 401, text: '' },
    ]);
    expect(run.problems.map(({ code, texts, atMs }) => [code, texts, atMs])).toEqual([
      [701, ['STUN host lookup received error.', 'TURN host lookup received error.'], 9],
      [401, [], 70],
    ]);
  });

  it('knows whether a server that failed gave something all the same', () => {
    const run = runAfter([SERVERS, candidateEvent(TURN, LINES.chromiumSrflx, 20)]);
    expect(gaveCandidate(run, TURN)).toBe(true);
    expect(gaveCandidate(run, TURN, 'relay')).toBe(false);
    expect(gaveCandidate(run, STUN)).toBe(false);
  });

  it('shows what was still running as stopped', () => {
    const run = stopRun(runAfter([SERVERS, { type: 'server-done', source: STUN, atMs: 40 }]), 55);
    expect(run.lanes.map(({ state, endedAtMs }) => [state, endedAtMs])).toEqual([
      ['stopped', 55],
      ['done', 40],
      ['stopped', 55],
    ]);
  });
});

describe('no network interface', () => {
  const timeout = (source: typeof STUN) => ({ type: 'server-timeout', source, atMs: 10_000 }) as const;

  it('is the one thing to explain when not even a host candidate came', () => {
    const run = runAfter([SERVERS, timeout(THIS_MACHINE), timeout(STUN), timeout(TURN)]);
    expect(problemsToExplain(run).map(({ code, source }) => [code, source.url])).toEqual([
      ['no-network', null],
    ]);
  });

  it('is not meant when host candidates came and only servers are silent', () => {
    const run = runAfter([SERVERS, candidateEvent(THIS_MACHINE, LINES.chromiumHost, 5), timeout(TURN)]);
    expect(problemsToExplain(run).map(({ code, source }) => [code, source.url])).toEqual([
      ['timeout', TURN.url],
    ]);
  });
});
