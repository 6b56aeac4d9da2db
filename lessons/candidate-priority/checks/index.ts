import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { RECOMMENDED, RFC8421, drawGroups, drawPriorities, shuffled } from './cases.ts';
import type { GivenCandidate, Groups, PriorityCase } from './cases.ts';
import { differentFoundations, sameFoundations, withinGrammar } from './foundations.ts';

/** A case with what the learner's code made of it. */
export interface Asked {
  readonly example: PriorityCase;
  readonly outcome: CallOutcome;
}

export interface Observed {
  readonly recommended: readonly Asked[];
  readonly every: readonly Asked[];
  readonly split: readonly Asked[];
  readonly groups: Groups;
  readonly candidates: readonly GivenCandidate[];
  readonly foundations: CallOutcome;
}

async function observe(learner: Learner): Promise<Observed> {
  const chance = createChance();
  const ask = async (
    examples: readonly PriorityCase[],
    name: string,
    inputOf: (example: PriorityCase) => readonly Json[],
  ): Promise<Asked[]> => {
    const asked: Asked[] = [];
    for (const example of examples) {
      asked.push({ example, outcome: await learner.call(name, ...inputOf(example)) });
    }
    return asked;
  };
  const every = [...RFC8421, ...drawPriorities(chance)];
  const groups = drawGroups(chance);
  const candidates = shuffled(groups, chance);
  return {
    recommended: await ask(RECOMMENDED, 'candidatePriority', ({ parts }) => parts),
    every: await ask(every, 'candidatePriority', ({ parts }) => parts),
    split: await ask([...RECOMMENDED, ...every], 'splitPriority', ({ priority }) => [priority]),
    groups,
    candidates,
    foundations: await learner.call('foundations', candidates as unknown as Json),
  };
}

function checkPriorities(asked: readonly Asked[], hintFor: (asked: Asked) => string): Verdict {
  const wrong = asked.find(({ example, outcome }) => !outcome.ok || outcome.value !== example.priority);
  if (!wrong) return { verdict: 'pass' };
  const { parts, priority } = wrong.example;
  const call = `candidatePriority(${parts.join(', ')})`;
  return {
    verdict: 'fail',
    expected: text(`${priority} from ${call}`, `${call} 得 ${priority}`),
    seen: seenIn(wrong.outcome),
    hint: hintFor(wrong),
  };
}

/** The component went in as it is: the number is wrong in its last place only. */
function isLastPlaceWrong({ example, outcome }: Asked): boolean {
  if (!outcome.ok || typeof outcome.value !== 'number') return false;
  return Math.floor(outcome.value / 256) === Math.floor(example.priority / 256);
}

function checkSplit({ split }: Observed): Verdict {
  for (const { example, outcome } of split) {
    const [typePreference, localPreference, component] = example.parts;
    const wanted = { typePreference, localPreference, component };
    if (outcome.ok && isEqual(outcome.value, wanted)) continue;
    const words = show(wanted);
    return {
      verdict: 'fail',
      expected: text(
        `${words} from splitPriority(${example.priority})`,
        `splitPriority(${example.priority}) 得 ${words}`,
      ),
      seen: seenIn(outcome),
      hint: 'shift-and-mask',
    };
  }
  return { verdict: 'pass' };
}

function isEqual(value: Json, wanted: Readonly<Record<string, number>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(wanted).every(([name, number]) => value[name] === number);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'rfc-values': ({ recommended }) =>
      checkPriorities(recommended, (asked) =>
        isLastPlaceWrong(asked) ? 'lower-component-first' : 'three-places',
      ),
    'every-priority': ({ every }) =>
      checkPriorities(every, (asked) =>
        isLastPlaceWrong(asked) ? 'lower-component-first' : 'use-every-argument',
      ),
    'takes-apart': checkSplit,
    'same-foundation': sameFoundations,
    'different-foundation': differentFoundations,
    grammar: withinGrammar,
  },
});

function seenIn(outcome: CallOutcome): LocalizedText {
  if (!outcome.ok) return wordsOfLearnerError(outcome.error);
  const words = show(outcome.value);
  return text(words, words);
}

function show(value: Json): string {
  const words = JSON.stringify(value);
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}
