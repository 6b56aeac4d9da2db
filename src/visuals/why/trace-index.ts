import type { Id, PacketId, Trace, TraceEvent } from '#src/simulator/index.ts';
import { messagesOf } from '../packets/messages.ts';

/** Where in a trace things are told: what a "why?" has to find quickly. Places of events, in their order. */
export interface TraceIndex {
  readonly trace: Trace;
  /** What happened to a packet, and what followed from it. */
  ofPacket(packet: PacketId): readonly number[];
  /** What was said of an agent's pair. */
  ofPair(node: Id, pair: number): readonly number[];
  /** The packets that carried a message of this transaction, relayed ones too. 24 hexadecimal digits. */
  ofTransaction(transactionId: string): readonly PacketId[];
  /** Where a request of this transaction was decided on. */
  decidedAt(transactionId: string): readonly number[];
}

/** Reads a trace once, when it is first asked for something. */
export function indexTrace(trace: Trace): TraceIndex {
  let packets: Map<PacketId, number[]> | undefined;
  let pairs: Map<string, number[]> | undefined;
  let transactions: Map<string, PacketId[]> | undefined;
  let decisions: Map<string, number[]> | undefined;
  return {
    trace,
    ofPacket: (packet) => (packets ??= groupPlaces(trace, packetOf)).get(packet) ?? [],
    ofPair: (node, pair) => (pairs ??= groupPlaces(trace, pairOf)).get(`${node} ${pair}`) ?? [],
    ofTransaction: (id) => (transactions ??= groupTransactions(trace)).get(id) ?? [],
    decidedAt: (id) => (decisions ??= groupPlaces(trace, decidedTransaction)).get(id) ?? [],
  };
}

function groupPlaces<K>({ events }: Trace, keyOf: (event: TraceEvent) => K | undefined): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const [place, event] of events.entries()) {
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return groups;
}

function packetOf(event: TraceEvent): PacketId | undefined {
  if ('packet' in event && event.packet !== undefined) return event.packet;
  return 'cause' in event ? event.cause : undefined;
}

function pairOf(event: TraceEvent): string | undefined {
  if (event.kind !== 'agent') return undefined;
  if (event.event === 'selected') return `${event.node} ${event.pair.id}`;
  const pair = event.event === 'ice' && 'pair' in event.ice ? event.ice.pair : undefined;
  return pair === undefined ? undefined : `${event.node} ${pair}`;
}

function decidedTransaction(event: TraceEvent): string | undefined {
  if (event.kind !== 'agent' || event.event !== 'ice') return undefined;
  if (event.ice.event === 'check-sent') return event.ice.transactionId;
  const turn = event.ice.event === 'turn' ? event.ice.turn : undefined;
  return turn?.decision === 'asked' ? turn.transactionId : undefined;
}

function groupTransactions({ packets }: Trace): Map<string, PacketId[]> {
  const groups = new Map<string, PacketId[]>();
  for (const { id, bytes } of packets) {
    for (const { transactionId } of messagesOf(bytes)) {
      const group = groups.get(transactionId);
      if (group) group.push(id);
      else groups.set(transactionId, [id]);
    }
  }
  return groups;
}
