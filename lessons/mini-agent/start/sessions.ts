/** Given, and needs no change: who shall meet whom, and the signalling between them. */
import type { TransportAddress } from './stun.ts';

export interface Credentials {
  readonly ufrag: string;
  readonly password: string;
}

/** What one side tells the other. */
export interface Candidate extends TransportAddress {
  readonly type: 'srflx' | 'relay';
  /** RFC 8445 §5.1.2.1. */
  readonly priority: number;
}

/** One side of a session, as its agent gets it. */
export interface Side {
  readonly localAddress: string;
  /** Whether it nominates. */
  readonly isControlling: boolean;
  readonly own: Credentials;
  readonly peer: Credentials;
  /** Tells the other side the own candidates, and resolves with the other's. */
  exchange(own: readonly Candidate[]): Promise<readonly Candidate[]>;
}

export interface Session {
  readonly number: number;
  readonly alice: Side;
  readonly bob: Side;
}

/** Alice stands in networks 1 to 10 and Bob in 11 to 20: each of hers meets each of his. */
const NETWORKS = Array.from({ length: 10 }, (_, index) => index + 1);
const SIGNALLING_MS = 30;

export const SESSIONS: readonly Session[] = NETWORKS.flatMap((a) =>
  NETWORKS.map((b) => openSession((a - 1) * NETWORKS.length + b, a, NETWORKS.length + b)),
);

function openSession(number: number, a: number, b: number): Session {
  const told = [Promise.withResolvers<readonly Candidate[]>(), Promise.withResolvers<readonly Candidate[]>()];
  const exchange = (own: 0 | 1, other: 0 | 1): Side['exchange'] => {
    return async (candidates) => {
      setTimeout(() => told[own]?.resolve(candidates), SIGNALLING_MS);
      return (await told[other]?.promise) ?? [];
    };
  };
  const alice = credentials('a', number);
  const bob = credentials('b', number);
  return {
    number,
    alice: {
      localAddress: `192.168.${a}.10`,
      isControlling: true,
      own: alice,
      peer: bob,
      exchange: exchange(0, 1),
    },
    bob: {
      localAddress: `192.168.${b}.10`,
      isControlling: false,
      own: bob,
      peer: alice,
      exchange: exchange(1, 0),
    },
  };
}

/** A real agent draws both at random (RFC 8445 §5.3). These say of whom a packet is, to whoever reads the trace. */
function credentials(who: 'a' | 'b', number: number): Credentials {
  const digits = String(number).padStart(3, '0');
  return { ufrag: `${who}${digits}`, password: `password${who}of${who}session${digits}` };
}
