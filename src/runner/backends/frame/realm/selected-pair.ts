import { hasOwn, uncurry, whenSettled } from './intrinsics.ts';

export interface PairTypes {
  readonly localType: string;
  readonly remoteType: string;
}

type Stat = Record<string, unknown>;
type Report = Pick<ReadonlyMap<string, Stat>, 'get' | 'forEach'>;

/** Reads the types of a connection's selected pair from its statistics, with natives taken before learner code ran. */
export function selectedPairReader(): (
  connection: RTCPeerConnection,
  onTypes: (types: PairTypes) => void,
) => void {
  const getStats = uncurry(
    RTCPeerConnection.prototype.getStats as (this: RTCPeerConnection) => Promise<unknown>,
  );
  const get = uncurry(RTCStatsReport.prototype.get as (this: Report, id: string) => Stat | undefined);
  const forEach = uncurry(
    RTCStatsReport.prototype.forEach as (this: Report, each: (stat: Stat) => void) => void,
  );

  const typeOf = (report: Report, id: unknown): string => {
    const candidate = typeof id === 'string' ? get(report, id) : undefined;
    const type = candidate && own(candidate, 'candidateType');
    return typeof type === 'string' ? type : '';
  };

  return (connection, onTypes) => {
    whenSettled(
      getStats(connection),
      (settled) => {
        const report = settled as Report;
        let named: unknown;
        let selected: Stat | undefined;
        forEach(report, (stat) => {
          const type = own(stat, 'type');
          if (type === 'transport') named = own(stat, 'selectedCandidatePairId');
          // Where no transport names it (older Firefox), the pair itself is marked.
          if (type === 'candidate-pair' && own(stat, 'selected') === true) selected = stat;
        });
        const pair = (typeof named === 'string' && get(report, named)) || selected;
        if (!pair) return;
        onTypes({
          localType: typeOf(report, own(pair, 'localCandidateId')),
          remoteType: typeOf(report, own(pair, 'remoteCandidateId')),
        });
      },
      () => undefined,
    );
  };
}

function own(stat: Stat, key: string): unknown {
  return hasOwn(stat, key) ? stat[key] : undefined;
}
