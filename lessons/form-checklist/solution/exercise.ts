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
  const pairs = locals.flatMap((local) =>
    remotes
      .filter((remote) => canBePaired(local, remote))
      .map((remote) => ({ local: local.id, remote: remote.id, priority: priorityOf(role, local, remote) })),
  );
  return pairs
    .sort((a, b) => (a.priority === b.priority ? 0 : a.priority > b.priority ? -1 : 1))
    .map((pair) => ({ ...pair, priority: String(pair.priority) }));
}

/** The same component and address family; and link-local addresses keep to themselves. */
function canBePaired(local: Candidate, remote: Candidate): boolean {
  return (
    local.component === remote.component &&
    isIpv6(local.address) === isIpv6(remote.address) &&
    isLinkLocal(local.address) === isLinkLocal(remote.address)
  );
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** `fe80::/10`: its first ten bits are 1111 1110 10. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab][0-9a-f]:/i.test(address);
}

/** 2^32·min(G, D) + 2·max(G, D) + (1 if G > D); G is the controlling side's. */
function priorityOf(role: 'controlling' | 'controlled', local: Candidate, remote: Candidate): bigint {
  const own = BigInt(local.priority);
  const peers = BigInt(remote.priority);
  const [g, d] = role === 'controlling' ? [own, peers] : [peers, own];
  const [min, max] = g < d ? [g, d] : [d, g];
  return 2n ** 32n * min + 2n * max + (g > d ? 1n : 0n);
}
