import type { CandidateType, TransportAddress } from '#src/protocol/index.ts';
import type { Packet, PacketId, ServerSpec, Trace } from '#src/simulator/index.ts';
import type { PacketTitle } from '#src/visuals/index.ts';
import { packetTitle } from '#src/visuals/packets/title.ts';

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

/** How a packet is drawn: its sign by `kind`, its shape and hue by `type`. */
export interface PacketSign {
  /** Of a packet that a relay's client sends or gets: of what it carries. */
  readonly kind: PacketKind;
  /** Whether it answers a request. */
  readonly isAnswer: boolean;
  /** Which kind of candidate it goes to; `relay` wherever a relay carries it. Undefined towards and from servers. */
  readonly type?: CandidateType;
}

export interface PacketLook extends PacketSign {
  readonly title: PacketTitle;
}

/** RFC 8656 §3: the methods by which a client has its way with a relay. Send and Data carry somebody's bytes. */
const TURN_CONTROL = ['Allocate', 'Refresh', 'CreatePermission', 'ChannelBind'];

/** What a packet is, and whether it answers. */
export function signOf(title: PacketTitle): Pick<PacketSign, 'kind' | 'isAnswer'> {
  if ('carries' in title && title.carries) return signOf(title.carries);
  if (title.kind === 'channel-data' || title.kind === 'text') return { kind: 'data', isAnswer: false };
  if (title.kind !== 'stun')
    return { kind: title.kind, isAnswer: title.kind === 'mdns' && title.what === 'answer' };
  if (title.class === 'error') return { kind: 'error', isAnswer: true };
  const isAnswer = title.class === 'success';
  if (TURN_CONTROL.includes(title.method)) return { kind: 'turn', isAnswer };
  return { kind: title.class === 'success' ? 'response' : title.class, isAnswer };
}

/**
 * Looks of the packets of a trace, each made when it is first asked for.
 * @throws RangeError for a packet that isn't in the trace
 */
export function createPacketLooks(trace: Trace): (packet: PacketId) => PacketLook {
  const typeOf = destinationTypes(trace);
  const looks = new Map<PacketId, PacketLook>();
  return (id) => {
    const known = looks.get(id);
    if (known) return known;
    const packet = trace.packets[id - 1];
    if (!packet) throw new RangeError(`the trace has no packet ${id}`);
    const title = packetTitle(packet);
    const type = typeOf(packet, title);
    const look = { title, ...signOf(title), ...(type && { type }) };
    looks.set(id, look);
    return look;
  };
}

/** Who is no candidate that was told of, nor a server, was met on the way: peer reflexive. */
function destinationTypes(trace: Trace): (packet: Packet, title: PacketTitle) => CandidateType | undefined {
  const types = candidateTypes(trace);
  const servers = new Set(
    trace.scene.nodes.flatMap((node) => (node.kind === 'server' ? addressesOf(node) : [])),
  );
  return ({ protocol, source, destination }, title) => {
    const type = types.get(keyOf(destination));
    const isCarried = title.kind === 'channel-data' || ('carries' in title && title.carries !== undefined);
    if (isCarried || type === 'relay' || types.get(keyOf(source)) === 'relay') return 'relay';
    if (title.kind === 'mdns' || servers.has(destination.address) || servers.has(source.address))
      return undefined;
    return type ?? (protocol === 'udp' ? 'prflx' : undefined);
  };
}

function candidateTypes({ events }: Trace): ReadonlyMap<string, CandidateType> {
  const addresses = new Map<string, string>();
  for (const event of events)
    if (event.kind === 'name' && event.address !== undefined) addresses.set(event.name, event.address);
  const types = new Map<string, CandidateType>();
  for (const event of events) {
    if (event.kind !== 'agent' || event.event !== 'candidate') continue;
    const { address, port, type } = event.candidate;
    // A `.local` name stands for the address that was found for it.
    if (isCandidateType(type)) types.set(keyOf({ address: addresses.get(address) ?? address, port }), type);
  }
  return types;
}

function keyOf({ address, port }: Pick<TransportAddress, 'address' | 'port'>): string {
  return `${address} ${port}`;
}

function addressesOf({ interfaces }: ServerSpec): string[] {
  return interfaces.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]).filter((address) => address !== undefined);
}

function isCandidateType(type: string): type is CandidateType {
  return type === 'host' || type === 'srflx' || type === 'prflx' || type === 'relay';
}
