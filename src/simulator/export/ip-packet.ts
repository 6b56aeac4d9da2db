import { ipBytes } from '#src/protocol/index.ts';
import { ByteWriter } from '#src/protocol/bytes/writer.ts';
import type { Flow } from '../nat/types.ts';
import type { TcpHeader } from '../trace.ts';

/** What a packet is at one place of its way. */
export interface WirePacket {
  readonly flow: Flow;
  readonly tcp?: TcpHeader | undefined;
  /** The datagram, or the segment's data. */
  readonly bytes: Uint8Array;
  /** What goes into the Identification field of IPv4. */
  readonly id: number;
  /** TTL, or Hop Limit. */
  readonly hopLimit: number;
}

const PROTOCOL_NUMBER = { udp: 17, tcp: 6 } as const;
const DONT_FRAGMENT = 0x4000;
const FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, push: 0x08, ack: 0x10 } as const;

/** A packet as it is on the wire, from its IP header on, with all checksums. */
export function encodeIpPacket(packet: WirePacket): Uint8Array {
  const { source, destination } = packet.flow;
  const [from, to] = [addressOf(source), addressOf(destination)];
  const transport = encodeTransport(packet, from, to);
  const writeHeader = source.family === 4 ? writeIpv4Header : writeIpv6Header;
  const out = new ByteWriter(40 + transport.length);
  writeHeader(out, packet, transport.length);
  out.bytes(from);
  out.bytes(to);
  // The checksum of an IPv4 header is that of all of it (RFC 791 §3.1); IPv6 has none.
  if (source.family === 4) out.setUint16(10, checksum(out.written));
  out.bytes(transport);
  return out.written;
}

/** RFC 791 §3.1, up to the addresses. */
function writeIpv4Header(out: ByteWriter, { flow, id, hopLimit }: WirePacket, length: number): void {
  out.uint8(0x45);
  out.uint8(0);
  out.uint16(20 + length);
  out.uint16(id);
  out.uint16(DONT_FRAGMENT);
  out.uint8(hopLimit);
  out.uint8(PROTOCOL_NUMBER[flow.protocol]);
  out.uint16(0);
}

/** RFC 8200 §3, up to the addresses. */
function writeIpv6Header(out: ByteWriter, { flow, hopLimit }: WirePacket, length: number): void {
  out.uint32(0x6000_0000);
  out.uint16(length);
  out.uint8(PROTOCOL_NUMBER[flow.protocol]);
  out.uint8(hopLimit);
}

/** A UDP datagram (RFC 768) or a TCP segment (RFC 9293 §3.1) with its checksum. */
function encodeTransport({ flow, tcp, bytes }: WirePacket, from: Uint8Array, to: Uint8Array): Uint8Array {
  const out = new ByteWriter(20 + bytes.length);
  out.uint16(flow.source.port);
  out.uint16(flow.destination.port);
  if (flow.protocol === 'udp') {
    out.uint16(8 + bytes.length);
    out.uint16(0);
  } else if (tcp) {
    writeTcpFields(out, tcp, bytes.length > 0);
  }
  out.bytes(bytes);
  const sum = checksum(pseudoHeader(flow.protocol, from, to, out.length), out.written);
  // RFC 768: "If the computed checksum is zero, it is transmitted as all ones": zero says that there is none.
  if (flow.protocol === 'udp') out.setUint16(6, sum || 0xffff);
  else out.setUint16(16, sum);
  return out.written;
}

/** From the sequence number to the urgent pointer. The Lab's TCP knows no window: the largest is shown. */
function writeTcpFields(out: ByteWriter, tcp: TcpHeader, hasData: boolean): void {
  out.uint32(tcp.sequence);
  out.uint32(tcp.acknowledgment);
  out.uint8(5 << 4);
  const { fin, syn, rst, ack } = tcp;
  const set = [fin && FLAG.fin, syn && FLAG.syn, rst && FLAG.rst, ack && FLAG.ack, hasData && FLAG.push];
  out.uint8(set.reduce<number>((flags, flag) => flags | Number(flag), 0));
  out.uint16(0xffff);
  out.zeros(4);
}

/** What a checksum of UDP or TCP covers of the IP header: RFC 9293 §3.1, RFC 8200 §8.1. */
function pseudoHeader(
  protocol: Flow['protocol'],
  from: Uint8Array,
  to: Uint8Array,
  length: number,
): Uint8Array {
  const out = new ByteWriter(40);
  out.bytes(from);
  out.bytes(to);
  // IPv6 gives 32 bits to both; the zeros before them add nothing to a sum.
  out.uint16(PROTOCOL_NUMBER[protocol]);
  out.uint16(length);
  return out.written;
}

/** The Internet checksum (RFC 1071) of these bytes, one part after the other; all but the last have an even length. */
function checksum(...parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 2) sum += ((part[i] ?? 0) << 8) | (part[i + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function addressOf({ address }: Flow['source']): Uint8Array {
  return ipBytes(address) ?? new Uint8Array(4);
}
