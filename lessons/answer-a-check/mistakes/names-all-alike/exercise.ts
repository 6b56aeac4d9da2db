/** A candidate of either side. */
export interface Candidate {
  type: 'host' | 'srflx' | 'prflx' | 'relay';
  /** `192.0.2.1:5000`; the same text is the same address. */
  address: string;
  priority: number;
  foundation: string;
}

/** A pair of the checklist, named by the addresses of its candidates. */
export interface Pair {
  local: string;
  remote: string;
  state: 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';
}

/** What the agent knows. */
export interface Agent {
  ufrag: string;
  remotes: Candidate[];
  pairs: Pair[];
  /** The triggered-check queue: pairs of the checklist, the first comes first. */
  queue: { local: string; remote: string }[];
}

/** A Binding request, as it came in. */
export interface BindingRequest {
  /** Its source address, as the agent sees it. */
  from: string;
  /** The base on which it arrived. */
  to: string;
  /** The attributes; null where there is none. Integrity was computed with the agent's own password. */
  username: string | null;
  integrity: 'valid' | 'invalid' | null;
  priority: number;
}

/** What is sent back, and the agent afterwards. */
export interface Answer {
  response: { class: 'success'; mappedAddress: string } | { class: 'error'; code: number };
  agent: Agent;
}

/** Answers a connectivity check. RFC 8445 §7.3. */
export function answerCheck(agent: Agent, request: BindingRequest): Answer {
  const code = refusalOf(agent, request);
  if (code !== undefined) return { response: { class: 'error', code }, agent };
  return {
    response: { class: 'success', mappedAddress: request.from },
    agent: trigger(learn(agent, request), request),
  };
}

/** RFC 8489 §9.1.3. The name is valid if its first half is this agent's own fragment (RFC 8445 §7.3). */
function refusalOf({ ufrag }: Agent, { username, integrity }: BindingRequest): number | undefined {
  if (username === null || integrity === null) return 400;
  const [own, ...rest] = username.split(':');
  const isKnown = rest.length === 1 && own === ufrag;
  return isKnown && integrity === 'valid' ? undefined : 401;
}

/** An address that nobody has told is a peer-reflexive candidate. RFC 8445 §7.3.1.3. */
function learn(agent: Agent, { from, priority }: BindingRequest): Agent {
  if (agent.remotes.some(({ address }) => address === from)) return agent;
  const learned: Candidate = { type: 'prflx', address: from, priority, foundation: 'prflx' };
  return { ...agent, remotes: [...agent.remotes, learned] };
}

/** A check of the same pair goes back as soon as possible. RFC 8445 §7.3.1.4. */
function trigger(agent: Agent, { from, to }: BindingRequest): Agent {
  const isIt = ({ local, remote }: { local: string; remote: string }): boolean =>
    local === to && remote === from;
  const known = agent.pairs.find(isIt);
  if (known?.state === 'succeeded') return agent;
  const pairs = known
    ? agent.pairs.map((pair): Pair => (pair === known ? { ...pair, state: 'waiting' } : pair))
    : [...agent.pairs, { local: to, remote: from, state: 'waiting' as const }];
  const queue = agent.queue.some(isIt) ? agent.queue : [...agent.queue, { local: to, remote: from }];
  return { ...agent, pairs, queue };
}
