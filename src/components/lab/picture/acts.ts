import type { DropReason, Flow, Id, MappingId, PacketId, TraceEvent } from '#src/simulator/index.ts';
import type { Timeline } from '#src/visuals/index.ts';

/** A packet that has just ended before anybody received it. */
export interface Drop {
  readonly event: number;
  readonly packet: PacketId;
  readonly node: Id;
  readonly why: DropReason;
  /** Over this network, where a link did it. */
  readonly network?: Id;
}

/** What a NAT has just done to a packet's headers. */
export interface Translation {
  readonly event: number;
  readonly packet: PacketId;
  readonly node: Id;
  readonly way: 'out' | 'in' | 'hairpin';
  readonly before: Flow;
  readonly after: Flow;
  readonly mapping: MappingId;
  /** This packet made the mapping. */
  readonly isNew: boolean;
}

/** What has just happened at the nodes: each NAT's last translation, and drops, the last one first. */
export interface Acts {
  readonly translations: readonly Translation[];
  readonly drops: readonly Drop[];
}

/** However much happened at once, no more is read for one picture. */
const MOST_EVENTS = 400;

/** What happened at the nodes in the last `lingerMs` up to this moment, itself included. */
export function actsBefore(timeline: Timeline, ms: number, lingerMs: number): Acts {
  const { events } = timeline.trace;
  const last = timeline.happenedBy(ms) - 1;
  const drops: Drop[] = [];
  const translations = new Map<Id, Translation>();
  for (let place = last; place >= 0 && place > last - MOST_EVENTS; place -= 1) {
    const event = events[place];
    if (!event || event.at < ms - lingerMs) break;
    if (event.kind === 'dropped') drops.push(dropOf(event, place));
    if (event.kind === 'translated' && !translations.has(event.node))
      translations.set(event.node, { ...translationOf(event, place), isNew: isMadeFor(events, place) });
  }
  return { drops, translations: [...translations.values()] };
}

function dropOf(event: Extract<TraceEvent, { kind: 'dropped' }>, place: number): Drop {
  const { packet, node, why, network } = event;
  return { event: place, packet, node, why, ...(network !== undefined && { network }) };
}

function translationOf(
  event: Extract<TraceEvent, { kind: 'translated' }>,
  place: number,
): Omit<Translation, 'isNew'> {
  const { packet, node, way, before, after, mapping } = event;
  return { event: place, packet, node, way, before, after, mapping };
}

/** Whether the NAT made the mapping for the packet that it translates at this place: it says so right before. */
function isMadeFor(events: readonly TraceEvent[], place: number): boolean {
  const translated = events[place];
  if (translated?.kind !== 'translated') return false;
  for (let before = place - 1; before >= 0 && before > place - 4; before -= 1) {
    const event = events[before];
    if (event?.kind !== 'mapping' || event.node !== translated.node) return false;
    if (event.event === 'mapping-made' && event.mapping.id === translated.mapping) return true;
  }
  return false;
}
