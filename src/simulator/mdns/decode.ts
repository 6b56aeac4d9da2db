import { type AddressFamily, type Result, err, formatIpAddress, ok } from '#src/protocol/index.ts';
import { uint16, uint32 } from '#src/protocol/bytes/read.ts';
import { FLAG, HEADER_LENGTH } from './header.ts';
import { CLASS_IN, CLASS_TOP_BIT, TYPE } from './message.ts';
import { readName } from './name.ts';
import type { MdnsAddress, MdnsError, MdnsMessage, MdnsQuestion } from './types.ts';

/** RFC 6762 §17: "a Multicast DNS packet, including IP and UDP headers, MUST NOT exceed 9000 bytes." */
const MAX_LENGTH = 9_000;

/** What type and class say of a question or record, and the place behind them. */
interface Owner {
  readonly name: string;
  readonly type: number;
  readonly class: number;
  readonly isTopBitSet: boolean;
  readonly end: number;
}

const FAMILIES: Readonly<Record<number, readonly AddressFamily[]>> = {
  [TYPE.a]: [4],
  [TYPE.aaaa]: [6],
  [TYPE.any]: [4, 6],
};

const ADDRESS_LENGTH: Readonly<Record<number, number>> = { [TYPE.a]: 4, [TYPE.aaaa]: 16 };

/**
 * Reads what a datagram of mDNS asks, or says, of addresses. Never throws. What is behind the last question of a query
 * isn't looked at: answers that the asker knows already.
 */
export function decodeMdns(bytes: Uint8Array): Result<MdnsMessage, MdnsError> {
  if (bytes.length < HEADER_LENGTH) return err({ kind: 'too-short', offset: bytes.length });
  if (bytes.length > MAX_LENGTH) return err({ kind: 'too-long', offset: MAX_LENGTH });
  const flags = uint16(bytes, 2);
  if ((flags & (FLAG.opcode | FLAG.rcode)) !== 0) return err({ kind: 'not-mdns', offset: 2 });
  const questions = readQuestions(bytes, uint16(bytes, 4));
  if (!questions.ok) return questions;
  if ((flags & FLAG.response) === 0) return ok({ kind: 'questions', questions: questions.value.found });
  // "Any questions in the Question Section of a received Multicast DNS response MUST be silently ignored" (§6).
  const count = uint16(bytes, 6) + uint16(bytes, 8) + uint16(bytes, 10);
  const addresses = readRecords(bytes, questions.value.end, count);
  return addresses.ok ? ok({ kind: 'answers', addresses: addresses.value }) : addresses;
}

function readQuestions(
  bytes: Uint8Array,
  count: number,
): Result<{ found: MdnsQuestion[]; end: number }, MdnsError> {
  const found: MdnsQuestion[] = [];
  let end = HEADER_LENGTH;
  for (let i = 0; i < count; i++) {
    const owner = readOwner(bytes, end);
    if (!owner.ok) return owner;
    const { name, type } = owner.value;
    const families = owner.value.class === CLASS_IN ? FAMILIES[type] : undefined;
    if (families) found.push({ name, families });
    end = owner.value.end;
  }
  return ok({ found, end });
}

/** Of each section: addresses stand among the additional records as well. */
function readRecords(bytes: Uint8Array, start: number, count: number): Result<MdnsAddress[], MdnsError> {
  const found: MdnsAddress[] = [];
  let offset = start;
  for (let i = 0; i < count; i++) {
    const owner = readOwner(bytes, offset);
    if (!owner.ok) return owner;
    const { name, type, isTopBitSet, end } = owner.value;
    const length = uint16(bytes, end + 4);
    const dataAt = end + 6;
    if (dataAt + length > bytes.length) {
      return err({ kind: 'malformed-record', offset, reason: 'it goes on beyond the message' });
    }
    if (owner.value.class === CLASS_IN && type in ADDRESS_LENGTH) {
      if (length !== ADDRESS_LENGTH[type]) {
        return err({ kind: 'malformed-record', offset, reason: `an address has no ${length} bytes` });
      }
      const address = formatIpAddress(bytes.subarray(dataAt, dataAt + length));
      found.push({ name, address, ttlSeconds: uint32(bytes, end), flushesCache: isTopBitSet });
    }
    offset = dataAt + length;
  }
  return ok(found);
}

/** What questions and records begin with (RFC 1035 §4.1.2, §4.1.3): name, type, and class with its top bit. */
function readOwner(bytes: Uint8Array, offset: number): Result<Owner, MdnsError> {
  const read = readName(bytes, offset);
  if ('why' in read) return err({ kind: 'malformed-name', offset, reason: read.why });
  const { name, end } = read;
  if (end + 4 > bytes.length) {
    return err({ kind: 'malformed-record', offset, reason: 'type and class are missing' });
  }
  const classField = uint16(bytes, end + 2);
  return ok({
    name,
    type: uint16(bytes, end),
    class: classField & ~CLASS_TOP_BIT,
    isTopBitSet: (classField & CLASS_TOP_BIT) !== 0,
    end: end + 4,
  });
}
