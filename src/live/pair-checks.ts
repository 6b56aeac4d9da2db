/** How often the pair in use was checked, as far as the browser tells. */
export interface PairChecks {
  /** Connectivity checks and consent checks together; undefined in Firefox. */
  readonly requestsSent: number | undefined;
  readonly responsesReceived: number | undefined;
}

type Stat = Readonly<Record<string, unknown>>;

/** Empty while no pair is in use, and after the connection has failed or closed. */
export async function checksOf(connection: RTCPeerConnection): Promise<PairChecks> {
  const report = await connection.getStats().catch(() => undefined);
  const stats = new Map((report?.entries() ?? []) as Iterable<[string, Stat]>);
  const all = [...stats.values()];
  const named = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  const pair =
    (typeof named === 'string' && stats.get(named)) ||
    all.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  const count = (name: string): number | undefined => {
    const value = pair ? pair[name] : undefined;
    return typeof value === 'number' ? value : undefined;
  };
  return { requestsSent: count('requestsSent'), responsesReceived: count('responsesReceived') };
}
