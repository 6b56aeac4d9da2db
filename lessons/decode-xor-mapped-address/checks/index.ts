import { showHex, toNumbers } from '#lessons/bytes.ts';
import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { parseIpAddress } from '#src/protocol/index.ts';
import { drawCases } from './cases.ts';
import type { Case, CheckId, Mapped } from './cases.ts';

/** Each message with what the learner's code read in it. */
export type Observed = readonly { readonly example: Case; readonly outcome: CallOutcome }[];

async function observe(learner: Learner): Promise<Observed> {
  const observed: { example: Case; outcome: CallOutcome }[] = [];
  for (const example of drawCases(createChance())) {
    const outcome = await learner.call('decodeXorMappedAddress', toNumbers(example.message));
    observed.push({ example, outcome });
  }
  return observed;
}

function check(id: CheckId, hintFor: (wrong: Wrong) => string): (observed: Observed) => Verdict {
  return (observed) => {
    for (const { example, outcome } of observed) {
      if (example.shows !== id) continue;
      const wrong = wrongIn(example, outcome);
      if (wrong) return failure(example, wrong, hintFor(wrong));
    }
    return { verdict: 'pass' };
  };
}

/** What is not as it should be. */
interface Wrong {
  readonly kind: 'threw' | 'null' | 'not-null' | 'address' | 'port';
  readonly seen: LocalizedText;
}

function wrongIn({ expected }: Case, outcome: CallOutcome): Wrong | undefined {
  if (!outcome.ok) return { kind: 'threw', seen: wordsOfLearnerError(outcome.error) };
  const seen = same(show(outcome.value));
  if (expected === null) return outcome.value === null ? undefined : { kind: 'not-null', seen };
  const answer = readAnswer(outcome.value);
  if (!answer) return { kind: 'null', seen };
  if (!isSameAddress(answer.address, expected.address)) return { kind: 'address', seen };
  return answer.port === expected.port ? undefined : { kind: 'port', seen };
}

function readAnswer(value: Json): Mapped | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { address, port } = value;
  return typeof address === 'string' && typeof port === 'number' ? { address, port } : undefined;
}

/** By value: IPv6 has many correct spellings. */
function isSameAddress(given: string, expected: string): boolean {
  const address = parseIpAddress(given.replace(/^\[(.*)\]$/, '$1'))?.address;
  return address !== undefined && address === parseIpAddress(expected)?.address;
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    ipv4: check('ipv4', ({ kind, seen }) =>
      kind === 'address' && seen.en.includes('"-') ? 'keep-it-unsigned' : 'xor-twice',
    ),
    ipv6: check('ipv6', () => 'cookie-and-transaction-id'),
    walks: check('walks', () => 'from-attribute-to-attribute'),
    'right-attribute': check('right-attribute', () => 'only-the-xored-one'),
    required: check('required', () => 'two-ranges'),
    refuses: check('refuses', () => 'ask-before-you-read'),
  },
});

function failure({ expected, about, message }: Case, { seen }: Wrong, hint: string): Verdict {
  const wanted = expected === null ? 'null' : show({ ...expected, address: expected.address });
  const bytes = message.length === 0 ? '' : ` (${shorten(showHex(message))})`;
  return {
    verdict: 'fail',
    expected: text(`${wanted} for ${about.en}${bytes}`, `${wanted}，输入：${about['zh-cn']}${bytes}`),
    seen,
    hint,
  };
}

function show(value: Json): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return shorten(JSON.stringify(value));
  const { address, port } = value;
  return shorten(`{ address: ${JSON.stringify(address ?? null)}, port: ${JSON.stringify(port ?? null)} }`);
}

/** A header and one attribute of IPv4 are 95 characters of hexadecimal. */
function shorten(words: string): string {
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}

function same(words: string): LocalizedText {
  return text(words, words);
}
