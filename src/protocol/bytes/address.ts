import { formatIpv4, parseIpv4 } from './ipv4.ts';
import { formatIpv6, parseIpv6 } from './ipv6.ts';

/** The two families that ICE knows, by the version number of their protocol. */
export type AddressFamily = 4 | 6;

/** An IP address as canonical text: dotted quad, or RFC 5952. */
export interface IpAddress {
  readonly family: AddressFamily;
  readonly address: string;
}

/** An IP address and a port: where packets go to, or come from. */
export interface TransportAddress extends IpAddress {
  readonly port: number;
}

/** Bytes of an IP address in text: 4 or 16 of them, or undefined where it is no IP address. */
export function ipBytes(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** Canonical text of 4 or 16 bytes. */
export function formatIpAddress(bytes: Uint8Array): string {
  if (bytes.length !== 4 && bytes.length !== 16) {
    throw new RangeError(`an IP address has 4 or 16 bytes, not ${bytes.length}`);
  }
  return bytes.length === 4 ? formatIpv4(bytes) : formatIpv6(bytes);
}

/** Reads an IP address in any valid spelling and gives the canonical one; undefined for anything else. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const bytes = ipBytes(text);
  if (!bytes) return undefined;
  return { family: bytes.length === 4 ? 4 : 6, address: formatIpAddress(bytes) };
}

/** Whether two transport addresses (in canonical text) are one. */
export function isSameTransport(
  a: Pick<TransportAddress, 'address' | 'port'>,
  b: Pick<TransportAddress, 'address' | 'port'>,
): boolean {
  return a.port === b.port && a.address === b.address;
}

/** `192.0.2.1:3478`, `[2001:db8::1]:3478`. */
export function formatTransportAddress({
  address,
  port,
}: Pick<TransportAddress, 'address' | 'port'>): string {
  return `${formatHost(address)}:${port}`;
}

/** An address as it stands in a URL: an IPv6 one in brackets (RFC 3986 §3.2.2). */
export function formatHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3) and ::1 (RFC 4291 §2.5.3); false for what is no IP address. */
export function isLoopback(address: string): boolean {
  const bytes = ipBytes(address);
  if (bytes?.length === 4) return bytes[0] === 127;
  return bytes !== undefined && bytes.every((byte, i) => byte === (i === 15 ? 1 : 0));
}

/** 169.254.0.0/16 (RFC 3927), where clouds keep their metadata service, and fe80::/10 (RFC 4291 §2.5.6). */
export function isLinkLocal(address: string): boolean {
  const [first, second = 0] = ipBytes(address) ?? [];
  return address.includes(':') ? first === 0xfe && (second & 0xc0) === 0x80 : first === 169 && second === 254;
}
