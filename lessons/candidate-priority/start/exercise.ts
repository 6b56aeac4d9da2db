export interface Candidate {
  type: 'host' | 'srflx' | 'relay';
  base: { address: string; port: number };
  /** The STUN or TURN server that gave it; a host candidate has none. */
  server: { address: string; port: number } | null;
  transport: 'udp' | 'tcp';
}

export interface PriorityParts {
  typePreference: number;
  localPreference: number;
  component: number;
}

/** RFC 8445 §5.1.2.1. */
export function candidatePriority(
  typePreference: number,
  localPreference: number,
  component: number,
): number {
  // Three preferences, one number.
  return typePreference + localPreference + component;
}

/** What a priority was made of, if it was made by the formula. */
export function splitPriority(priority: number): PriorityParts {
  // And back again.
  return { typePreference: priority, localPreference: 0, component: 1 };
}

/** A foundation for each candidate, RFC 8445 §5.1.1.3. */
export function foundations(candidates: Candidate[]): string[] {
  // Who shares a fate?
  return candidates.map(() => '1');
}

console.log(candidatePriority(126, 65535, 1), 'should be 2130706431');
