/** A candidate of one data stream, as either side tells it. */
export interface Candidate {
  id: string;
  type: 'host' | 'srflx' | 'prflx' | 'relay';
  component: number;
  /** An IP address: IPv6 if it has a colon. */
  address: string;
  port: number;
  priority: number;
}

/** A pair on the checklist. */
export interface Pair {
  /** Ids of the candidates. */
  local: string;
  remote: string;
  /** In decimal digits: it has up to 63 bits. */
  priority: string;
}

/** Forms the pairs of a data stream, the most promising first (RFC 8445 §6.1.2.2, §6.1.2.3). */
export function formChecklist(
  role: 'controlling' | 'controlled',
  locals: Candidate[],
  remotes: Candidate[],
): Pair[] {
  console.log(role, locals.length, remotes.length);
  return [];
}
