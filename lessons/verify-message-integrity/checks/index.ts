import { showHex, toNumbers } from '#lessons/bytes.ts';
import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { drawCases } from './cases.ts';
import type { Case, CheckId } from './cases.ts';

export interface Observed {
  /** Each message with the learner's answer. */
  readonly answers: readonly { readonly example: Case; readonly outcome: CallOutcome }[];
  /** `crypto.subtle` is there only for pages from https or from this machine; the given HMAC needs it. */
  readonly canHash: boolean;
}

async function observe(learner: Learner): Promise<Observed> {
  const answers: { example: Case; outcome: CallOutcome }[] = [];
  for (const example of drawCases(createChance())) {
    const outcome = await learner.call(
      'verifyMessageIntegrity',
      toNumbers(example.message),
      example.password,
    );
    answers.push({ example, outcome });
  }
  return { answers, canHash: globalThis.isSecureContext };
}

const CANNOT_HASH: Verdict = {
  verdict: 'error',
  seen: text(
    'This browser offers hashing only to pages from https or from this machine. Open the site there: at https, or at http://127.0.0.1.',
    '此浏览器只让来自 https 或本机的页面计算散列。请用 https 或 http://127.0.0.1 打开本站。',
  ),
};

function check(id: CheckId, hintFor: (example: Case) => string): (observed: Observed) => Verdict {
  return ({ answers, canHash }) => {
    if (!canHash) return CANNOT_HASH;
    for (const { example, outcome } of answers) {
      if (example.shows !== id) continue;
      const isRight = outcome.ok && outcome.value === example.expected;
      if (!isRight) return failure(example, outcome, hintFor(example));
    }
    return { verdict: 'pass' };
  };
}

export default defineChecks<Observed>({
  deadlineMs: 20_000,
  observe,
  checks: {
    plain: check('plain', () => 'what-is-hashed'),
    followed: check('followed', () => 'as-if-it-ended-there'),
    tampered: check('tampered', () => 'compare-every-byte'),
    walks: check('walks', () => 'walk-dont-search'),
    malformed: check('malformed', () => 'false-is-an-answer'),
  },
});

function failure({ expected, about, message }: Case, outcome: CallOutcome, hint: string): Verdict {
  const bytes = message.length === 0 ? '' : ` (${shorten(showHex(message))})`;
  return {
    verdict: 'fail',
    expected: text(`${expected} for ${about.en}${bytes}`, `${expected}，输入：${about['zh-cn']}${bytes}`),
    seen: outcome.ok ? same(shorten(JSON.stringify(outcome.value))) : wordsOfLearnerError(outcome.error),
    hint,
  };
}

function shorten(words: string): string {
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}

function same(words: string): LocalizedText {
  return text(words, words);
}
