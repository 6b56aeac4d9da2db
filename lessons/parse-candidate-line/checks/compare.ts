import { text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { CallOutcome, Json, LocalizedText, Verdict } from '#lessons/contract.ts';
import type { Case } from './corpus.ts';

/** The first case whose outcome is not as expected, as a verdict; or a pass. */
export function compareCases(
  cases: readonly Case[],
  outcomes: ReadonlyMap<string, CallOutcome>,
  hintFor: (wrong: Wrong) => string,
): Verdict {
  for (const example of cases) {
    const wrong = firstWrong(example, outcomes.get(example.line));
    if (wrong) {
      const { expected, seen } = wrong;
      return { verdict: 'fail', expected: inLine(expected, example.line), seen, hint: hintFor(wrong) };
    }
  }
  return { verdict: 'pass' };
}

/** What is not as expected: a field's name, or the answer as a whole. */
export interface Wrong {
  readonly kind: 'threw' | 'not-null' | 'null' | 'field';
  readonly field?: string;
  readonly expected: LocalizedText;
  readonly seen: LocalizedText;
}

const A_CANDIDATE = text('a candidate', '一个候选者');

function firstWrong({ expected }: Case, outcome: CallOutcome | undefined): Wrong | undefined {
  const wanted = expected === null ? same('null') : A_CANDIDATE;
  if (!outcome) return { kind: 'threw', expected: wanted, seen: text('no answer', '没有返回结果') };
  if (!outcome.ok) return { kind: 'threw', expected: wanted, seen: wordsOfLearnerError(outcome.error) };
  const { value } = outcome;
  if (expected === null) return value === null ? undefined : notNull(wanted, value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'null', expected: wanted, seen: same(show(value)) };
  }
  return wrongField(expected, value);
}

function notNull(expected: LocalizedText, value: Json): Wrong {
  const seen = typeof value === 'object' ? A_CANDIDATE : same(show(value));
  return { kind: 'not-null', expected, seen };
}

function wrongField(
  expected: Readonly<Record<string, Json>>,
  value: { [key: string]: Json },
): Wrong | undefined {
  for (const [field, wanted] of Object.entries(expected)) {
    // An absent field is as good as null: undefined doesn't survive the way to us.
    const given = value[field] ?? null;
    if (show(given) !== show(wanted)) {
      return {
        kind: 'field',
        field,
        expected: same(`${field}: ${show(wanted)}`),
        seen: same(`${field}: ${show(given)}`),
      };
    }
  }
  return undefined;
}

function inLine(expected: LocalizedText, line: string): LocalizedText {
  return text(
    `${expected.en} for ${line === '' ? 'the empty line' : line}`,
    `${expected['zh-cn']}，输入为 ${line === '' ? '空行' : line}`,
  );
}

function same(words: string): LocalizedText {
  return text(words, words);
}

const MAX_SHOWN = 120;

function show(value: Json): string {
  const words = JSON.stringify(value);
  return words.length > MAX_SHOWN ? `${words.slice(0, MAX_SHOWN)}…` : words;
}
