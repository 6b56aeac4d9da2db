import { type AddressFamily, formatIpAddress, ipBytes } from '#src/protocol/index.ts';
import { type Prefix, hasPrefix, isPrivate, parsePrefix } from '../../network/prefix.ts';

const MAX_CHARS = 49;
/** The longest leave room for two hosts beside the addresses that stand for the network itself. */
const BITS = { 4: [8, 30], 6: [16, 126] } as const;

/** Reads `192.168.1.0/24`; undefined for what is none, has bits behind the prefix, or holds no hosts' addresses. */
export function readPrefix(text: string, family: AddressFamily): Prefix | undefined {
  const prefix = text.length > MAX_CHARS ? undefined : parsePrefix(text);
  if (prefix?.bytes.length !== (family === 4 ? 4 : 16) || !isForHosts(prefix.bytes)) return undefined;
  const [min, max] = BITS[family];
  const isNetwork = isAllFrom(prefix.bytes, prefix.bits, 0);
  return isNetwork && prefix.bits >= min && prefix.bits <= max ? prefix : undefined;
}

/** Canonical text of a prefix. */
export function formatPrefix({ bytes, bits }: Prefix): string {
  return `${formatIpAddress(bytes)}/${bits}`;
}

/** Whether a host of this network can have the address: of its prefix, and not the network's own or to all. */
export function isHostOf(prefix: Prefix, address: string): boolean {
  const bytes = ipBytes(address);
  if (!bytes || !hasPrefix(bytes, prefix)) return false;
  // RFC 1122 §3.2.1.3; RFC 4291 §2.6.1, the routers' anycast address.
  const isToAll = bytes.length === 4 && isAllFrom(bytes, prefix.bits, 1);
  return !isAllFrom(bytes, prefix.bits, 0) && !isToAll;
}

/** Whether a host can have the address on an internet without prefixes of its own: one that is known everywhere. */
export function isPublic(address: string): boolean {
  const bytes = ipBytes(address);
  return bytes !== undefined && isForHosts(bytes) && !isPrivate(address);
}

/** Whether an address can be of both. */
export function overlap(a: Prefix, b: Prefix): boolean {
  return a.bits < b.bits ? hasPrefix(b.bytes, a) : hasPrefix(a.bytes, b);
}

/** Neither loopback nor link-local, multicast, or what stands for other addresses. */
function isForHosts(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  if (bytes.length === 16) {
    return first > 0 && first < 0xff && !(first === 0xfe && (second & 0xc0) === 0x80);
  }
  return first > 0 && first < 224 && first !== 127 && !(first === 169 && second === 254);
}

/** Whether all bits from this one on are the same. */
function isAllFrom(bytes: Uint8Array, from: number, wanted: 0 | 1): boolean {
  for (let i = from; i < 8 * bytes.length; i += 1) {
    if ((((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) !== wanted) return false;
  }
  return true;
}
