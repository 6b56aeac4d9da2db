import type { Chance } from '#lessons/chance.ts';
import type { CallOutcome, Json } from '#lessons/contract.ts';
import { type Agent, type BindingRequest, type Case, drawCases } from './cases.ts';
import { type Answered, foundationOf, isNew } from './verdicts.ts';

export type Ask = (agent: Agent, request: BindingRequest) => Promise<CallOutcome>;

/**
 * Asks all questions of a run. Where an address was learned, another new one comes to the same agent: a foundation that
 * is always the same text meets itself only then.
 */
export async function askAll(ask: Ask, chance: Chance): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  const put = async (example: Case): Promise<Answered> => {
    const { agent, request } = structuredClone(example);
    const one = { example, outcome: await ask(agent, request) };
    answered.push(one);
    return one;
  };
  const cases = drawCases(chance);
  const news = cases.filter(isNew);
  for (const example of cases) {
    const one = await put(example);
    const next = news[news.indexOf(example) + 1];
    if (isNew(example) && next) {
      const foundation = foundationOf(one);
      if (foundation !== undefined) await put(afterIt(example, foundation, next.request));
    }
  }
  return answered;
}

/** The same agent, which has learned the address, and a request from the next one. RFC 8445 §7.3.1.3, §7.3.1.4. */
function afterIt({ agent, request }: Case, foundation: string, next: BindingRequest): Case {
  const { from, to, priority } = request;
  const ends = { local: to, remote: from };
  return {
    agent: {
      ...agent,
      remotes: [...agent.remotes, { type: 'prflx', address: from, priority, foundation }],
      pairs: [...agent.pairs, { ...ends, state: 'waiting' }],
      queue: [...agent.queue, ends],
    },
    request: { ...request, from: next.from, priority: next.priority },
    code: undefined,
  };
}

/** An agent and a request as they cross the border. */
export function asJson(agent: Agent, request: BindingRequest): [Json, Json] {
  return [agent, request] as unknown as [Json, Json];
}
