import { type AddressFamily, ipBytes } from '#src/protocol/bytes/address.ts';
import { ByteWriter } from '#src/protocol/bytes/writer.ts';
import { FLAG, HEADER_LENGTH } from './header.ts';
import { writeName, writePointer } from './name.ts';

/** RFC 6762 §10: for records with a host name it "SHOULD be 120 seconds"; a host's addresses change. */
export const MDNS_TTL_SECONDS = 120;

/** RFC 1035 §3.2.2 and §3.2.3; RFC 3596 §2.1. */
export const TYPE = { a: 1, aaaa: 28, any: 255 } as const;
/** The internet's, RFC 1035 §3.2.4. */
export const CLASS_IN = 1;
/** On a record's class: this is all there is. RFC 6762 §10.2. On a question's it asks for a unicast answer (§5.4). */
export const CLASS_TOP_BIT = 0x8000;

/**
 * Asks everybody for the addresses of a name, of these families.
 * @throws RangeError for what is no name.
 */
export function encodeMdnsQuestion(name: string, families: readonly AddressFamily[]): Uint8Array {
  const out = new ByteWriter();
  writeHeader(out, { flags: 0, questions: families.length, answers: 0 });
  for (const [i, family] of families.entries()) {
    writeOwner(out, name, i === 0);
    out.uint16(family === 4 ? TYPE.a : TYPE.aaaa);
    out.uint16(CLASS_IN);
  }
  return out.written.slice();
}

/**
 * Tells everybody the addresses of a name: that they are these and no others (the cache-flush bit), for two minutes.
 * @throws RangeError for what is no name, or no IP address.
 */
export function encodeMdnsAnswer(name: string, addresses: readonly string[]): Uint8Array {
  const out = new ByteWriter();
  // RFC 6762 §6: "Multicast DNS responses MUST NOT contain any questions in the Question Section."
  writeHeader(out, { flags: FLAG.response | FLAG.authoritative, questions: 0, answers: addresses.length });
  for (const [i, address] of addresses.entries()) {
    const bytes = ipBytes(address);
    if (!bytes) throw new RangeError(`no IP address: ${address}`);
    writeOwner(out, name, i === 0);
    out.uint16(bytes.length === 4 ? TYPE.a : TYPE.aaaa);
    out.uint16(CLASS_IN | CLASS_TOP_BIT);
    out.uint32(MDNS_TTL_SECONDS);
    out.uint16(bytes.length);
    out.bytes(bytes);
  }
  return out.written.slice();
}

/** RFC 6762 §18.1: the ID "SHOULD be set to zero" in a query, and MUST be in a response. */
function writeHeader(
  out: ByteWriter,
  { flags, questions, answers }: { flags: number; questions: number; answers: number },
): void {
  for (const field of [0, flags, questions, answers, 0, 0]) out.uint16(field);
}

/** The name is written once, behind the header; from then on a pointer says it (RFC 6762 §18.14). */
function writeOwner(out: ByteWriter, name: string, isFirst: boolean): void {
  if (isFirst) writeName(name, out);
  else writePointer(HEADER_LENGTH, out);
}
