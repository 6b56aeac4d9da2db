import { type AddressFamily, formatIpAddress, ipBytes } from '#src/protocol/index.ts';

/** A prefix of addresses. RFC 4632 §3.1, RFC 4291 §2.3. */
export interface Prefix {
  readonly family: AddressFamily;
  readonly bytes: Uint8Array;
  readonly bits: number;
}

const MAX_TEXT_LENGTH = 64;
/** The longest leave room for two hosts beside the addresses that stand for the network itself. */
const BITS = { 4: [8, 30], 6: [16, 126] } as const;

/** Reads `192.168.1.0/24`; undefined for what is none, has bits behind the prefix, or holds no hosts' addresses. */
export function parsePrefix(text: string): Prefix | undefined {
  if (text.length > MAX_TEXT_LENGTH) return undefined;
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const bytes = ipBytes(match?.[1] ?? '');
  if (!bytes) return undefined;
  const family = bytes.length === 4 ? 4 : 6;
  const prefix: Prefix = { family, bytes, bits: Number(match?.[2]) };
  const [min, max] = BITS[family];
  const isNetwork = hostBits(bytes, prefix.bits).every((bit) => bit === 0);
  return prefix.bits >= min && prefix.bits <= max && isNetwork && isForHosts(prefix) ? prefix : undefined;
}

/** Canonical text of a prefix. */
export function formatPrefix({ bytes, bits }: Prefix): string {
  return `${formatIpAddress(bytes)}/${bits}`;
}

/** Whether a host of this network can have the address: of its prefix, and not the network's own or to all. */
export function isHostOf(prefix: Prefix, address: string): boolean {
  const bytes = ipBytes(address);
  if (!bytes || bytes.length !== prefix.bytes.length || !hasPrefix(bytes, prefix)) return false;
  const host = hostBits(bytes, prefix.bits);
  // RFC 1122 §3.2.1.3; RFC 4291 §2.6.1, the routers' anycast address.
  return host.some((bit) => bit === 1) && (prefix.family === 6 || host.some((bit) => bit === 0));
}

/** Whether an address can be of both. */
export function overlap(a: Prefix, b: Prefix): boolean {
  if (a.family !== b.family) return false;
  return a.bits < b.bits ? hasPrefix(b.bytes, a) : hasPrefix(a.bytes, b);
}

function hasPrefix(bytes: Uint8Array, prefix: Prefix): boolean {
  const own = bitsOf(prefix.bytes);
  return bitsOf(bytes).every((bit, i) => i >= prefix.bits || bit === own[i]);
}

/** Neither loopback nor link-local, multicast, or what stands for other addresses. */
function isForHosts({ family, bytes }: Prefix): boolean {
  const [first = 0, second = 0] = bytes;
  if (family === 6) return first > 0 && first < 0xff && !(first === 0xfe && (second & 0xc0) === 0x80);
  return first > 0 && first < 224 && first !== 127 && !(first === 169 && second === 254);
}

function hostBits(bytes: Uint8Array, from: number): number[] {
  return bitsOf(bytes).slice(from);
}

function bitsOf(bytes: Uint8Array): number[] {
  return Array.from({ length: 8 * bytes.length }, (_, i) => ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
}
