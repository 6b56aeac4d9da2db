import { describe, expect, it } from 'vitest';
import type { Json, Observation, Verdict } from '#lessons/contract.ts';
import exercise from './index.ts';
import type { Observed, Pace, Run } from './observed.ts';

/** Lines as Chromium 156 and Firefox 153 wrote them. */
const LINES = {
  chromium: [
    'candidate:3368645376 1 udp 2113937151 3e2dc2d4-e585-424a-9718-bc0708b537e9.local 37982 typ host generation 0 ufrag pSf4 network-cost 999',
    'candidate:3532507827 1 udp 1677729535 192.0.2.2 37982 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag pSf4 network-cost 999',
    'candidate:4127897287 1 udp 50340095 192.0.2.2 38591 typ relay raddr 192.0.2.2 rport 37982 generation 0 ufrag pSf4 network-cost 999',
  ],
  firefox: [
    'candidate:0 1 UDP 2122187007 2a994700-4ae8-427e-974c-d3cc0edf7131.local 34341 typ host',
    'candidate:1 1 UDP 1685987327 192.0.2.2 34341 typ srflx raddr 0.0.0.0 rport 0',
    'candidate:2 1 UDP 92151551 192.0.2.2 38531 typ relay raddr 192.0.2.2 rport 38531',
  ],
} as const;

const GATHERED_AT_MS = 300;

function observations(browser: keyof typeof LINES, connection: number): Observation[] {
  const end: Observation[] =
    browser === 'firefox' ? [{ kind: 'candidate', connection, atMs: 299, candidate: '' }] : [];
  return [
    { kind: 'connection-created', connection, atMs: 1, configuration: null },
    ...LINES[browser].map((candidate): Observation => ({
      kind: 'candidate',
      connection,
      atMs: 20,
      candidate,
    })),
    ...end,
    { kind: 'state', connection, atMs: 300, which: 'gathering', state: 'complete' },
    { kind: 'candidate', connection, atMs: 300, candidate: null },
    { kind: 'connection-closed', connection, atMs: 900 },
  ];
}

const candidate = (line: string, ufrag: string): Json => ({
  kind: 'candidate',
  candidate: line,
  usernameFragment: ufrag,
});
const end = (ufrag: string): Json => ({ kind: 'end-of-candidates', usernameFragment: ufrag });

interface Changes {
  readonly signals?: (right: Json[]) => Json[];
  readonly endAtMs?: number;
  readonly answerAtMs?: number | undefined;
  readonly value?: Json;
  readonly ufrag?: string;
}

/** A run in which the channel took everything, the end `endAtMs` at last. */
function run(browser: keyof typeof LINES, pace: Pace, changes: Changes = {}): Run {
  const { signals = (right) => right, endAtMs = pace === 'eager' ? 320 : 2_500 } = changes;
  const { ufrag = pace === 'eager' ? 'pSf4' : 'Dk99', value = 3 } = changes;
  const answerAtMs = 'answerAtMs' in changes ? changes.answerAtMs : endAtMs + 5;
  const seen = observations(browser, pace === 'eager' ? 1 : 2).map((one) =>
    one.kind === 'candidate' && one.candidate
      ? { ...one, candidate: one.candidate.replace('ufrag pSf4', `ufrag ${ufrag}`) }
      : one,
  );
  const lines = seen.flatMap((one) => (one.kind === 'candidate' && one.candidate ? [one.candidate] : []));
  const all = signals([...lines.map((line) => candidate(line, ufrag)), end(ufrag)]);
  return {
    pace,
    taken: all.map((signal, index) => ({
      atMs: index === all.length - 1 ? endAtMs : Math.min(GATHERED_AT_MS, endAtMs - 1),
      value: signal,
    })),
    nextError: undefined,
    answer: answerAtMs === undefined ? undefined : { atMs: answerAtMs, outcome: { ok: true, value } },
    gatheredAtMs: GATHERED_AT_MS,
    observations: seen,
  };
}

function observed(runs: readonly Run[]): Observed {
  return { runs, observations: runs.flatMap((one) => one.observations) };
}

function judge(id: string, runs: readonly Run[]): Verdict {
  const check = exercise.checks[id];
  if (!check) throw new Error(`no check ${id}`);
  return check(observed(runs), { iceServers: [] });
}

const hintOf = (verdict: Verdict) => (verdict.verdict === 'fail' ? verdict.hint : verdict.verdict);

describe.each(['chromium', 'firefox'] as const)('end-of-candidates, as %s gathers', (browser) => {
  const right = [run(browser, 'eager'), run(browser, 'slow')];
  const both = (changes: Changes) => [run(browser, 'eager', changes), run(browser, 'slow', changes)];

  it('passes what was handed out in order, ended and resolved in time', () => {
    for (const id of Object.keys(exercise.checks)) {
      expect([id, judge(id, right).verdict]).toEqual([id, 'pass']);
    }
  });

  it.each<[string, (signals: Json[]) => Json[], string]>([
    ['a candidate left out', (all) => all.slice(1), 'a-queue-between'],
    ['one of them twice', ([first = null, ...rest]) => [first, first, ...rest], 'a-queue-between'],
    [
      'the order turned round',
      (all) => [...all.slice(0, -1).reverse(), all.at(-1) ?? null],
      'a-queue-between',
    ],
    ['an empty line', (all) => [candidate('', 'pSf4'), ...all], 'three-kinds-of-event'],
    ['a shape of its own', (all) => ['candidate:1', ...all], 'three-kinds-of-event'],
    [
      'a line written by hand',
      (all) => [candidate('candidate:1 1 udp 1 192.0.2.3 1 typ host', 'pSf4'), ...all.slice(1)],
      'a-queue-between',
    ],
  ])('finds %s', (_, signals, hint) => {
    expect(hintOf(judge('every-candidate', both({ signals })))).toBe(hint);
  });

  it('wants one end, and nothing after it', () => {
    const verdictOn = (signals: (all: Json[]) => Json[]) => judge('end-comes-last', both({ signals }));
    expect(hintOf(verdictOn((all) => all.slice(0, -1)))).toBe('the-browser-says-when');
    expect(hintOf(verdictOn((all) => [...all, end('pSf4')]))).toBe('the-browser-says-when');
    expect(hintOf(verdictOn((all) => [all.at(-1) ?? null, ...all.slice(0, -1)]))).toBe(
      'the-browser-says-when',
    );
  });

  it('tells an end by the browser from one by a timer', () => {
    expect(hintOf(judge('end-is-prompt', [run(browser, 'eager', { endAtMs: 2_020 })]))).toBe(
      'the-browser-says-when',
    );
    expect(judge('end-is-prompt', [run(browser, 'eager', { endAtMs: 700 })]).verdict).toBe('pass');
  });

  it('wants a session in every signal, and the right one', () => {
    const without = (all: Json[]) => [...all.slice(0, -1), end('')];
    expect(hintOf(judge('names-its-session', both({ signals: without })))).toBe('which-session');
    const other = (all: Json[]) => [...all.slice(0, -1), end('else')];
    expect(hintOf(judge('names-its-session', both({ signals: other })))).toBe('which-session');
    expect(hintOf(judge('names-its-session', both({ ufrag: 'same' })))).toBe('which-session');
  });

  it('wants the answer when the end was taken: not before, not long after, with the right number', () => {
    const verdictOn = (changes: Changes) => hintOf(judge('resolves-when-taken', both(changes)));
    expect(verdictOn({ endAtMs: 2_000, answerAtMs: 310 })).toBe('taken-is-not-gathered');
    expect(verdictOn({ endAtMs: 2_000, answerAtMs: 4_000 })).toBe('taken-is-not-gathered');
    expect(verdictOn({ answerAtMs: undefined })).toBe('taken-is-not-gathered');
    expect(verdictOn({ value: 4 })).toBe('three-kinds-of-event');
  });

  it('wants every connection closed', () => {
    const open = right.map((one) => ({
      ...one,
      observations: one.observations.filter(({ kind }) => kind !== 'connection-closed'),
    }));
    expect(hintOf(judge('closes', open))).toBe('close-in-finally');
  });

  it('does not blame the learner for a server that never answers', () => {
    const [first] = right;
    if (!first) throw new Error('no run');
    const hangs = {
      ...first,
      gatheredAtMs: undefined,
      answer: undefined,
      observations: first.observations.slice(0, 4),
    };
    expect(judge('every-candidate', [hangs]).verdict).toBe('error');
    expect(judge('end-is-prompt', [hangs]).verdict).toBe('error');
  });
});

it('fails code that does nothing, without a browser’s help', () => {
  const idle: Run = {
    pace: 'eager',
    taken: [],
    nextError: undefined,
    answer: { atMs: 5, outcome: { ok: true, value: 0 } },
    gatheredAtMs: undefined,
    observations: [],
  };
  for (const id of Object.keys(exercise.checks)) expect(judge(id, [idle]).verdict).toBe('fail');
});
