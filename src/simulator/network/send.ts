import type { Flow } from '../nat/types.ts';
import type { Id } from '../scene/types.ts';
import type { DropReason, PacketId, TcpHeader } from '../trace.ts';
import { type PacketInFlight, type World, note } from '../world.ts';
import { cross } from './link.ts';
import { type Attachment, nextHop } from './topology.ts';

/** As many routers as a packet may cross: what most systems begin with. */
const HOP_LIMIT = 64;

/** Headers: RFC 791 §3.1 and RFC 8200 §3; RFC 768 and RFC 9293 §3.1. */
const HEADER_BYTES = { 4: 20, 6: 40, udp: 8, tcp: 20 } as const;

/** What a host wants sent. */
export interface Outgoing {
  readonly flow: Flow;
  readonly bytes: Uint8Array;
  readonly tcp?: TcpHeader;
}

/** A packet begins: numbered, noted, and put on the cable of the interface that has its source address. */
export function sendPacket(world: World, at: number, node: Id, { flow, bytes, tcp }: Outgoing): PacketId {
  const id = (world.packetCount += 1);
  const { protocol, source, destination } = flow;
  if (world.isTraced) {
    const header = tcp && { tcp };
    world.packets.push({ id, protocol, sender: node, bytes, source, destination, sentAt: at, ...header });
    note(world, { kind: 'sent', at, node, packet: id });
  }
  const from = world.topology.attachments
    .get(node)
    ?.find(({ addresses }) => addresses.some(({ address }) => address === source.address));
  const packet = { id, flow, bytes, hopLimit: HOP_LIMIT, ...(tcp && { tcp }) };
  if (!from) drop(world, at, node, packet, 'moved-away');
  else if (isOwn(world, node, destination.address)) deliverAtHome(world, at, from, packet);
  else if (isMulticast(destination.address)) sendToAll(world, at, from, packet);
  else transmit(world, at, from, packet);
  return id;
}

type Leaving = Omit<PacketInFlight, 'network' | 'side'>;

/** Puts a packet on the cable towards whoever takes it next. */
export function transmit(world: World, at: number, from: Attachment, packet: Leaving): void {
  const to = nextHop(from.network, packet.flow.destination.address, from.node);
  if (typeof to === 'string') drop(world, at, from.node, packet, to, { network: from.network.id });
  else hop(world, at, from, to, packet);
}

function isOwn({ topology }: World, node: Id, to: string): boolean {
  return (topology.attachments.get(node) ?? []).some(({ addresses }) =>
    addresses.some(({ address }) => address === to),
  );
}

/** From a node to itself, as from one relay of a server to another: over no cable. */
function deliverAtHome(world: World, at: number, { node, network }: Attachment, packet: Leaving): void {
  world.queue.put(at, (now) => world.nodes.get(node)?.receive(now, { ...packet, network: network.id }));
}

/** Multicast of link-local scope: once to every other host on the network. A router passes none on, and hears none. */
function sendToAll(world: World, at: number, from: Attachment, packet: Leaving): void {
  for (const to of from.network.attachments) if (to !== from && !to.side) hop(world, at, from, to, packet);
}

/** Over the cable of the one and then that of the other. */
function hop(world: World, at: number, from: Attachment, to: Attachment, packet: Leaving): void {
  const { flow, bytes } = packet;
  const size = HEADER_BYTES[flow.source.family] + HEADER_BYTES[flow.protocol] + bytes.length;
  const network = from.network.id;
  const first = cross(from.link, at, 'out', size);
  const crossed = 'lost' in first ? first : cross(to.link, first.arrivesAt, 'in', size);
  if ('lost' in crossed) {
    drop(world, at, from.node, packet, crossed.lost, { network });
    return;
  }
  const { arrivesAt } = crossed;
  note(world, { kind: 'hop', at, packet: packet.id, from: from.node, to: to.node, network, arrivesAt, flow });
  world.queue.put(arrivesAt, (now) => {
    const { side } = to;
    world.nodes.get(to.node)?.receive(now, { ...packet, network, ...(side && { side }) });
  });
}

/** A router passes a packet on. */
export function forward(
  world: World,
  at: number,
  from: Attachment,
  packet: PacketInFlight,
  flow: Flow,
): void {
  const { id, bytes, tcp, hopLimit } = packet;
  const leaving: Leaving = { id, flow, bytes, hopLimit: hopLimit - 1, ...(tcp && { tcp }) };
  if (leaving.hopLimit === 0) drop(world, at, from.node, leaving, 'too-many-hops');
  else transmit(world, at, from, leaving);
}

/** A packet ends here. */
export function drop(
  world: World,
  at: number,
  node: Id,
  packet: Pick<PacketInFlight, 'id' | 'flow'>,
  why: DropReason,
  more: { readonly mapping?: number; readonly network?: Id } = {},
): void {
  note(world, { kind: 'dropped', at, packet: packet.id, node, why, flow: packet.flow, ...more });
}

/** 224.0.0.0/4 (RFC 5771 §3) and ff00::/8 (RFC 4291 §2.7). */
function isMulticast(address: string): boolean {
  return /^(?:22[4-9]|23\d)\./.test(address) || address.startsWith('ff');
}
