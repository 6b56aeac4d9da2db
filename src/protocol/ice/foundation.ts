import type { CandidateType } from './priority.ts';

/** What two candidates have in common when they have the same foundation. RFC 8445 §5.1.1.3. */
export interface FoundationInput {
  readonly type: CandidateType;
  /** "their bases have the same IP address (the ports can be different)" */
  readonly baseAddress: string;
  /** Of the STUN or TURN server that gave a reflexive or relayed candidate. */
  readonly serverAddress?: string | undefined;
  readonly transport: 'udp' | 'tcp';
}

/** Whether RFC 8445 §5.1.1.3 gives two candidates the same foundation. */
export function sameFoundation(a: FoundationInput, b: FoundationInput): boolean {
  return keyOf(a) === keyOf(b);
}

/**
 * Gives out the foundations of one agent: "1", "2", … in order of appearance. Numbers rather than a
 * hash of the address, since who knows the hash of an IPv4 address can find the address by trying all.
 */
export class Foundations {
  readonly #foundations = new Map<string, string>();

  foundationFor(input: FoundationInput): string {
    const key = keyOf(input);
    const foundation = this.#foundations.get(key) ?? `${this.#foundations.size + 1}`;
    this.#foundations.set(key, foundation);
    return foundation;
  }
}

function keyOf({ type, baseAddress, serverAddress = '', transport }: FoundationInput): string {
  return [type, baseAddress, serverAddress, transport].join(' ');
}
