/** Given, and needs no change: a Binding request, and what its answer says (RFC 8489 §5, §14.2). IPv4 only. */
import { Buffer } from 'node:buffer';

export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

const COOKIE = [0x21, 0x12, 0xa4, 0x42];
const HEADER = 20;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;

/** @param transactionId 12 random bytes: by them you know the answer */
export function bindingRequest(transactionId: Uint8Array): Buffer {
  return Buffer.from([BINDING_REQUEST >> 8, BINDING_REQUEST & 0xff, 0, 0, ...COOKIE, ...transactionId]);
}

/** Where the server saw the request with this transaction id come from; undefined for everything but its answer. */
export function readAnswer(packet: Uint8Array, transactionId: Uint8Array): TransportAddress | undefined {
  const bytes = Buffer.from(packet);
  const start = [...COOKIE, ...transactionId];
  if (bytes.length < HEADER || bytes.readUInt16BE(0) !== BINDING_SUCCESS) return undefined;
  if (!start.every((byte, i) => bytes[4 + i] === byte)) return undefined;
  for (let at = HEADER; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    const value = bytes.subarray(at + 4, at + 4 + length);
    if (bytes.readUInt16BE(at) === XOR_MAPPED_ADDRESS && value.length === 8) return unscramble(value);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return undefined;
}

/** The port was XORed with the cookie's first half, the address with all of it. */
function unscramble(value: Uint8Array): TransportAddress {
  const key = [...COOKIE.slice(0, 2), ...COOKIE];
  const [high = 0, low = 0, ...address] = [...value.subarray(2)].map((byte, i) => byte ^ (key[i] ?? 0));
  return { address: address.join('.'), port: high * 256 + low };
}
