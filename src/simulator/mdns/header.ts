import type { AddressFamily } from '#src/protocol/bytes/address.ts';
import { uint16 } from '#src/protocol/bytes/read.ts';

/** Where questions and answers go: everybody on the network hears them. RFC 6762 §3. */
export const MDNS_PORT = 5353;
export const MDNS_GROUPS = { 4: '224.0.0.251', 6: 'ff02::fb' } as const satisfies Record<
  AddressFamily,
  string
>;

/*
 * RFC 1035 §4.1.1. Of the flags mDNS has QR and AA, and TC, where more is to follow.
 *
 *    0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *   |                      ID                       |
 *   |QR|   Opcode  |AA|TC|RD|RA|   Z    |   RCODE   |
 *   |                    QDCOUNT                    |
 *   |                    ANCOUNT                    |
 *   |                    NSCOUNT                    |
 *   |                    ARCOUNT                    |
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 */
export const HEADER_LENGTH = 12;
export const FLAG = { response: 0x8000, opcode: 0x7800, authoritative: 0x0400, rcode: 0x000f } as const;

export type MdnsKind = 'question' | 'answer';

/** What bytes that came to mDNS's port are, by their header alone; undefined where they are neither. */
export function mdnsKind(bytes: Uint8Array): MdnsKind | undefined {
  // RFC 6762 §18.1: the ID "SHOULD be set to zero" in a query, and MUST be in a response that is multicast.
  if (bytes.length < HEADER_LENGTH || uint16(bytes, 0) !== 0) return undefined;
  const flags = uint16(bytes, 2);
  if ((flags & (FLAG.opcode | FLAG.rcode)) !== 0) return undefined;
  return (flags & FLAG.response) === 0 ? 'question' : 'answer';
}
