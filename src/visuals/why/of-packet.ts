import type { StunClass } from '#src/protocol/index.ts';
import { isSameTransport } from '#src/protocol/bytes/address.ts';
import { decodeMdns } from '#src/simulator/mdns/decode.ts';
import type { Packet, PacketId, TraceEvent } from '#src/simulator/index.ts';
import { messagesOf } from '../packets/messages.ts';
import { packetTitle } from '../packets/title.ts';
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

/** Its innermost message says what it is about: what is around it is only the way through a relay. */
function reasonOf(context: Context, packet: Packet, sentPlace: number): readonly Because[] {
  const message = messagesOf(packet.bytes).at(-1);
  if (!message) return saidBy(packet) ?? decisionOf(context, packet, sentPlace);
  const before = context.index.ofTransaction(message.transactionId).filter((id) => id < packet.id);
  const findLast = (messageClass: StunClass): PacketId | undefined =>
    before.findLast((id) => classOf(context, id) === messageClass);
  const relayed = isServer(context, packet) ? findLast(message.class) : undefined;
  if (relayed !== undefined) return [because('relays', { packet: relayed })];
  const asked = message.class === 'success' || message.class === 'error' ? findLast('request') : undefined;
  if (asked !== undefined) return [because('answers', { packet: asked })];
  const first = before.find((id) => context.timeline.trace.packets[id - 1]?.sender === packet.sender);
  if (first !== undefined && message.class === 'request') return [because('sent-again', { packet: first })];
  return decisionOf(context, packet, sentPlace);
}

/** What its own bytes say of why it was sent. */
function saidBy(packet: Packet): readonly Because[] | undefined {
  const title = packetTitle(packet);
  const { sender: node } = packet;
  if (title.kind === 'mdns') return [because(`name-${title.what}`, { node, name: nameIn(packet.bytes) })];
  return title.kind === 'text' ? [because('says', { node, text: title.text })] : undefined;
}

/** The name that mDNS asks for, or tells the addresses of. */
function nameIn(bytes: Uint8Array): string {
  const decoded = decodeMdns(bytes);
  if (!decoded.ok) return '';
  const { value: message } = decoded;
  return (message.kind === 'questions' ? message.questions : message.addresses)[0]?.name ?? '';
}

function classOf(context: Context, id: PacketId): StunClass | undefined {
  const packet = context.timeline.trace.packets[id - 1];
  return packet && messagesOf(packet.bytes).at(-1)?.class;
}

function isServer(context: Context, { sender }: Packet): boolean {
  return context.timeline.trace.scene.nodes.some(({ id, kind }) => id === sender && kind === 'server');
}

/** What its sender decided, or received, so that it was sent. */
function decisionOf(context: Context, packet: Packet, sentPlace: number): readonly Because[] {
  const decided = messagesOf(packet.bytes).flatMap(({ transactionId }) =>
    context.index.decidedAt(transactionId),
  );
  const place = decided.findLast((other) => (eventAt(context, other)?.at ?? Infinity) <= packet.sentAt);
  if (place === undefined) return causeOf(context, packet, sentPlace);
  const isHeld = (eventAt(context, place)?.at ?? 0) < packet.sentAt;
  return [
    ...explainEvent(context, place),
    ...(isHeld ? [because('held-for-permission', { node: packet.sender })] : []),
  ];
}

/** The last thing of its sender's, at the moment at which it was sent, that explains it. */
function causeOf(context: Context, packet: Packet, sentPlace: number): readonly Because[] {
  const isRelay = isServer(context, packet);
  for (let place = sentPlace - 1; eventAt(context, place)?.at === packet.sentAt; place -= 1) {
    const event = eventAt(context, place);
    if (!event || !('node' in event) || event.node !== packet.sender) continue;
    if (isRelay && event.kind === 'received') return [because('relays', { packet: event.packet })];
    if (event.kind === 'agent' && asksServer(event, packet)) return explainEvent(context, place);
  }
  return [];
}

/** A request to a STUN server, of which the agent's trace has no transaction. */
function asksServer(event: Extract<TraceEvent, { kind: 'agent' }>, { destination }: Packet): boolean {
  const ice = event.event === 'ice' ? event.ice : undefined;
  return (
    ice?.event === 'keepalive' ||
    ((ice?.event === 'server-asked' || ice?.event === 'binding-kept-alive') &&
      isSameTransport(ice.server, destination))
  );
}
