import { utf8Decode, utf8Encode } from '#src/protocol/bytes/utf8.ts';

/** Of the dynamic range (RFC 3551): that it means text is told by SDP. */
const PAYLOAD_TYPE = 98;
const HEADER_BYTES = 12;

/**
 * What agents say to each other: text in RTP (RFC 4103). Its first byte is 128, so nobody takes it for STUN or for
 * ChannelData (RFC 7983 §7).
 *
 * ```text
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---+-+-+-------+-+-------------+-------------------------------+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +---+-+-+-------+-+-------------+-------------------------------+
 * |                           timestamp                           |
 * +---------------------------------------------------------------+
 * |                             SSRC                              |
 * +---------------------------------------------------------------+
 * |                             text …                            |
 * ```
 */
export function encodeText(text: string, sequenceNumber: number, atMs: number): Uint8Array {
  const payload = utf8Encode(text);
  const bytes = new Uint8Array(HEADER_BYTES + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  // The marker: the first text after silence (RFC 4103).
  view.setUint8(1, 0x80 | PAYLOAD_TYPE);
  view.setUint16(2, sequenceNumber);
  // Text has a clock of 1000 Hz (RFC 4103).
  view.setUint32(4, atMs);
  view.setUint32(8, PAYLOAD_TYPE);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/** The text of such a packet; undefined for anything else. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const isText =
    bytes.length >= HEADER_BYTES && bytes[0] === 0x80 && ((bytes[1] ?? 0) & 0x7f) === PAYLOAD_TYPE;
  return isText ? utf8Decode(bytes.subarray(HEADER_BYTES)) : undefined;
}
