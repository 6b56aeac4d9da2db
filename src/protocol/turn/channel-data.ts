import { type Result, err, ok } from '../result.ts';

/** Channel numbers that a client may bind, first and last. */
export interface ChannelNumbers {
  readonly first: number;
  readonly last: number;
}

/** RFC 8656 §12, Table 2: "0x4000 through 0x4FFF […] are the allowed channel numbers". */
export const CHANNEL_NUMBERS: ChannelNumbers = { first: 0x4000, last: 0x4fff };

/**
 * What the obsolete RFC 5766 allowed, and older clients still choose from (coturn's `turnutils_uclient` 4.6 among
 * them). RFC 8656 §12 reserves the rest: the range "is not backwards compatible with [RFC5766], which
 * could prevent a client compliant with RFC 5766 from establishing channel bindings".
 */
export const OLD_CHANNEL_NUMBERS: ChannelNumbers = { first: 0x4000, last: 0x7fff };

/** Whether a client may bind this number; by default by the rule of RFC 8656 §12. */
export function isChannelNumber(value: number, { first, last } = CHANNEL_NUMBERS): boolean {
  return value >= first && value <= last;
}

/** Application data on a channel. */
export interface ChannelData {
  readonly channel: number;
  /** A view into the decoded bytes, not a copy. */
  readonly data: Uint8Array;
}

export type ChannelDataError = 'too-short' | 'reserved-channel' | 'length-exceeds-datagram';

/**
 * Whether a message on a TURN port is ChannelData rather than STUN: its first byte is 64–79
 * (RFC 8656 §12, Table 3; STUN's is 0–3).
 */
export function looksLikeChannelData(bytes: Uint8Array, numbers = CHANNEL_NUMBERS): boolean {
  return isChannelNumber((bytes[0] ?? 0) << 8, numbers);
}

/**
 * Reads a ChannelData message. Bytes after the claimed length are padding (RFC 8656 §12.5).
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     |         Channel Number        |            Length             |
 *     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *     /                       Application Data                        /
 *     +-------------------------------+-------------------------------+
 */
export function decodeChannelData(
  bytes: Uint8Array,
  numbers = CHANNEL_NUMBERS,
): Result<ChannelData, ChannelDataError> {
  if (bytes.length < 4) return err('too-short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channel = view.getUint16(0);
  // RFC 8656 §12.6: "If the message uses a value in the reserved range (0x5000 through 0xFFFF),
  // then the message is silently discarded."
  if (!isChannelNumber(channel, numbers)) return err('reserved-channel');
  const length = view.getUint16(2);
  // RFC 8656 §12.6: "if the UDP datagram is too short to contain the claimed length of the
  // ChannelData message […] then the message is silently discarded."
  if (bytes.length < 4 + length) return err('length-exceeds-datagram');
  return ok({ channel, data: bytes.subarray(4, 4 + length) });
}

/**
 * Writes a ChannelData message; `padded` adds the padding that TCP requires.
 *
 * RFC 8656 §12.5: "Over TCP and TLS-over-TCP, the ChannelData message MUST be padded to a
 * multiple of four bytes […]. Over UDP, the padding is not required but MAY be included."
 */
export function encodeChannelData({ channel, data }: ChannelData, padded: boolean): Uint8Array {
  const size = 4 + data.length;
  const bytes = new Uint8Array(padded ? Math.ceil(size / 4) * 4 : size);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, channel);
  view.setUint16(2, data.length);
  bytes.set(data, 4);
  return bytes;
}
