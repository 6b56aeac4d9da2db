import type { StatPair } from '#src/live/candidate-pairs.ts';
import { otherPeer, type PeerName } from '#src/live/signalling.ts';
import type { PairsSample } from '#src/live/watch-pairs.ts';
import { parseCandidate } from '#src/protocol/ice/candidate.ts';

/** A candidate of the other side, as one side's browser knows it. */
export interface Known {
  readonly side: PeerName;
  readonly type: string;
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** `told`: with this type and port. `renamed`: learned, but one with this port was told. `learned`: not told at all. */
  readonly how: 'told' | 'renamed' | 'learned';
  /** The states of its pairs, each once. */
  readonly states: readonly string[];
  readonly selected: boolean;
}

/** What a side knows of the other, by the pairs that it has. */
export function knownTo(
  side: PeerName,
  { told, statistics }: Pick<PairsSample, 'told' | 'statistics'>,
): Known[] {
  const lines = told[otherPeer(side)].flatMap((line) => {
    const parsed = parseCandidate(line);
    return parsed.ok ? [parsed.value] : [];
  });
  const groups = new Map<string, StatPair[]>();
  for (const pair of statistics[side]?.pairs ?? []) {
    const key = `${pair.remote.type} ${pair.remote.port}`;
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].flatMap((pairs) => {
    const remote = pairs[0]?.remote;
    if (!remote) return [];
    const samePort = lines.filter(({ port }) => port === remote.port);
    const isTold = samePort.some(({ type }) => type === remote.type);
    return [
      {
        side,
        type: remote.type,
        address: remote.address,
        port: remote.port,
        how: isTold ? 'told' : samePort.length > 0 ? 'renamed' : 'learned',
        states: [...new Set(pairs.map(({ state }) => state))],
        selected: pairs.some(({ selected }) => selected),
      } as const,
    ];
  });
}

/** How many candidates of B's A has learned, where it was told none. */
export function learnedByA(known: readonly Known[]): number {
  return known.filter(({ side, how }) => side === 'a' && how === 'learned').length;
}

/** What an idle instrument shows, labelled as an example. The addresses are those of RFC 5737. */
export const EXAMPLE: readonly Known[] = [
  {
    side: 'a',
    type: 'prflx',
    address: '192.0.2.20',
    port: 50_020,
    how: 'learned',
    states: ['succeeded'],
    selected: true,
  },
  {
    side: 'b',
    type: 'host',
    address: '192.0.2.10',
    port: 50_010,
    how: 'told',
    states: ['succeeded'],
    selected: true,
  },
];
