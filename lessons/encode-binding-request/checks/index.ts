import { firstDifference, readBytes, showHex, toNumbers } from '#lessons/bytes.ts';
import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { drawCases } from './cases.ts';
import type { Case, Input } from './cases.ts';

/** Each case with what the learner's code made of it. */
export type Observed = readonly { readonly example: Case; readonly outcome: CallOutcome }[];

const HEADER = 20;
const LENGTH_FIELD = [2, 4] as const;

async function observe(learner: Learner): Promise<Observed> {
  const observed: { example: Case; outcome: CallOutcome }[] = [];
  for (const example of drawCases(createChance())) {
    const { transactionId, ...attributes } = example.input;
    const outcome = await learner.call('encodeBindingRequest', toNumbers(transactionId), attributes as Json);
    observed.push({ example, outcome });
  }
  return observed;
}

/** The part of a message that a check looks at. */
type Part = (message: Uint8Array) => Uint8Array;

const header: Part = (message) => {
  const part = message.slice(0, HEADER);
  // The length is a check of its own.
  part.fill(0, ...LENGTH_FIELD);
  return part;
};
const lengthField: Part = (message) => message.slice(...LENGTH_FIELD);
const body: Part = (message) => message.slice(HEADER);

/** The first case of these kinds in which that part is not as expected; or a pass. */
function compare(observed: Observed, shows: readonly Case['shows'][], part: Part, hint: string): Verdict {
  for (const { example, outcome } of observed) {
    if (!shows.includes(example.shows)) continue;
    const expected = part(example.expected);
    if (!outcome.ok) {
      const isBinary = outcome.error.kind === 'not-cloneable';
      return failure(
        expected,
        example.input,
        wordsOfLearnerError(outcome.error),
        isBinary ? 'plain-array' : hint,
      );
    }
    const bytes = readBytes(outcome.value);
    if (!bytes) return failure(expected, example.input, same(show(outcome.value)), 'plain-array');
    const seen = part(bytes);
    const at = firstDifference(expected, seen);
    if (at !== undefined)
      return failure(from(expected, at), example.input, same(hexOrNothing(from(seen, at))), hint);
  }
  return { verdict: 'pass' };
}

const ALL = ['header', 'attributes', 'utf-8', 'padding'] as const;

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    header: (observed) => compare(observed, ALL, header, 'twenty-bytes'),
    'message-length': (observed) => compare(observed, ALL, lengthField, 'what-the-length-counts'),
    attributes: (observed) => compare(observed, ['attributes'], body, 'type-length-value'),
    'utf-8': (observed) => compare(observed, ['utf-8'], body, 'bytes-not-characters'),
    padding: (observed) => compare(observed, ['padding'], body, 'padding-is-not-counted'),
  },
});

function failure(expected: Uint8Array, input: Input, seen: LocalizedText, hint: string): Verdict {
  const { en, 'zh-cn': zhCn } = describe(input);
  const wanted = hexOrNothing(expected);
  return { verdict: 'fail', expected: text(`${wanted} for ${en}`, `${wanted}，输入为 ${zhCn}`), seen, hint };
}

function describe({ software, username }: Input): LocalizedText {
  const given = [
    ...(software === undefined ? [] : [`SOFTWARE “${software}”`]),
    ...(username === undefined ? [] : [`USERNAME “${username}”`]),
  ].join(', ');
  return given === '' ? text('no attributes', '没有属性') : same(given);
}

const SHOWN_BYTES = 16;

/** A few bytes from the one that differs, as a learner can compare them. */
function from(bytes: Uint8Array, at: number): Uint8Array {
  // From the beginning of its 32-bit word: that is how the RFC draws it.
  return bytes.slice(at - (at % 4));
}

function hexOrNothing(bytes: Uint8Array): string {
  const shown = showHex(bytes.slice(0, SHOWN_BYTES));
  return bytes.length > SHOWN_BYTES ? `${shown} …` : shown || '–';
}

function show(value: Json): string {
  const words = JSON.stringify(value);
  return words.length > 80 ? `${words.slice(0, 80)}…` : words;
}

function same(words: string): LocalizedText {
  return text(words, words);
}
