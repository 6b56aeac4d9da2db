/** Given, and needs no change: Binding requests and their responses over IPv4 (RFC 8489 §5, §14). */
import { Buffer } from 'node:buffer';

export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

export type Message = { readonly transactionId: Buffer } & (
  | { readonly kind: 'request' }
  | { readonly kind: 'success'; readonly mapped: TransportAddress }
  | { readonly kind: 'error'; readonly code: number }
);

const COOKIE = [0x21, 0x12, 0xa4, 0x42];

export function bindingRequest(transactionId: Uint8Array): Buffer {
  return write(0x0001, transactionId, []);
}

/** The response that says where a request came from. */
export function bindingSuccess(transactionId: Uint8Array, { address, port }: TransportAddress): Buffer {
  const mapped = [port >> 8, port & 0xff, ...address.split('.').map(Number)];
  return write(0x0101, transactionId, [0, 0x20, 0, 8, 0, 1, ...xor(mapped)]);
}

/** A Binding request or response; undefined for everything else, and for what we would have to understand and don't. */
export function readMessage(packet: Uint8Array): Message | undefined {
  const bytes = Buffer.from(packet);
  const attributes = readAttributes(bytes);
  if (attributes === undefined) return undefined;
  const transactionId = bytes.subarray(8, 20);
  const type = bytes.readUInt16BE(0);
  if (type === 0x0001) return { kind: 'request', transactionId };
  const mapped = attributes.get(0x0020);
  if (type === 0x0101 && mapped?.length === 8 && mapped[1] === 1) {
    const [high = 0, low = 0, ...address] = xor([...mapped.subarray(2)]);
    return { kind: 'success', transactionId, mapped: { address: address.join('.'), port: high * 256 + low } };
  }
  const error = attributes.get(0x0009);
  if (type !== 0x0111 || error === undefined || error.length < 4) return undefined;
  return { kind: 'error', transactionId, code: (error.readUInt8(2) & 7) * 100 + error.readUInt8(3) };
}

function write(type: number, transactionId: Uint8Array, attributes: number[]): Buffer {
  return Buffer.from([
    type >> 8,
    type & 0xff,
    0,
    attributes.length,
    ...COOKIE,
    ...transactionId,
    ...attributes,
  ]);
}

/** The first attribute of each type; undefined for what is no STUN message. */
function readAttributes(bytes: Buffer): Map<number, Buffer> | undefined {
  const isStun = bytes.length >= 20 && COOKIE.every((byte, i) => bytes[4 + i] === byte);
  if (!isStun || bytes.length % 4 !== 0 || bytes.readUInt16BE(2) !== bytes.length - 20) return undefined;
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at < bytes.length;) {
    const type = bytes.readUInt16BE(at);
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    const isUnderstood = type >= 0x8000 || [0x01, 0x08, 0x09, 0x0a, 0x1c, 0x20].includes(type);
    if (end > bytes.length || !isUnderstood) return undefined;
    if (!attributes.has(type)) attributes.set(type, bytes.subarray(at + 4, end));
    at = Math.ceil(end / 4) * 4;
  }
  return attributes;
}

/** A port takes the cookie's first half, an address all of it. */
function xor(portAndAddress: number[]): number[] {
  const key = [...COOKIE.slice(0, 2), ...COOKIE];
  return portAndAddress.map((byte, i) => byte ^ (key[i] ?? 0));
}
