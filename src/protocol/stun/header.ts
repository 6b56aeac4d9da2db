import { uint16, uint32, uint8 } from '../bytes/read.ts';
import type { ByteWriter } from '../bytes/writer.ts';

/** What a message is: a question, a question without answer, or one of the two answers. RFC 8489 §5. */
export type StunClass = 'request' | 'indication' | 'success' | 'error';

/** Methods by the RFC's names: RFC 8489 §18.2, RFC 8656 §17, RFC 6062 §6.1. */
export const METHOD = {
  Binding: 0x001,
  Allocate: 0x003,
  Refresh: 0x004,
  Send: 0x006,
  Data: 0x007,
  CreatePermission: 0x008,
  ChannelBind: 0x009,
  Connect: 0x00a,
  ConnectionBind: 0x00b,
  ConnectionAttempt: 0x00c,
} as const;

/** "The Magic Cookie field MUST contain the fixed value 0x2112A442 in network byte order." RFC 8489 §5. */
export const MAGIC_COOKIE = 0x2112a442;

export const HEADER_LENGTH = 20;
/** Type and length of an attribute. RFC 8489 §14. */
export const ATTRIBUTE_HEADER_LENGTH = 4;
export const TRANSACTION_ID_LENGTH = 12;
const TRANSACTION_ID_OFFSET = 8;

export interface StunHeader {
  readonly class: StunClass;
  /** 12 bits; see `METHOD`. */
  readonly method: number;
  /** 12 bytes. */
  readonly transactionId: Uint8Array;
}

/** The two class bits C1 C0, as a number. */
const CLASSES: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/*
 * RFC 8489 §5, figures 2 and 3.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |0 0|     STUN Message Type     |         Message Length        |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                         Magic Cookie                          |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                     Transaction ID (96 bits)                  |
 *   |                                                               |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *
 *   The message type: method M11…M0 with the class bits C1 and C0 in between.
 *
 *    0                 1
 *    2  3  4 5 6 7 8 9 0 1 2 3 4 5
 *   +--+--+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |M |M |M|M|M|C|M|M|M|C|M|M|M|M|
 *   |11|10|9|8|7|1|6|5|4|0|3|2|1|0|
 *   +--+--+-+-+-+-+-+-+-+-+-+-+-+-+
 */

/** Method and class of a message type of 14 bits. */
export function splitMessageType(type: number): { class: StunClass; method: number } {
  const method = (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
  const classBits = ((type & 0x0010) >> 4) | ((type & 0x0100) >> 7);
  return { class: CLASSES[classBits] ?? 'request', method };
}

/** The 14 bits of a message type. */
export function joinMessageType(messageClass: StunClass, method: number): number {
  const classBits = CLASSES.indexOf(messageClass);
  return (
    (method & 0x000f) |
    ((method & 0x0070) << 1) |
    ((method & 0x0f80) << 2) |
    ((classBits & 1) << 4) |
    ((classBits & 2) << 7)
  );
}

/** Reads the header of bytes that `looksLikeStun` accepted. */
export function readHeader(bytes: Uint8Array): StunHeader {
  const { class: messageClass, method } = splitMessageType(uint16(bytes, 0));
  return { class: messageClass, method, transactionId: bytes.subarray(TRANSACTION_ID_OFFSET, HEADER_LENGTH) };
}

/**
 * Writes the header with a length of 0, to be set when the attributes are there.
 * @throws RangeError for a method of more than 12 bits or a transaction id that isn't 12 bytes.
 */
export function writeHeader(header: StunHeader, out: ByteWriter): void {
  if (!Number.isInteger(header.method) || header.method < 0 || header.method > 0xfff) {
    throw new RangeError(`a STUN method has 12 bits: ${header.method}`);
  }
  if (header.transactionId.length !== TRANSACTION_ID_LENGTH) {
    throw new RangeError(`a transaction id has 12 bytes, not ${header.transactionId.length}`);
  }
  out.uint16(joinMessageType(header.class, header.method));
  out.uint16(0);
  out.uint32(MAGIC_COOKIE);
  out.bytes(header.transactionId);
}

/**
 * Whether bytes can be a STUN message rather than ChannelData, RTP or DTLS: by the three fixed fields of
 * the header that RFC 8489 §5 names (two zero bits, the cookie, a length that is a multiple of 4).
 */
export function looksLikeStun(bytes: Uint8Array): boolean {
  return (
    bytes.length >= HEADER_LENGTH &&
    (uint8(bytes, 0) & 0xc0) === 0 &&
    (uint8(bytes, 3) & 3) === 0 &&
    uint32(bytes, 4) === MAGIC_COOKIE
  );
}

/** Length of the whole message that starts at `bytes[0]`, for framing over TCP; undefined while fewer than 4 bytes are there. */
export function stunMessageLength(bytes: Uint8Array): number | undefined {
  return bytes.length < 4 ? undefined : HEADER_LENGTH + uint16(bytes, 2);
}
