import { describe, expect, it } from 'vitest';
import type { CallOutcome, LearnerError, Observation, Verdict } from '#lessons/contract.ts';
import exercise from './index.ts';
import { answerIn } from './observe.ts';
import type { Delivered, Observed, Session } from './observed.ts';
import { ufragOf, withoutCandidates } from './offerer.ts';

const OK: CallOutcome = { ok: true, value: null };
const thrown = (name: string): CallOutcome => {
  const error: LearnerError = { kind: 'thrown', name, message: 'The remote description was null' };
  return { ok: false, error };
};

const of = (step: Delivered['step'], outcome: CallOutcome | undefined = OK): Delivered => ({ step, outcome });

function session(changes: Partial<Session> = {}): Session {
  return {
    delivered: [of('early-candidate'), of('early-candidate'), of('offer')],
    offers: 1,
    answers: 1,
    refused: undefined,
    candidates: 2,
    ufrag: 'one',
    isConnected: true,
    error: undefined,
    ...changes,
  };
}

function restarted(changes: Partial<Session> = {}): Session {
  const delivered = [of('offer'), of('early-candidate'), of('offer'), of('late-candidate')];
  return session({ delivered, offers: 2, answers: 2, candidates: 1, ufrag: 'two', ...changes });
}

const OBSERVATIONS: Observation[] = [
  { kind: 'connection-created', connection: 1, atMs: 1, configuration: null },
  { kind: 'connection-closed', connection: 1, atMs: 500 },
];

function judge(id: string, changes: Partial<Observed> = {}): Verdict {
  const check = exercise.checks[id];
  if (!check) throw new Error(`no check ${id}`);
  const observed = { first: session(), second: restarted(), observations: OBSERVATIONS, ...changes };
  return check(observed, { iceServers: [] });
}

const hintOf = (verdict: Verdict) => (verdict.verdict === 'fail' ? verdict.hint : verdict.verdict);

describe('candidate-before-description', () => {
  it('passes a peer that loses nothing', () => {
    for (const id of Object.keys(exercise.checks)) expect([id, judge(id).verdict]).toEqual([id, 'pass']);
  });

  it('finds a candidate that was refused, and one that was lost in silence', () => {
    const refused = session({
      delivered: [of('early-candidate', thrown('InvalidStateError')), of('offer')],
    });
    expect(hintOf(judge('early-candidates', { first: refused }))).toBe('keep-them');
    expect(hintOf(judge('early-candidates', { first: session({ isConnected: false }) }))).toBe('keep-them');
  });

  it('does not mind a call that is never answered, as long as the candidate was used', () => {
    const waits = session({ delivered: [{ step: 'early-candidate', outcome: undefined }, of('offer')] });
    expect(judge('early-candidates', { first: waits }).verdict).toBe('pass');
  });

  it('finds the next generation refused or lost', () => {
    const refused = restarted({
      delivered: [of('offer'), of('early-candidate', thrown('OperationError')), of('offer')],
    });
    expect(hintOf(judge('next-generation', { second: refused }))).toBe('which-generation');
    expect(hintOf(judge('next-generation', { second: restarted({ isConnected: false }) }))).toBe(
      'which-generation',
    );
  });

  it('finds the next generation added too early, also where the browser made the best of it', () => {
    const taken = (usernameFragment: string, described: boolean): Observation => ({
      kind: 'remote-candidate',
      connection: 1,
      atMs: 300,
      usernameFragment,
      described,
    });
    const judged = (...seen: Observation[]) =>
      hintOf(judge('next-generation', { observations: [...OBSERVATIONS, ...seen] }));
    expect(judged(taken('two', true))).toBe('pass');
    expect(judged(taken('one', false))).toBe('pass'); // of the past: another check's matter
    expect(judged(taken('two', false))).toBe('which-generation');
  });

  it('finds a delayed candidate that was not ignored', () => {
    const second = restarted({
      delivered: [of('offer'), of('offer'), of('late-candidate', thrown('OperationError'))],
    });
    expect(hintOf(judge('late-candidates', { second }))).toBe('the-past');
  });

  it('says so when there is no answer, or one that no browser takes', () => {
    const silent = session({ answers: 0, isConnected: false });
    expect(hintOf(judge('answers', { first: silent, second: undefined }))).toBe('answer-first');
    expect(hintOf(judge('next-generation', { first: silent, second: undefined }))).toBe('answer-first');
    expect(hintOf(judge('late-candidates', { first: silent, second: undefined }))).toBe('answer-first');
    const broken = session({ answers: 0, refused: 'Failed to parse SessionDescription' });
    expect(hintOf(judge('answers', { first: broken, second: undefined }))).toBe('answer-first');
  });

  it('blames no learner for a device without a network', () => {
    const nothing = { candidates: 0, isConnected: false };
    expect(judge('early-candidates', { first: session(nothing) }).verdict).toBe('error');
    expect(judge('next-generation', { second: restarted(nothing) }).verdict).toBe('error');
  });

  it('wants every connection closed', () => {
    expect(hintOf(judge('closes', { observations: OBSERVATIONS.slice(0, 1) }))).toBe('stop-closes');
    expect(hintOf(judge('closes', { observations: [] }))).toBe('answer-first');
  });
});

describe('the checker’s own peer', () => {
  it('takes no candidate out of a description that a stranger wrote', () => {
    const sdp = [
      'v=0',
      'a=ice-ufrag:8hhY',
      'a=candidate:1 1 UDP 2130706431 192.0.2.3 5000 typ host',
      ' a=candidate:1 1 UDP 2130706431 192.0.2.3 5000 typ host',
      'A=CANDIDATE:1 1 UDP 2130706431 192.0.2.3 5000 typ host',
      'a=end-of-candidates',
      'a=mid:0',
    ];
    for (const lineEnd of ['\r\n', '\n', '\r']) {
      expect(withoutCandidates(sdp.join(lineEnd))).toBe('v=0\r\na=ice-ufrag:8hhY\r\na=mid:0\r\n');
    }
    expect(ufragOf(sdp.join('\r\n'))).toBe('8hhY');
  });

  it('reads the last answer out of signals of any shape', () => {
    const answer = (sdp: string) => ({ description: { type: 'answer', sdp } });
    expect(answerIn([answer('1'), { candidate: {} }, answer('2')])).toBe('2');
    for (const none of [
      null,
      3,
      {},
      [],
      [null],
      ['answer'],
      [{ description: { type: 'offer', sdp: 'x' } }],
    ]) {
      expect(answerIn(none)).toBeUndefined();
    }
    expect(answerIn([{ description: { type: 'answer', sdp: 7 } }])).toBeUndefined();
  });
});
