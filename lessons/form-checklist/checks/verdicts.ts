import { text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { CallOutcome, Json, LocalizedText, Verdict } from '#lessons/contract.ts';
import type { Candidate, Case } from './cases.ts';

/** A case, and what the learner answered. */
export interface Answered {
  readonly example: Case;
  readonly outcome: CallOutcome;
}

/** A pair of an answer that names two candidates of its case. */
export interface AnsweredPair {
  readonly local: Candidate;
  readonly remote: Candidate;
  readonly priority: Json;
}

/** A judgement of a check on the pairs of one answer: what is wrong, or nothing. */
export type Judge = (pairs: readonly AnsweredPair[], example: Case) => Wrong | undefined;

export interface Wrong {
  readonly expected: LocalizedText;
  readonly seen: LocalizedText;
}

/** Judges each answer; one that can't be read fails in every check. */
export function judgeAll(answers: readonly Answered[], judge: Judge, hint: string): Verdict {
  for (const { example, outcome } of answers) {
    const read = readPairs(example, outcome);
    const wrong = Array.isArray(read) ? judge(read as readonly AnsweredPair[], example) : (read as Wrong);
    if (wrong) return { verdict: 'fail', ...wrong, hint };
  }
  return { verdict: 'pass' };
}

function readPairs(example: Case, outcome: CallOutcome): readonly AnsweredPair[] | Wrong {
  const expected = text(
    'an array of { local, remote, priority }',
    '由 { local, remote, priority } 组成的数组',
  );
  if (!outcome.ok) return { expected, seen: wordsOfLearnerError(outcome.error) };
  const { value } = outcome;
  if (!Array.isArray(value)) return { expected, seen: same(show(value)) };
  const pairs: AnsweredPair[] = [];
  for (const item of value) {
    const pair = typeof item === 'object' && item !== null && !Array.isArray(item) ? item : {};
    const local = example.locals.find(({ id }) => id === pair['local']);
    const remote = example.remotes.find(({ id }) => id === pair['remote']);
    if (!local || !remote) {
      return {
        expected: text('ids of given candidates', '给出的候选者的 id'),
        seen: same(show(item)),
      };
    }
    pairs.push({ local, remote, priority: pair['priority'] ?? null });
  }
  return pairs;
}

const isIpv6 = (address: string): boolean => address.includes(':');
/** RFC 4291 §2.5.6: `fe80::/10`. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address) && isIpv6(address);

/** RFC 8445 §6.1.2.2. */
export function mayBePaired(local: Candidate, remote: Candidate): boolean {
  return (
    local.component === remote.component &&
    isIpv6(local.address) === isIpv6(remote.address) &&
    isLinkLocal(local.address) === isLinkLocal(remote.address)
  );
}

/** RFC 8445 §6.1.2.3. */
export function pairPriority({ role }: Case, local: Candidate, remote: Candidate): bigint {
  const [g, d] = (role === 'controlling' ? [local, remote] : [remote, local]).map(({ priority }) =>
    BigInt(priority),
  ) as [bigint, bigint];
  return (g < d ? g : d) * 4_294_967_296n + (g < d ? d : g) * 2n + (g > d ? 1n : 0n);
}

const named = ({ local, remote }: { local: Candidate; remote: Candidate }): string =>
  `${local.id} × ${remote.id}`;

export const sameComponent: Judge = (pairs) => {
  const wrong = pairs.find(({ local, remote }) => local.component !== remote.component);
  return (
    wrong && {
      expected: text('pairs of one component', '分量相同的候选对'),
      seen: text(
        `${named(wrong)}: components ${wrong.local.component} and ${wrong.remote.component}`,
        `${named(wrong)}：分量 ${wrong.local.component} 与 ${wrong.remote.component}`,
      ),
    }
  );
};

export const sameFamily: Judge = (pairs) => {
  const wrong = pairs.find(({ local, remote }) => isIpv6(local.address) !== isIpv6(remote.address));
  return (
    wrong && {
      expected: text('IPv4 with IPv4, IPv6 with IPv6', 'IPv4 配 IPv4，IPv6 配 IPv6'),
      seen: same(`${wrong.local.address} × ${wrong.remote.address}`),
    }
  );
};

export const linkLocal: Judge = (pairs) => {
  const wrong = pairs.find(
    ({ local, remote }) =>
      isIpv6(local.address) &&
      isIpv6(remote.address) &&
      isLinkLocal(local.address) !== isLinkLocal(remote.address),
  );
  return (
    wrong && {
      expected: text('link-local addresses only with each other', '链路本地地址只与彼此配对'),
      seen: same(`${wrong.local.address} × ${wrong.remote.address}`),
    }
  );
};

export const eachPairOnce: Judge = (pairs, { locals, remotes }) => {
  for (const local of locals) {
    for (const remote of remotes) {
      if (!mayBePaired(local, remote)) continue;
      const times = pairs.filter((pair) => pair.local === local && pair.remote === remote).length;
      if (times !== 1) {
        return {
          expected: text(
            `${named({ local, remote })} (${local.type}, ${remote.type}) once`,
            `${named({ local, remote })}（${local.type}、${remote.type}）出现一次`,
          ),
          seen: text(times === 0 ? 'not there' : `${times} times`, times === 0 ? '没有' : `${times} 次`),
        };
      }
    }
  }
  return undefined;
};

/** Only of one role, so that who mixes up the roles is told so by the other check. */
const priorities =
  (role: Case['role']): Judge =>
  (pairs, example) => {
    if (example.role !== role) return undefined;
    for (const { local, remote, priority } of pairs) {
      const expected = String(pairPriority(example, local, remote));
      if (priority !== expected) {
        return {
          expected: text(
            `"${expected}" for ${local.priority} and ${remote.priority}, as the ${role} agent`,
            `"${expected}"，优先级为 ${local.priority} 与 ${remote.priority}，角色为 ${role}`,
          ),
          seen: same(show(priority)),
        };
      }
    }
    return undefined;
  };

export const exactPriority = priorities('controlling');
export const bothRoles = priorities('controlled');

/** Of equals any order will do: RFC 8445 §6.1.2.3. */
export const inOrder: Judge = (pairs, example) => {
  const values = pairs.map(({ local, remote }) => pairPriority(example, local, remote));
  const at = values.findIndex((value, index) => index > 0 && value > (values[index - 1] ?? value));
  return at < 0
    ? undefined
    : {
        expected: text('decreasing priorities', '优先级从高到低'),
        seen: text(`${values[at - 1]} before ${values[at]}`, `${values[at - 1]} 排在 ${values[at]} 前面`),
      };
};

function same(words: string): LocalizedText {
  return text(words, words);
}

function show(value: Json): string {
  const words = JSON.stringify(value);
  return words.length > 100 ? `${words.slice(0, 100)}…` : words;
}
