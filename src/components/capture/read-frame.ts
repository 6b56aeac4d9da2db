import { formatIpAddress, type TransportAddress } from '#src/protocol/index.ts';

/** What a frame carries over IP. */
export type Transported =
  | {
      readonly protocol: 'udp';
      readonly from: TransportAddress;
      readonly to: TransportAddress;
      readonly bytes: Uint8Array;
    }
  | {
      readonly protocol: 'tcp';
      readonly from: TransportAddress;
      readonly to: TransportAddress;
      readonly bytes: Uint8Array;
      /** Of the first byte. */
      readonly sequence: number;
      readonly begins: boolean;
    };

/** LINKTYPE_ values: https://www.tcpdump.org/linktypes.html */
const LINK = {
  null: 0,
  ethernet: 1,
  raw: 101,
  loop: 108,
  sll: 113,
  ipv4: 228,
  ipv6: 229,
  sll2: 276,
} as const;
/** DLT_RAW as some systems wrote it. */
const OLD_RAW = new Set([12, 14]);
const ETHERTYPE = { ipv4: 0x0800, ipv6: 0x86dd } as const;
const VLAN_TAGS = new Set([0x8100, 0x88a8, 0x9100]);
/** Hop-by-hop, routing and destination options. */
const IPV6_OPTIONS = new Set([0, 43, 60]);
const TCP = 6;
const UDP = 17;
const SYN = 0x02;

/** Undefined for what is no UDP or TCP over IP, for fragments, and for what is cut off. Never throws. */
export function readFrame(linkType: number, frame: Uint8Array): Transported | undefined {
  const ip = ipOf(linkType, frame);
  return ip && readIp(ip);
}

function ipOf(linkType: number, frame: Uint8Array): Uint8Array | undefined {
  const view = viewOf(frame);
  switch (linkType) {
    case LINK.ethernet:
      return afterEthernet(view, frame);
    case LINK.sll:
      return frame.length >= 16 ? ofEthertype(view.getUint16(14), frame.subarray(16)) : undefined;
    case LINK.sll2:
      return frame.length >= 20 ? ofEthertype(view.getUint16(0), frame.subarray(20)) : undefined;
    // An address family of the system that captured, whose number for IPv6 differs: the IP header says it better.
    case LINK.null:
    case LINK.loop:
      return frame.length >= 4 ? frame.subarray(4) : undefined;
    case LINK.raw:
    case LINK.ipv4:
    case LINK.ipv6:
      return frame;
    default:
      return OLD_RAW.has(linkType) ? frame : undefined;
  }
}

function afterEthernet(view: DataView, frame: Uint8Array): Uint8Array | undefined {
  let at = 12;
  while (at + 2 <= frame.length && VLAN_TAGS.has(view.getUint16(at))) at += 4;
  return at + 2 <= frame.length ? ofEthertype(view.getUint16(at), frame.subarray(at + 2)) : undefined;
}

function ofEthertype(type: number, rest: Uint8Array): Uint8Array | undefined {
  return type === ETHERTYPE.ipv4 || type === ETHERTYPE.ipv6 ? rest : undefined;
}

function readIp(bytes: Uint8Array): Transported | undefined {
  const version = (bytes[0] ?? 0) >> 4;
  if (version === 4) return readIpv4(bytes);
  return version === 6 ? readIpv6(bytes) : undefined;
}

function readIpv4(bytes: Uint8Array): Transported | undefined {
  if (bytes.length < 20) return undefined;
  const view = viewOf(bytes);
  const header = (view.getUint8(0) & 0x0f) * 4;
  // Zero where the network card was to cut the packet up.
  const total = view.getUint16(2) || bytes.length;
  const isFragment = (view.getUint16(6) & 0x3fff) !== 0;
  if (header < 20 || isFragment || total < header || bytes.length < header) return undefined;
  const addressAt = (at: number): string => formatIpAddress(bytes.subarray(at, at + 4));
  return readTransport(view.getUint8(9), bytes.subarray(header, total), 4, addressAt(12), addressAt(16));
}

function readIpv6(bytes: Uint8Array): Transported | undefined {
  if (bytes.length < 40) return undefined;
  const view = viewOf(bytes);
  const end = 40 + view.getUint16(4);
  let next = view.getUint8(6);
  let at = 40;
  while (IPV6_OPTIONS.has(next)) {
    if (at + 8 > bytes.length) return undefined;
    next = view.getUint8(at);
    at += (view.getUint8(at + 1) + 1) * 8;
  }
  const addressAt = (place: number): string => formatIpAddress(bytes.subarray(place, place + 16));
  return readTransport(next, bytes.subarray(at, Math.max(at, end)), 6, addressAt(8), addressAt(24));
}

function readTransport(
  protocol: number,
  bytes: Uint8Array,
  family: 4 | 6,
  source: string,
  destination: string,
): Transported | undefined {
  if ((protocol !== UDP && protocol !== TCP) || bytes.length < 8) return undefined;
  const view = viewOf(bytes);
  const from = { family, address: source, port: view.getUint16(0) };
  const to = { family, address: destination, port: view.getUint16(2) };
  if (protocol === UDP) {
    const length = view.getUint16(4);
    return length < 8 ? undefined : { protocol: 'udp', from, to, bytes: bytes.subarray(8, length) };
  }
  if (bytes.length < 20) return undefined;
  const header = (view.getUint8(12) >> 4) * 4;
  if (header < 20 || header > bytes.length) return undefined;
  const begins = (view.getUint8(13) & SYN) !== 0;
  return { protocol: 'tcp', from, to, bytes: bytes.subarray(header), sequence: view.getUint32(4), begins };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
