import { text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { CallOutcome, Json, LocalizedText, Verdict } from '#lessons/contract.ts';
import type { Agent, Case, Ends } from './cases.ts';

export interface Answered {
  readonly example: Case;
  readonly outcome: CallOutcome;
}

type Fields = Readonly<Record<string, Json>>;

/** An answer as it came, its parts perhaps of any kind. */
interface Read {
  readonly response: Fields;
  readonly remotes: readonly Json[];
  readonly pairs: readonly Json[];
  readonly queue: readonly Json[];
}

export interface Wrong {
  readonly expected: LocalizedText;
  readonly seen: LocalizedText;
}

type Judge = (answer: Read, example: Case) => Wrong | undefined;

/** Judges the answers to some of the questions. */
export function judge(
  answers: readonly Answered[],
  isAsked: (example: Case) => boolean,
  of: Judge,
  hint: string,
): Verdict {
  for (const { example, outcome } of answers.filter((one) => isAsked(one.example))) {
    const answer = read(outcome);
    const wrong = 'response' in answer ? of(answer, example) : answer;
    if (wrong) return { verdict: 'fail', ...wrong, hint };
  }
  return { verdict: 'pass' };
}

function read(outcome: CallOutcome): Read | Wrong {
  const expected = text('{ response, agent }', '{ response, agent }');
  if (!outcome.ok) return { expected, seen: wordsOfLearnerError(outcome.error) };
  const answer = fieldsOf(outcome.value);
  const agent = fieldsOf(answer['response'] === undefined ? null : (answer['agent'] ?? null));
  const [remotes, pairs, queue] = [agent['remotes'], agent['pairs'], agent['queue']];
  if (!Array.isArray(remotes) || !Array.isArray(pairs) || !Array.isArray(queue)) {
    return { expected, seen: same(show(outcome.value)) };
  }
  return { response: fieldsOf(answer['response'] ?? null), remotes, pairs, queue };
}

const fieldsOf = (value: Json): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

export const isRefused = ({ code }: Case): boolean => code !== undefined;
export const isNew = ({ agent, request, code }: Case): boolean =>
  code === undefined && !agent.remotes.some(({ address }) => address === request.from);
const pairOf = ({ agent, request }: Case) =>
  agent.pairs.find(({ local, remote }) => local === request.to && remote === request.from);
export const isKnown = (example: Case): boolean =>
  example.code === undefined && pairOf(example) !== undefined;
export const hasSucceeded = (example: Case): boolean =>
  isKnown(example) && pairOf(example)?.state === 'succeeded';
export const isOpen = (example: Case): boolean => isKnown(example) && !hasSucceeded(example);
export const isInQueue = ({ agent, request, code }: Case): boolean =>
  code === undefined &&
  agent.queue.some(({ local, remote }) => local === request.to && remote === request.from);

/** The foundation that the learner's code gave a new address; undefined where it gave none. */
export function foundationOf({ example, outcome }: Answered): string | undefined {
  const answer = read(outcome);
  if (!('response' in answer)) return undefined;
  const learned = answer.remotes.map(fieldsOf).find(({ address }) => address === example.request.from);
  const foundation = learned?.['foundation'];
  return typeof foundation === 'string' ? foundation : undefined;
}

/** RFC 8489 §9.1.3; and who is refused changes nothing. */
export const refuses: Judge = ({ response, ...after }, { agent, request, code }) => {
  const about = `username ${request.username ?? '–'}, integrity ${request.integrity ?? '–'}, ufrag ${agent.ufrag}`;
  if (response['class'] !== 'error' || response['code'] !== code) {
    return { expected: same(`${code}: ${about}`), seen: same(show(response as Json)) };
  }
  return isSameAgent(after, agent)
    ? undefined
    : {
        expected: text('an agent that has not changed', '代理没有任何变化'),
        seen: same(show(after as unknown as Json)),
      };
};

/** RFC 8445 §7.3, §7.3.1.2. */
export const answers: Judge = ({ response }, { request: { from } }) =>
  response['class'] === 'success' && response['mappedAddress'] === from
    ? undefined
    : {
        expected: text(`success, mapped address ${from}`, `成功，映射地址为 ${from}`),
        seen: same(show(response as Json)),
      };

/** RFC 8445 §7.3.1.3. */
export const learns: Judge = ({ remotes }, { agent, request }) => {
  const found = remotes.map(fieldsOf).filter(({ address }) => address === request.from);
  const [learned] = found;
  const isRight =
    found.length === 1 &&
    learned?.['type'] === 'prflx' &&
    learned['priority'] === request.priority &&
    typeof learned['foundation'] === 'string' &&
    !agent.remotes.some(({ foundation }) => foundation === learned['foundation']);
  return isRight
    ? undefined
    : {
        expected: text(
          `one prflx ${request.from}, priority ${request.priority}, with a foundation of its own`,
          `一个 prflx ${request.from}，优先级 ${request.priority}，基础标识与其他都不同`,
        ),
        seen: learned ? same(show(found as unknown as Json)) : text('no such candidate', '没有这个候选者'),
      };
};

/** "the ICE agent does not pair this candidate with any local candidates": only the pair of the request is there. */
export const pairsOnce: Judge = ({ pairs }, { agent, request }) => {
  const news = pairs.map(fieldsOf).filter(({ remote }) => remote === request.from);
  const isRight =
    news.length === 1 && news[0]?.['local'] === request.to && pairs.length === agent.pairs.length + 1;
  return isRight
    ? undefined
    : {
        expected: text(
          `one new pair, ${request.to} with ${request.from}`,
          `一个新的候选对：${request.to} 与 ${request.from}`,
        ),
        seen: text(`${news.length} pairs with it`, `与它组成的候选对有 ${news.length} 个`),
      };
};

/** RFC 8445 §7.3.1.4: Waiting, and in the queue. */
export const triggers: Judge = ({ pairs, queue }, example) => {
  const { from, to } = example.request;
  const before = pairOf(example)?.state ?? 'no pair';
  const state = pairs.map(fieldsOf).find(({ local, remote }) => local === to && remote === from)?.['state'];
  const times = timesIn(queue, { local: to, remote: from });
  return state === 'waiting' && times > 0
    ? undefined
    : {
        expected: text(`${before} → waiting, and in the queue`, `${before} → waiting，并且在队列里`),
        seen: text(
          `${show(state ?? null)}, ${times === 0 ? 'not in the queue' : 'in the queue'}`,
          `${show(state ?? null)}，${times === 0 ? '不在队列里' : '在队列里'}`,
        ),
      };
};

/** "If the state of that pair is Succeeded, nothing further is done." */
export const leavesAlone: Judge = (after, { agent }) =>
  isSameAgent(after, agent)
    ? undefined
    : {
        expected: text('a pair that has succeeded stays as it is', '已成功的候选对保持不变'),
        seen: same(show({ pairs: [...after.pairs], queue: [...after.queue] })),
      };

/** "(if not already present)", at the end of what was there. */
export const queuesOnce: Judge = ({ queue }, { agent, request }) => {
  const ends = { local: request.to, remote: request.from };
  const isThere = agent.queue.some(({ local, remote }) => local === ends.local && remote === ends.remote);
  const expected = isThere ? agent.queue : [...agent.queue, ends];
  return show(queue.map(endsOf)) === show(expected.map(endsOf))
    ? undefined
    : {
        expected: text(
          `${expected.length} in the queue, the new one last`,
          `队列里有 ${expected.length} 个，新的在最后`,
        ),
        seen: same(show([...queue])),
      };
};

function timesIn(queue: readonly Json[], ends: Ends): number {
  return queue.filter((item) => show(endsOf(item)) === show(endsOf(ends as unknown as Json))).length;
}

/** Whatever else a pair in the queue carries. */
function endsOf(value: Json | Ends): Json {
  const { local, remote } = fieldsOf(value as Json);
  return { local: local ?? null, remote: remote ?? null };
}

function isSameAgent({ remotes, pairs, queue }: Omit<Read, 'response'>, agent: Agent): boolean {
  const plain = (values: readonly unknown[], names: readonly string[]): string =>
    JSON.stringify(
      values.map((value) => names.map((name) => (value as Record<string, unknown>)[name] ?? null)),
    );
  const pairFields = ['local', 'remote', 'state'];
  const candidateFields = ['type', 'address', 'priority', 'foundation'];
  return (
    plain(remotes.map(fieldsOf), candidateFields) === plain(agent.remotes, candidateFields) &&
    plain(pairs.map(fieldsOf), pairFields) === plain(agent.pairs, pairFields) &&
    plain(queue.map(fieldsOf), ['local', 'remote']) === plain(agent.queue, ['local', 'remote'])
  );
}

function same(words: string): LocalizedText {
  return text(words, words);
}

function show(value: Json): string {
  const words = JSON.stringify(value);
  return words.length > 140 ? `${words.slice(0, 140)}…` : words;
}
