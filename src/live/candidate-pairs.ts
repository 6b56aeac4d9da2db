/** A candidate as the statistics have it. Much may be left out: an address that is hidden is "" or not there. */
export interface StatCandidate {
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly type: string;
  readonly protocol: string;
  readonly address: string | undefined;
  readonly port: number | undefined;
}

/** A candidate pair as the statistics have it. Counters that a browser doesn't keep are undefined. */
export interface StatPair {
  readonly id: string;
  readonly local: StatCandidate;
  readonly remote: StatCandidate;
  /** `frozen`, `waiting`, `in-progress`, `succeeded`, `failed`; Firefox also has `cancelled`. */
  readonly state: string;
  readonly nominated: boolean;
  /** Whether it carries the data. */
  readonly selected: boolean;
  /** A double: 53 of its 64 bits are exact. */
  readonly priority: number | undefined;
  readonly requestsSent: number | undefined;
  readonly responsesReceived: number | undefined;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly roundTripTimeMs: number | undefined;
}

/** All pairs of a connection at a moment. */
export interface PairStatistics {
  /** `RTCIceTransport.role` is null in Chromium: the statistics of the transport know it. */
  readonly role: 'controlling' | 'controlled' | undefined;
  readonly pairs: readonly StatPair[];
}

type Stat = Readonly<Record<string, unknown>>;

/** The pairs of a connection, or undefined where it is closed. */
export async function candidatePairsOf(connection: RTCPeerConnection): Promise<PairStatistics | undefined> {
  const report = await connection.getStats().catch(() => undefined);
  return report && readCandidatePairs(new Map(report.entries() as Iterable<[string, Stat]>));
}

/** Reads the pairs out of a connection's statistics. */
export function readCandidatePairs(stats: ReadonlyMap<string, Stat>): PairStatistics {
  const all = [...stats.values()];
  const transport = all.find(({ type }) => type === 'transport');
  const selectedId = text(transport?.['selectedCandidatePairId']);
  const role = transport?.['iceRole'];
  return {
    role: role === 'controlling' || role === 'controlled' ? role : undefined,
    pairs: all
      .filter(({ type }) => type === 'candidate-pair')
      .map((pair) => pairOf(pair, stats, selectedId ?? undefined)),
  };
}

function pairOf(pair: Stat, stats: ReadonlyMap<string, Stat>, selectedId: string | undefined): StatPair {
  const id = text(pair['id']) ?? '';
  const roundTripTimeS = number(pair['currentRoundTripTime']);
  return {
    id,
    local: candidateOf(stats.get(text(pair['localCandidateId']) ?? '')),
    remote: candidateOf(stats.get(text(pair['remoteCandidateId']) ?? '')),
    state: text(pair['state']) ?? '',
    nominated: pair['nominated'] === true,
    selected: selectedId === undefined ? pair['selected'] === true : id === selectedId,
    priority: number(pair['priority']),
    requestsSent: number(pair['requestsSent']),
    responsesReceived: number(pair['responsesReceived']),
    bytesSent: number(pair['bytesSent']) ?? 0,
    bytesReceived: number(pair['bytesReceived']) ?? 0,
    roundTripTimeMs: roundTripTimeS === undefined ? undefined : roundTripTimeS * 1000,
  };
}

function candidateOf(candidate: Stat = {}): StatCandidate {
  return {
    type: text(candidate['candidateType']) ?? '',
    protocol: text(candidate['protocol']) ?? '',
    address: text(candidate['address']) || undefined,
    port: number(candidate['port']),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
