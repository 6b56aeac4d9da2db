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
  console.log(request);
  return { response: { class: 'error', code: 500 }, agent };
}
