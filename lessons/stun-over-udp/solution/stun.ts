/** Given, and needs no change: as much of STUN as a Binding transaction over IPv4 takes (RFC 8489 §5, §14). */
import { Buffer } from 'node:buffer';

export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

export type Message =
  | { readonly kind: 'request'; readonly transactionId: Buffer }
  | { readonly kind: 'success'; readonly transactionId: Buffer; readonly mapped: TransportAddress }
  | { readonly kind: 'error'; readonly transactionId: Buffer; readonly code: number };

const HEADER = 20;
const MAGIC_COOKIE = 0x2112a442;
const TYPE = { request: 0x0001, success: 0x0101, error: 0x0111 };
const ERROR_CODE = 0x0009;
const XOR_MAPPED_ADDRESS = 0x0020;
/** These and MAPPED-ADDRESS, MESSAGE-INTEGRITY, UNKNOWN-ATTRIBUTES, MESSAGE-INTEGRITY-SHA256. */
const UNDERSTOOD = [ERROR_CODE, XOR_MAPPED_ADDRESS, 0x0001, 0x0008, 0x000a, 0x001c];

/** A Binding request without attributes. */
export function bindingRequest(transactionId: Uint8Array): Buffer {
  return write(TYPE.request, transactionId, Buffer.alloc(0));
}

/** A success response that says where a request came from. */
export function bindingSuccess(transactionId: Uint8Array, mapped: TransportAddress): Buffer {
  const attribute = Buffer.from([
    0,
    XOR_MAPPED_ADDRESS,
    0,
    8,
    0,
    1,
    0,
    0,
    ...mapped.address.split('.').map(Number),
  ]);
  attribute.writeUInt16BE(mapped.port ^ (MAGIC_COOKIE >>> 16), 6);
  attribute.writeUInt32BE((attribute.readUInt32BE(8) ^ MAGIC_COOKIE) >>> 0, 8);
  return write(TYPE.success, transactionId, attribute);
}

/**
 * A Binding request or its response; undefined for everything else. Never throws.
 * A message with an attribute that would have to be understood, and isn't, is undefined too. (A server for others
 * than us would answer such a request with error 420: RFC 8489 §6.3.1.)
 */
export function readMessage(packet: Uint8Array): Message | undefined {
  const bytes = Buffer.from(packet);
  if (bytes.length < HEADER || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return undefined;
  if (bytes.length % 4 !== 0 || bytes.readUInt16BE(2) !== bytes.length - HEADER) return undefined;
  const attributes = readAttributes(bytes);
  if (attributes === undefined) return undefined;

  const type = bytes.readUInt16BE(0);
  const transactionId = bytes.subarray(8, HEADER);
  if (type === TYPE.request) return { kind: 'request', transactionId };
  const address = attributes.get(XOR_MAPPED_ADDRESS);
  if (type === TYPE.success && address?.length === 8 && address[1] === 1) {
    const port = address.readUInt16BE(2) ^ (MAGIC_COOKIE >>> 16);
    const key = bytes.subarray(4, 8);
    return {
      kind: 'success',
      transactionId,
      mapped: { address: xor(address.subarray(4), key).join('.'), port },
    };
  }
  const error = attributes.get(ERROR_CODE);
  if (type === TYPE.error && error !== undefined && error.length >= 4) {
    return { kind: 'error', transactionId, code: (error.readUInt8(2) & 0b111) * 100 + error.readUInt8(3) };
  }
  return undefined;
}

function write(type: number, transactionId: Uint8Array, attributes: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(attributes.length, 2);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  return Buffer.concat([header, transactionId, attributes]);
}

/** The first attribute of each type; undefined where one reaches beyond the message or has to be understood and isn't. */
function readAttributes(bytes: Buffer): Map<number, Buffer> | undefined {
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER; at < bytes.length;) {
    const type = bytes.readUInt16BE(at);
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || (type < 0x8000 && !UNDERSTOOD.includes(type))) return undefined;
    if (!attributes.has(type)) attributes.set(type, bytes.subarray(at + 4, end));
    at = end + ((4 - (end % 4)) % 4);
  }
  return attributes;
}

function xor(bytes: Uint8Array, key: Uint8Array): number[] {
  return Array.from(bytes, (byte, i) => byte ^ (key[i] ?? 0));
}
