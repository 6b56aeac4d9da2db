import { ipBytes } from '#src/protocol/index.ts';

/** `192.168.1.0/24` in a form that addresses can be held against. */
export interface Prefix {
  readonly bytes: Uint8Array;
  readonly bits: number;
}

export function parsePrefix(text: string): Prefix | undefined {
  const [address = '', length = ''] = text.split('/');
  const bytes = ipBytes(address);
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : NaN;
  return bytes && bits <= bytes.length * 8 ? { bytes, bits } : undefined;
}

/** Whether an IP address, in its bytes, has this prefix. */
export function hasPrefix(address: Uint8Array, { bytes, bits }: Prefix): boolean {
  if (address.length !== bytes.length) return false;
  for (let i = 0; 8 * i < bits; i += 1) {
    const mask = 0xff00 >> Math.min(8, bits - 8 * i);
    if ((((address[i] ?? 0) ^ (bytes[i] ?? 0)) & mask & 0xff) !== 0) return false;
  }
  return true;
}

/** RFC 1918 §3, RFC 6598 §7 (shared, for carriers) and RFC 4193 §3.1: no route leads there from the internet. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].flatMap(
  (text) => parsePrefix(text) ?? [],
);

export function isPrivate(address: string): boolean {
  const bytes = ipBytes(address);
  return bytes !== undefined && PRIVATE.some((prefix) => hasPrefix(bytes, prefix));
}
