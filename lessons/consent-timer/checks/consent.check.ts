import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { createConsent } from '../solution/consent.ts';
import type { Answer } from '../solution/types.ts';

/*
 * What is expected is written down here once more from RFC 7675 §5.1 and §5.2: 4 to 6 seconds between requests, 30 from
 * the last valid answer, and an end for good. When a request goes out is the learner's own draw, and is only bounded.
 */

const LEAST_MS = 4_000;
const MOST_MS = 6_000;
const EXPIRY_MS = 30_000;
/** Sums of fractions may miss a bound by a rounding. */
const ROUNDING_MS = 0.001;

test('asks-at-random', () => {
  const intervals: number[] = [];
  for (let round = 0; round < 10; round++) {
    const { ask, answer } = watched();
    for (let request = 0; request < 30; request++) {
      const { afterMs, transactionId } = ask(randomInt(300));
      intervals.push(Math.round(afterMs));
      answer({ transactionId });
    }
  }
  const seen = `of 300 intervals the shortest was ${Math.min(...intervals)} ms, the longest ${Math.max(...intervals)} ms`;
  assert.ok(Math.min(...intervals) < 4_500, `Intervals reach down towards 4 s; ${seen}`);
  assert.ok(Math.max(...intervals) > 5_500, `Intervals reach up towards 6 s; ${seen}`);
  assert.ok(new Set(intervals).size > 100, 'Each interval is drawn anew');
});

test('new-id-each-time', () => {
  const ids = new Set<string>();
  for (let round = 0; round < 20; round++) {
    const { ask, answer } = watched();
    for (let request = 0; request < 20; request++) {
      const { transactionId } = ask();
      assert.match(transactionId, /^[0-9a-f]{24}$/, 'A transaction id is 12 bytes, as 24 hexadecimal digits');
      assert.ok(!ids.has(transactionId), 'No transaction id comes twice, in any session');
      ids.add(transactionId);
      answer({ transactionId });
    }
  }
});

test('thirty-from-the-answer', () => {
  const silent = watched();
  silent.ask();
  silent.ask();
  silent.until(EXPIRY_MS);
  for (const isLatest of [true, false]) {
    const { ask, wait, answer, until } = watched();
    const early = ask();
    const late = ask();
    wait(randomInt(3_000));
    // An answer may belong to an earlier request than the last one.
    answer({ transactionId: (isLatest ? late : early).transactionId });
    ask();
    ask();
    until(EXPIRY_MS);
  }
});

test('only-valid-answers', () => {
  const wrong: readonly Partial<Answer>[] = [
    { isAuthentic: false },
    { from: `198.51.100.${randomInt(1, 255)}:61000` },
    { transactionId: 'f'.repeat(24) },
    { errorCode: 400 },
    { errorCode: 500 },
    { isAuthentic: false, errorCode: 403 },
  ];
  for (const change of wrong) {
    const { ask, answer, until } = watched();
    answer({ transactionId: ask().transactionId, ...change });
    answer({ transactionId: ask().transactionId, ...change });
    until(EXPIRY_MS);
  }
  // A forged answer doesn't use up the request that it names; a true one does.
  const { ask, wait, answer, until } = watched();
  const { transactionId } = ask();
  answer({ transactionId, isAuthentic: false });
  wait(500);
  answer({ transactionId });
  wait(500);
  answer({ transactionId });
  until(EXPIRY_MS);
});

test('stays-lost', () => {
  const { ask, answer, until, isOver } = watched();
  const { transactionId } = ask();
  until(EXPIRY_MS);
  answer({ transactionId });
  isOver();
  // An answer may be the first thing that happens after the end.
  const quiet = watched();
  const late = quiet.ask();
  quiet.wait(EXPIRY_MS);
  quiet.answer({ transactionId: late.transactionId });
  quiet.isOver();
  const refused = watched();
  const first = refused.ask();
  const second = refused.ask();
  refused.answer({ transactionId: first.transactionId, errorCode: 403 });
  refused.isOver();
  refused.answer({ transactionId: second.transactionId });
  refused.isOver();
});

test('any-trace', () => {
  for (let round = 0; round < 40; round++) {
    const { ask, wait, answer, look, isLost } = watched();
    const asked: string[] = [];
    for (let step = 0; step < 40 && !isLost(); step++) {
      const { transactionId } = ask(randomInt(50));
      asked.push(transactionId);
      wait(randomInt(2_000));
      const about = asked[randomInt(asked.length)] ?? transactionId;
      const kind = randomInt(8);
      if (kind < 2) answer({ transactionId: about });
      if (kind === 2) answer({ transactionId: about, isAuthentic: false });
      if (kind === 3) answer({ transactionId: about, from: '192.0.2.1:9' });
      look();
    }
  }
});

/** The learner's consent, each of whose answers is looked at. */
function watched() {
  const peer = `203.0.113.${randomInt(1, 255)}:${randomInt(1024, 65_536)}`;
  const grantedAtMs = randomInt(1_000_000);
  const consent = createConsent({ peer, grantedAtMs });
  const open = new Set<string>();
  const said: string[] = [];
  let nowMs = grantedAtMs;
  let lastMs = grantedAtMs;
  let validAtMs = grantedAtMs;
  let isRevoked = false;

  const isLost = (): boolean => isRevoked || nowMs >= validAtMs + EXPIRY_MS;
  const time = (): string => `${((nowMs - grantedAtMs) / 1000).toFixed(3)} s`;
  const told = (): string => `It is ${time()} after the start; so far: ${said.slice(-6).join(', ')}`;

  function look(): void {
    assert.equal(consent.maySend(nowMs), !isLost(), `Whether data may be sent. ${told()}`);
  }

  /** Goes on to the next request, and calls a little later than it is due, as timers do. */
  function ask(lateMs = 0): { transactionId: string; afterMs: number } {
    const dueAtMs =
      consent.nextRequestAtMs() ??
      assert.fail(`nextRequestAtMs() gave undefined, but consent isn't lost. ${told()}`);
    const afterMs = dueAtMs - lastMs;
    const isInBounds = afterMs >= LEAST_MS - ROUNDING_MS && afterMs <= MOST_MS + ROUNDING_MS;
    assert.ok(
      isInBounds,
      `The next request is due 4 to 6 s after the last, and not ${afterMs} ms. ${told()}`,
    );
    if (dueAtMs - 1 > nowMs) {
      assert.equal(consent.tick(dueAtMs - 1), undefined, `No request before it is due. ${told()}`);
    }
    nowMs = Math.max(nowMs, dueAtMs + lateMs);
    const transactionId = consent.tick(nowMs);
    if (isLost()) {
      assert.equal(transactionId, undefined, `No request after consent is lost. ${told()}`);
      return { transactionId: '', afterMs };
    }
    if (transactionId === undefined) return assert.fail(`A request is sent when it is due. ${told()}`);
    said.push(`request at ${time()}`);
    assert.equal(consent.tick(nowMs), undefined, `One request is sent, and not two. ${told()}`);
    open.add(transactionId);
    lastMs = nowMs;
    return { transactionId, afterMs };
  }

  /** Why an answer counts for nothing; empty where it is valid. */
  function flawOf({ isAuthentic, from, transactionId }: Answer): string {
    if (!isAuthentic) return 'not authentic';
    if (from !== peer) return 'from elsewhere';
    return open.has(transactionId) ? '' : 'to no open request';
  }

  function answer(given: Partial<Answer> & Pick<Answer, 'transactionId'>): void {
    const whole: Answer = { from: peer, isAuthentic: true, ...given };
    const flaw = flawOf(whole);
    said.push(`answer${whole.errorCode ? ` ${whole.errorCode}` : ''}${flaw && ` (${flaw})`} at ${time()}`);
    if (flaw === '' && !isLost()) {
      open.delete(whole.transactionId);
      if (whole.errorCode === 403) isRevoked = true;
      if (whole.errorCode === undefined) validAtMs = nowMs;
    }
    consent.receive(nowMs, whole);
  }

  return {
    ask,
    answer,
    look,
    isLost,
    wait(ms: number) {
      nowMs += ms;
    },
    /** Looks just before so long after the last valid answer, and just then. */
    until(ms: number) {
      nowMs = validAtMs + ms - 1;
      look();
      nowMs = validAtMs + ms;
      look();
    },
    isOver() {
      look();
      assert.equal(consent.nextRequestAtMs(), undefined, `No request is due any more. ${told()}`);
      nowMs += randomInt(60_000);
      assert.equal(consent.tick(nowMs), undefined, `No request after consent is lost. ${told()}`);
      look();
    },
  };
}
