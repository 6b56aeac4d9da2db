import { type Candidate, pairPriority, parseIpAddress } from '#src/protocol/index.ts';

export type Role = 'controlling' | 'controlled';

/** A candidate of the example peer: what matters of it here. */
export interface PeerCandidate {
  readonly type: 'host' | 'srflx' | 'relay';
  readonly priority: number;
}

/** A peer with one IPv4 address over UDP, and the priorities that RFC 8445 §5.1.2.2 recommends. */
export const EXAMPLE_PEER: readonly PeerCandidate[] = [
  { type: 'host', priority: 2_130_706_431 },
  { type: 'srflx', priority: 1_694_498_815 },
  { type: 'relay', priority: 16_777_215 },
];

export interface OrderedPair {
  readonly local: Candidate;
  readonly remote: PeerCandidate;
  readonly priority: bigint;
}

/**
 * The reader's candidates, each with each of the example peer's, highest priority first: RFC 8445 §6.1.2.3. Before
 * anything is pruned.
 */
export function orderPairs(candidates: readonly Candidate[], role: Role): OrderedPair[] {
  return candidates
    .filter(fitsThePeer)
    .flatMap((local) =>
      EXAMPLE_PEER.map((remote) => ({
        local,
        remote,
        priority:
          role === 'controlling'
            ? pairPriority(local.priority, remote.priority)
            : pairPriority(remote.priority, local.priority),
      })),
    )
    .sort((a, b) => (a.priority === b.priority ? 0 : a.priority > b.priority ? -1 : 1));
}

/**
 * RFC 8445 §6.1.2.2: same component, same address family. A `.local` name doesn't tell its family, so it counts as one
 * that fits.
 */
export function fitsThePeer({ transport, component, address }: Candidate): boolean {
  return transport.toLowerCase() === 'udp' && component === 1 && parseIpAddress(address)?.family !== 6;
}
