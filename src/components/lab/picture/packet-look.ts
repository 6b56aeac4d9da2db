import {
  type CandidateType,
  METHOD,
  type TransportAddress,
  looksLikeStun,
  splitMessageType,
} from '#src/protocol/index.ts';
import type { Packet, PacketId, Trace } from '#src/simulator/index.ts';

/** What a packet is, as far as a mark can tell. Errors are errors, whatever they answer. */
export const PACKET_KINDS = [
  'request',
  'response',
  'error',
  'indication',
  'turn',
  'data',
  'tcp',
  'mdns',
] as const;
export type PacketKind = (typeof PACKET_KINDS)[number];

/** How a packet is drawn: its shape by `kind`, its hue by `type`. */
export interface PacketLook {
  readonly kind: PacketKind;
  /** Whether it answers a request. */
  readonly isAnswer: boolean;
  /** Which kind of candidate it goes to; `relay` wherever a relay carries it. Undefined towards servers. */
  readonly type?: CandidateType;
}

/** The methods by which a client has its way with a relay: RFC 8656 §3. Send and Data carry somebody's bytes. */
const TURN_CONTROL: readonly number[] = [
  METHOD.Allocate,
  METHOD.Refresh,
  METHOD.CreatePermission,
  METHOD.ChannelBind,
];

/** RFC 6762 §3. */
const MDNS_PORT = 5353;

/** What a packet is, by its bytes. A segment that carries a STUN message or data is one, one that carries nothing is `tcp`. */
export function kindOf({
  bytes,
  protocol,
  destination,
}: Pick<Packet, 'bytes' | 'protocol' | 'destination'>): PacketKind {
  if (protocol === 'tcp' && bytes.length === 0) return 'tcp';
  if (protocol === 'udp' && destination.port === MDNS_PORT) return 'mdns';
  if (!looksLikeStun(bytes)) return 'data';
  const { class: messageClass, method } = messageTypeOf(bytes);
  if (messageClass === 'error') return 'error';
  if (TURN_CONTROL.includes(method)) return 'turn';
  return messageClass === 'success' ? 'response' : messageClass;
}

function isAnswer({ bytes }: Packet): boolean {
  if (!looksLikeStun(bytes)) return false;
  const { class: messageClass } = messageTypeOf(bytes);
  return messageClass === 'success' || messageClass === 'error';
}

/** Looks of the packets of a trace, each made when it is first asked for. */
export function createPacketLooks(trace: Trace): (packet: PacketId) => PacketLook {
  const typeOf = destinationTypes(trace);
  const looks = new Map<PacketId, PacketLook>();
  return (id) => {
    const packet = trace.packets[id - 1];
    if (!packet) return { kind: 'data', isAnswer: false };
    const known = looks.get(id);
    if (known) return known;
    const type = typeOf(packet);
    const look = { kind: kindOf(packet), isAnswer: isAnswer(packet), ...(type && { type }) };
    looks.set(id, look);
    return look;
  };
}

/** Which kind of candidate a packet goes to. Who is no candidate of anybody's, nor a server, was met on the way. */
function destinationTypes(trace: Trace): (packet: Packet) => CandidateType | undefined {
  const types = candidateTypes(trace);
  const servers = new Set(
    trace.scene.nodes.flatMap((node) => (node.kind === 'server' ? addressesOf(node) : [])),
  );
  return (packet) => {
    const source = types.get(keyOf(packet.source));
    const destination = types.get(keyOf(packet.destination));
    if (source === 'relay' || destination === 'relay' || isCarried(packet)) return 'relay';
    if (servers.has(packet.destination.address) || servers.has(packet.source.address)) return undefined;
    return (
      destination ??
      (packet.protocol === 'udp' && packet.destination.port !== MDNS_PORT ? 'prflx' : undefined)
    );
  };
}

function candidateTypes({ events }: Trace): ReadonlyMap<string, CandidateType> {
  const types = new Map<string, CandidateType>();
  for (const event of events) {
    if (event.kind !== 'agent' || event.event !== 'candidate') continue;
    const { address, port, type } = event.candidate;
    if (isCandidateType(type)) types.set(`${address} ${port}`, type);
  }
  return types;
}

/** Whether a relay's client sends or gets somebody else's bytes in it: RFC 8656 §11 and §12. */
function isCarried({ bytes }: Packet): boolean {
  if (!looksLikeStun(bytes)) return ((bytes[0] ?? 0) & 0xf0) === 0x40;
  const { class: messageClass, method } = messageTypeOf(bytes);
  return messageClass === 'indication' && (method === METHOD.Send || method === METHOD.Data);
}

function messageTypeOf(bytes: Uint8Array): ReturnType<typeof splitMessageType> {
  return splitMessageType(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0));
}

function keyOf({ address, port }: TransportAddress): string {
  return `${address} ${port}`;
}

function addressesOf(server: {
  readonly interfaces: readonly { readonly ipv4?: string; readonly ipv6?: string }[];
}): string[] {
  return server.interfaces
    .flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6])
    .filter((address) => address !== undefined);
}

function isCandidateType(type: string): type is CandidateType {
  return type === 'host' || type === 'srflx' || type === 'prflx' || type === 'relay';
}
