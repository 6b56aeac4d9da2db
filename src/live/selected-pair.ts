/** One end of a candidate pair, as the statistics have it. Firefox and privacy settings leave much of it out. */
export interface PairEnd {
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly type: string;
  readonly protocol: string;
  /** Undefined where the browser hides it (an mDNS name, a peer-reflexive address). */
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** How the browser reaches its TURN server: `udp`, `tcp` or `tls`; only of a local relayed candidate. */
  readonly relayProtocol: string | undefined;
}

/** The pair that a connection sends over. */
export interface SelectedPair {
  readonly local: PairEnd;
  readonly remote: PairEnd;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly roundTripTimeMs: number | undefined;
  /** `RTCIceTransport.role` is null in Chromium: the statistics know it. */
  readonly role: 'controlling' | 'controlled' | undefined;
}

type Stat = Readonly<Record<string, unknown>>;

/** The pair in use, or undefined while there is none (or the connection is closed). */
export async function selectedPairOf(connection: RTCPeerConnection): Promise<SelectedPair | undefined> {
  const report = await connection.getStats().catch(() => undefined);
  return report && findSelectedPair(new Map(report.entries() as Iterable<[string, Stat]>));
}

/**
 * Finds the pair in use among a connection's statistics: the one that the transport names, or where no transport is
 * reported (older Firefox) the one that is marked `selected`.
 */
export function findSelectedPair(stats: ReadonlyMap<string, Stat>): SelectedPair | undefined {
  const all = [...stats.values()];
  const transport = all.find(({ type }) => type === 'transport');
  const named = text(transport?.['selectedCandidatePairId']);
  const pair =
    (named !== undefined && stats.get(named)) ||
    all.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  if (!pair) return undefined;
  const roundTripTimeS = number(pair['currentRoundTripTime']);
  const role = transport?.['iceRole'];
  return {
    local: endOf(stats.get(text(pair['localCandidateId']) ?? '')),
    remote: endOf(stats.get(text(pair['remoteCandidateId']) ?? '')),
    bytesSent: number(pair['bytesSent']) ?? 0,
    bytesReceived: number(pair['bytesReceived']) ?? 0,
    roundTripTimeMs: roundTripTimeS === undefined ? undefined : roundTripTimeS * 1000,
    role: role === 'controlling' || role === 'controlled' ? role : undefined,
  };
}

function endOf(candidate: Stat = {}): PairEnd {
  return {
    type: text(candidate['candidateType']) ?? '',
    protocol: text(candidate['protocol']) ?? '',
    address: text(candidate['address']) || undefined,
    port: number(candidate['port']),
    relayProtocol: text(candidate['relayProtocol']) || undefined,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
