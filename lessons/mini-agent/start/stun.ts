/** Given, and needs no change: STUN messages, signed and with a fingerprint (RFC 8489). IPv4 only. */
import { Buffer } from 'node:buffer';
import { createHmac, randomBytes } from 'node:crypto';

export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

export const METHOD = {
  Binding: 0x001,
  Allocate: 0x003,
  Refresh: 0x004,
  Send: 0x006,
  Data: 0x007,
  CreatePermission: 0x008,
} as const;

const CLASSES = ['request', 'indication', 'success', 'error'] as const;
export type MessageClass = (typeof CLASSES)[number];

export const ATTRIBUTE = {
  USERNAME: 0x0006,
  'MESSAGE-INTEGRITY': 0x0008,
  'ERROR-CODE': 0x0009,
  LIFETIME: 0x000d,
  'XOR-PEER-ADDRESS': 0x0012,
  DATA: 0x0013,
  REALM: 0x0014,
  NONCE: 0x0015,
  'XOR-RELAYED-ADDRESS': 0x0016,
  'REQUESTED-TRANSPORT': 0x0019,
  'XOR-MAPPED-ADDRESS': 0x0020,
  PRIORITY: 0x0024,
  'USE-CANDIDATE': 0x0025,
  FINGERPRINT: 0x8028,
  'ICE-CONTROLLED': 0x8029,
  'ICE-CONTROLLING': 0x802a,
} as const;
export type AttributeName = keyof typeof ATTRIBUTE;
export type Attributes = Partial<Record<AttributeName, Uint8Array>>;

export interface Message {
  readonly method: number;
  readonly class: MessageClass;
  /** In hexadecimal digits. */
  readonly transactionId: string;
  readonly attributes: Attributes;
  /** Whether MESSAGE-INTEGRITY was made with this key. */
  isSignedWith(key: Uint8Array): boolean;
}

const COOKIE = 0x2112a442;
const HEADER = 20;
const FINGERPRINT_XOR = 0x5354554e;

export function newTransactionId(): string {
  return randomBytes(12).toString('hex');
}

/** With a key the message gets MESSAGE-INTEGRITY; a FINGERPRINT it gets anyway. */
export function encode(
  message: Pick<Message, 'method' | 'class' | 'transactionId' | 'attributes'>,
  key?: Uint8Array,
): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt16BE(typeOf(message.method, CLASSES.indexOf(message.class)), 0);
  header.writeUInt32BE(COOKIE, 4);
  header.set(Buffer.from(message.transactionId, 'hex'), 8);
  let bytes: Buffer = header;
  const add = (type: number, value: Uint8Array): void => {
    const attribute = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
    attribute.writeUInt16BE(type, 0);
    attribute.writeUInt16BE(value.length, 2);
    attribute.set(value, 4);
    bytes = Buffer.concat([bytes, attribute]);
    bytes.writeUInt16BE(bytes.length - HEADER, 2);
  };
  for (const [name, value] of Object.entries(message.attributes))
    add(ATTRIBUTE[name as AttributeName], value);
  if (key) add(ATTRIBUTE['MESSAGE-INTEGRITY'], sign(bytes, bytes.length, key));
  // Its own length counts in the header that it is computed over.
  bytes.writeUInt16BE(bytes.length + 8 - HEADER, 2);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE((crc32(bytes) ^ FINGERPRINT_XOR) >>> 0);
  add(ATTRIBUTE.FINGERPRINT, crc);
  return bytes;
}

/** Undefined for whatever is no STUN message. */
export function decode(packet: Uint8Array): Message | undefined {
  const bytes = Buffer.from(packet);
  if (bytes.length < HEADER || bytes.readUInt32BE(4) !== COOKIE) return undefined;
  if (bytes.readUInt8(0) > 3 || bytes.readUInt16BE(2) !== bytes.length - HEADER) return undefined;
  const attributes: Attributes = {};
  let signedUpTo: number | undefined;
  for (let at = HEADER; at + 4 <= bytes.length;) {
    const type = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    const name = NAMES.get(type);
    if (name && !attributes[name]) attributes[name] = bytes.subarray(at + 4, at + 4 + length);
    if (name === 'MESSAGE-INTEGRITY') signedUpTo ??= at;
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const type = bytes.readUInt16BE(0);
  return {
    method: (type & 0x0f) | ((type >> 1) & 0x70) | ((type >> 2) & 0xf80),
    class: CLASSES[((type >> 4) & 1) | ((type >> 7) & 2)] ?? 'request',
    transactionId: bytes.toString('hex', 8, HEADER),
    attributes,
    isSignedWith: (key) =>
      signedUpTo !== undefined &&
      sign(bytes, signedUpTo, key).equals(attributes['MESSAGE-INTEGRITY'] ?? new Uint8Array()),
  };
}

/** The value of XOR-MAPPED-ADDRESS and its likes. */
export function xorAddress({ address, port }: TransportAddress): Buffer {
  return Buffer.from([0, 1, ...xor([port >> 8, port & 0xff, ...address.split('.').map(Number)])]);
}

export function readXorAddress(value: Uint8Array | undefined): TransportAddress | undefined {
  if (value?.length !== 8 || value[1] !== 1) return undefined;
  const [high = 0, low = 0, ...address] = xor([...value.subarray(2)]);
  return { address: address.join('.'), port: high * 256 + low };
}

const NAMES = new Map(
  Object.entries(ATTRIBUTE).map(([name, type]) => [type as number, name as AttributeName]),
);

function typeOf(method: number, classBits: number): number {
  return (
    (method & 0x0f) |
    ((method & 0x70) << 1) |
    ((method & 0xf80) << 2) |
    ((classBits & 1) << 4) |
    ((classBits & 2) << 7)
  );
}

/** RFC 8489 §14.5: the length in the header is that of a message which ends after this attribute. */
function sign(bytes: Buffer, upTo: number, key: Uint8Array): Buffer {
  const head = Buffer.from(bytes.subarray(0, upTo));
  head.writeUInt16BE(upTo + 24 - HEADER, 2);
  return createHmac('sha1', key).update(head).digest();
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}

/** A port takes the cookie's first half, an address all of it. */
function xor(portAndAddress: number[]): number[] {
  const key = [0x21, 0x12, 0x21, 0x12, 0xa4, 0x42];
  return portAndAddress.map((byte, i) => byte ^ (key[i] ?? 0));
}
