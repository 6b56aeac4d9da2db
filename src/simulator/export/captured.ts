import type { Flow } from '../nat/types.ts';
import type { Id } from '../scene/types.ts';
import type { Packet, Trace, TraceEvent } from '../trace.ts';

/** A packet on a network, as somebody who listens there sees it. */
export interface CapturedPacket {
  readonly atMs: number;
  readonly network: Id;
  readonly packet: Packet;
  readonly flow: Flow;
  readonly hopLimit: number;
  /** What became of it right after, where it was dropped. */
  dropped?: { readonly node: Id; readonly why: string };
}

/** What most systems begin with; and multicast DNS: RFC 6762 §11. */
const HOP_LIMIT = 64;
const MULTICAST_HOP_LIMIT = 255;

type Hop = Extract<TraceEvent, { kind: 'hop' }>;
type Dropped = Extract<TraceEvent, { kind: 'dropped' }>;

/**
 * What went over the networks of a trace: a packet for each hop, by time. Multicast is one packet, whoever hears it. A
 * packet that a cable lost, or that nobody took, stands in the network that it was for.
 */
export function capture({ scene, events, packets }: Trace): CapturedPacket[] {
  const routers = new Set(
    scene.nodes.flatMap(({ kind, id }) => (kind === 'nat' || kind === 'firewall' ? [id] : [])),
  );
  const captured: CapturedPacket[] = [];
  /** The last one of each packet, and where that leads. */
  const latest = new Map<Packet['id'], { readonly shown: CapturedPacket; readonly from: Id }>();

  function show(event: Hop | (Dropped & { readonly network: Id }), from: Id): void {
    const packet = packets[event.packet - 1];
    const before = latest.get(event.packet);
    // The same packet from the same node at the same time: multicast, to one more node.
    if (!packet || (before?.from === from && before.shown.atMs === event.at)) return;
    const { at: atMs, network, flow } = event;
    const hopLimit = before ? before.shown.hopLimit - Number(routers.has(from)) : firstHopLimit(flow);
    const shown: CapturedPacket = { atMs, network, packet, flow, hopLimit };
    captured.push(shown);
    latest.set(event.packet, { shown, from });
  }

  for (const event of events) {
    if (event.kind === 'hop') show(event, event.from);
    if (event.kind !== 'dropped') continue;
    const { network, node, why } = event;
    if (network !== undefined) show({ ...event, network }, node);
    const last = latest.get(event.packet);
    if (last) last.shown.dropped ??= { node, why };
  }
  return captured;
}

function firstHopLimit({ destination: { address } }: Flow): number {
  const isMulticast = address === '224.0.0.251' || address === 'ff02::fb';
  return isMulticast ? MULTICAST_HOP_LIMIT : HOP_LIMIT;
}
