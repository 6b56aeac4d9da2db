import { isSameTransport, looksLikeStun, splitMessageType, type StunClass } from '#src/protocol/index.ts';
import type { Packet, PacketId, TraceEvent } from '#src/simulator/index.ts';
import { transactionsOf } from '../packets/transactions.ts';
import { because } from './because.ts';
import { type Context, eventAt, explainEvent } from './context.ts';
import type { Because } from './types.ts';

/** Why a packet was sent, what happened to it on its way, how it ended, and what came of it. */
export function ofPacket(context: Context, id: PacketId): readonly Because[] {
  const packet = context.timeline.trace.packets[id - 1];
  const places = context.index.ofPacket(id);
  if (!packet) return [];
  const events = places.map((place) => ({ place, event: eventAt(context, place) }));
  const sent = events.find(({ event }) => event?.kind === 'sent');
  return [
    ...(sent ? reasonOf(context, packet, sent.place) : []),
    ...events.flatMap(({ place, event }) => (event && isTelling(event) ? explainEvent(context, place) : [])),
  ];
}

/** What an agent makes of a packet. What follows from that, its pairs tell. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  'ignored',
  'turn',
  'server-failed',
  'check-answered',
  'check-failed',
  'request-received',
  'request-refused',
  'peer-reflexive',
  'role-switched',
  'valid',
  'nominated',
]);

function isTelling(event: TraceEvent): boolean {
  if (event.kind !== 'agent') return event.kind !== 'hop';
  if (event.event !== 'ice')
    return event.event === 'candidate' || event.event === 'selected' || event.event === 'data';
  if (event.ice.event === 'turn') return event.ice.turn.decision !== 'asked';
  return CONSEQUENCES.has(event.ice.event);
}

function reasonOf(context: Context, packet: Packet, sentPlace: number): readonly Because[] {
  const [own] = transactionsOf(packet.bytes);
  const before = own === undefined ? [] : context.index.ofTransaction(own).filter((id) => id < packet.id);
  const messageClass = classOf(packet.bytes);
  const packets = context.timeline.trace.packets;
  if (messageClass === 'success' || messageClass === 'error') {
    const request = before.findLast((id) => classOf(packets[id - 1]?.bytes) === 'request');
    if (request !== undefined) return [because('answers', { packet: request })];
  }
  const first = before.find((id) => packets[id - 1]?.sender === packet.sender);
  if (first !== undefined && messageClass === 'request') return [because('sent-again', { packet: first })];
  return decisionBefore(context, packet, sentPlace);
}

function classOf(bytes: Uint8Array | undefined): StunClass | undefined {
  if (!bytes || !looksLikeStun(bytes)) return undefined;
  return splitMessageType(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)).class;
}

/** What its sender decided, or received, at the moment at which it was sent, and last before. */
function decisionBefore(context: Context, packet: Packet, sentPlace: number): readonly Because[] {
  const transactions = transactionsOf(packet.bytes);
  const isRelay = context.timeline.trace.scene.nodes.some(
    ({ id, kind }) => id === packet.sender && kind === 'server',
  );
  for (let place = sentPlace - 1; place >= 0; place -= 1) {
    const event = eventAt(context, place);
    if (!event || event.at < packet.sentAt) return [];
    if (!('node' in event) || event.node !== packet.sender) continue;
    if (isRelay && event.kind === 'received') return [because('relays', { packet: event.packet })];
    if (event.kind === 'agent' && isDecision(event, packet, transactions))
      return explainEvent(context, place);
  }
  return [];
}

function isDecision(
  event: Extract<TraceEvent, { kind: 'agent' }>,
  { destination }: Packet,
  transactions: readonly string[],
): boolean {
  if (event.event !== 'ice') return false;
  const { ice } = event;
  if (ice.event === 'check-sent') return transactions.includes(ice.transactionId);
  if (ice.event === 'turn')
    return ice.turn.decision === 'asked' && transactions.includes(ice.turn.transactionId);
  return (
    ice.event === 'keepalive' || (ice.event === 'server-asked' && isSameTransport(ice.server, destination))
  );
}
