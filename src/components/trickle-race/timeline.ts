import type { PeerName, SentSignal } from '#src/live/signalling.ts';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { milestonesOf } from './race.ts';

/** A signal's way over the channel; `toMs` is undefined while it has not arrived. */
export interface Flight {
  readonly from: PeerName;
  readonly what: SentSignal['what'];
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

/** What one way's picture shows: two lines of life, and the signals between them. */
export interface Lane {
  readonly flights: readonly Flight[];
  /** From the start of gathering to its end; `toMs` is undefined while it goes on. */
  readonly gathering: readonly {
    readonly peer: PeerName;
    readonly fromMs: number;
    readonly toMs: number | undefined;
  }[];
  readonly candidates: readonly { readonly peer: PeerName; readonly atMs: number }[];
  readonly connectedMs: number | undefined;
  readonly openMs: number | undefined;
}

export function laneOf(events: readonly PeersEvent[]): Lane {
  const { connectedMs, openMs, gatheredMs } = milestonesOf(events);
  const arrivals = new Map(
    events.flatMap((event) => (event.type === 'arrived' ? [[event.signal.number, event.atMs] as const] : [])),
  );
  return {
    flights: events.flatMap((event): Flight[] => {
      if (event.type !== 'sent') return [];
      const { from, what, number } = event.signal;
      return [{ from, what, fromMs: event.atMs, toMs: arrivals.get(number) }];
    }),
    gathering: (['a', 'b'] as const).flatMap((peer) => {
      const fromMs = events.find(
        (event) =>
          event.type === 'state' &&
          event.peer === peer &&
          event.which === 'gathering' &&
          event.state === 'gathering',
      )?.atMs;
      return fromMs === undefined ? [] : [{ peer, fromMs, toMs: gatheredMs[peer] }];
    }),
    candidates: events.flatMap((event) =>
      event.type === 'candidate' ? [{ peer: event.peer, atMs: event.atMs }] : [],
    ),
    connectedMs,
    openMs,
  };
}

/** An axis from 0 to `endMs`, with its labelled places. */
export interface Axis {
  readonly endMs: number;
  readonly ticksMs: readonly number[];
}

const SHORTEST_MS = 100;

/** The shortest axis with round ticks on which everything up to `lastMs` has its place. */
export function axisFor(lastMs: number): Axis {
  const reach = Math.max(lastMs, SHORTEST_MS);
  const power = 10 ** Math.floor(Math.log10(reach / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size * 5 >= reach) ?? reach;
  const count = Math.ceil(reach / step);
  return { endMs: count * step, ticksMs: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** The last moment that a lane shows. */
export function lastMsOf({ flights, gathering, openMs, connectedMs }: Lane): number {
  const moments = [
    ...flights.flatMap(({ fromMs, toMs }) => [fromMs, toMs ?? 0]),
    ...gathering.map(({ fromMs }) => fromMs),
    openMs ?? 0,
    connectedMs ?? 0,
  ];
  return Math.max(0, ...moments);
}
