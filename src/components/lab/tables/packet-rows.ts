import type { Packet, Trace, TraceEvent } from '#src/simulator/index.ts';

/** Something that happens to a packet at a node: not on a cable. */
export type PacketEvent = Extract<TraceEvent, { kind: 'sent' | 'translated' | 'received' | 'dropped' }>;

/** A row of the table Packets. */
export interface PacketRow {
  /** The place of its event in `trace.events`. */
  readonly place: number;
  readonly event: PacketEvent;
  readonly packet: Packet;
}

/** How many rows of a long trace are shown at once: time that is dragged replaces all of them with each step, in one task. */
export const ROWS_PER_PAGE = 30;

/** The places of a trace's packet events, in order. */
export function packetPlaces({ events }: Trace): readonly number[] {
  const places: number[] = [];
  for (const [place, event] of events.entries()) if (isPacketEvent(event)) places.push(place);
  return places;
}

/** The rows of a page, counted from 0. */
export function rowsOf({ events, packets }: Trace, places: readonly number[], page: number): PacketRow[] {
  const from = page * ROWS_PER_PAGE;
  return places.slice(from, from + ROWS_PER_PAGE).flatMap((place) => {
    const event = events[place];
    if (!event || !isPacketEvent(event)) return [];
    const packet = packets[event.packet - 1];
    return packet ? [{ place, event, packet }] : [];
  });
}

/** Which row is the last of those that have happened, counted from 0 over all pages; -1 before the first. */
export function lastHappened(places: readonly number[], happened: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? Infinity) < happened) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isPacketEvent(event: TraceEvent): event is PacketEvent {
  const { kind } = event;
  return kind === 'sent' || kind === 'translated' || kind === 'received' || kind === 'dropped';
}
