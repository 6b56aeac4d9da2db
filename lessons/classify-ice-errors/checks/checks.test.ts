import { describe, expect, it } from 'vitest';
import type { CallOutcome, Json } from '#lessons/contract.ts';
import { whatToDo, type Report } from '../solution/exercise.ts';
import { CHECK_IDS, casesOf, type CheckId } from './cases.ts';
import exercise, { type Observed } from './index.ts';

const CHANCE = { realm: 'r.example', nonce: 'n-1', nowS: 1_767_225_600 };

type Decide = (report: Report) => unknown;

/** What the checks would observe of a function. */
function observed(decide: Decide): Observed {
  const cases = casesOf(CHANCE);
  const outcomeOf = (report: Readonly<Record<string, Json>>): CallOutcome => ({
    ok: true,
    value: JSON.parse(JSON.stringify(decide(report as unknown as Report))) as Json,
  });
  return Object.fromEntries(
    CHECK_IDS.map((id) => [
      id,
      cases[id].map((example) => ({ example, outcome: outcomeOf(example.report) })),
    ]),
  ) as unknown as Observed;
}

const verdict = (id: CheckId, decide: Decide) => exercise.checks[id]?.(observed(decide), { iceServers: [] });

describe('classify-ice-errors', () => {
  it.each(CHECK_IDS)('%s accepts the solution', (id) => {
    expect(verdict(id, whatToDo)).toEqual({ verdict: 'pass' });
  });

  it('accepts a longer wait, but no shorter one and none without a number', () => {
    const waitFor = (seconds: unknown) => verdict('waits-a-minute', () => ({ action: 'wait', seconds }));
    expect(waitFor(300)?.verdict).toBe('pass');
    expect(waitFor(59)?.verdict).toBe('fail');
    expect(waitFor('60')?.verdict).toBe('fail');
  });

  it('wants the nonce of the answer, not any', () => {
    const made = verdict('repeats-with-the-nonce', () => ({ action: 'repeat', nonce: 'another' }));
    expect(made).toMatchObject({ verdict: 'fail', hint: 'only-the-nonce' });
  });

  it('says in both editions which case was decided otherwise, and how', () => {
    expect(verdict('answers-the-challenge', () => ({ action: 'tell-somebody' }))).toEqual({
      verdict: 'fail',
      expected: {
        en: '401 to a request without a credential: authenticate, with realm and nonce of the answer',
        'zh-cn': '401，请求没有带凭据：authenticate，带上应答里的 realm 和 nonce',
      },
      seen: { en: '{"action":"tell-somebody"}', 'zh-cn': '{"action":"tell-somebody"}' },
      hint: 'a-question-first',
    });
  });

  it('fails a function that always says the same', () => {
    for (const action of ['tell-somebody', 'nothing', 'try-tcp', 'wait', 'keep-waiting', 'new-credentials']) {
      const failed = CHECK_IDS.filter(
        (id) => verdict(id, () => ({ action, seconds: 60 }))?.verdict === 'fail',
      );
      expect(failed.length, action).toBeGreaterThanOrEqual(CHECK_IDS.length - 1);
    }
  });

  it('fails an answer that is no decision', () => {
    expect(verdict('guesses-nothing', () => 'tell-somebody')?.verdict).toBe('fail');
    expect(verdict('guesses-nothing', () => null)?.verdict).toBe('fail');
  });
});
