/** The four types of candidates. RFC 8445 §5.1.1, §7.2.5.3.1. */
export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/**
 * RFC 8445 §5.1.2.2: "The RECOMMENDED values for type preferences are 126 for host candidates, 110 for
 * peer-reflexive candidates, 100 for server-reflexive candidates, and 0 for relayed candidates."
 */
export const TYPE_PREFERENCE = { host: 126, prflx: 110, srflx: 100, relay: 0 } as const satisfies Record<
  CandidateType,
  number
>;

/** What a candidate's priority is made of. RFC 8445 §5.1.2.1. */
export interface PriorityParts {
  /** 0 to 126. */
  readonly typePreference: number;
  /** 0 to 65535; 65535 "when there is only a single IP address". */
  readonly localPreference: number;
  /** 1 to 256. */
  readonly component: number;
}

/**
 * The recommended formula, RFC 8445 §5.1.2.1:
 *
 *     priority = (2^24)*(type preference) +
 *                (2^8)*(local preference) +
 *                (2^0)*(256 - component ID)
 *
 * @throws RangeError for a part outside its range.
 */
export function candidatePriority({ typePreference, localPreference, component }: PriorityParts): number {
  assertRange(typePreference, 0, 126, 'the type preference');
  assertRange(localPreference, 0, 65535, 'the local preference');
  assertRange(component, 1, 256, 'the component');
  return 2 ** 24 * typePreference + 2 ** 8 * localPreference + (256 - component);
}

/**
 * The parts of a priority that follows the recommended formula. A sender may use another formula:
 * then the parts mean nothing.
 * @param priority an unsigned integer of 32 bits
 */
export function splitPriority(priority: number): PriorityParts {
  return {
    typePreference: priority >>> 24,
    localPreference: (priority >>> 8) & 0xffff,
    component: 256 - (priority & 0xff),
  };
}

/**
 * The priority of a candidate pair, RFC 8445 §6.1.2.3:
 *
 *     pair priority = 2^32*MIN(G,D) + 2*MAX(G,D) + (G>D?1:0)
 *
 * It has up to 64 bits, more than a double holds exactly; and JavaScript's `1 << 32` is 1: hence bigint.
 * @param controlling G, the priority of the controlling agent's candidate
 * @param controlled D, the priority of the controlled agent's candidate
 */
export function pairPriority(controlling: number, controlled: number): bigint {
  const g = BigInt(controlling);
  const d = BigInt(controlled);
  const [smaller, larger] = g < d ? [g, d] : [d, g];
  return 2n ** 32n * smaller + 2n * larger + (g > d ? 1n : 0n);
}

function assertRange(value: number, least: number, most: number, what: string): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${what} must be an integer from ${least} to ${most}: ${value}`);
  }
}
