import { uint16, uint32, uint8 } from '../bytes/read.ts';
import type { Malformed } from './codec.ts';
import {
  type AttributePlace,
  type Stage,
  type StunDecodeError,
  checkHeader,
  counts,
  nextStage,
  readAttribute,
} from './decode.ts';
import {
  ATTRIBUTE_HEADER_LENGTH,
  HEADER_LENGTH,
  MAGIC_COOKIE,
  type StunHeader,
  readHeader,
} from './header.ts';
import type { StunAttribute } from './registry.ts';

/** One attribute of a message that need not be right, with everything that stands there. */
export interface DissectedAttribute extends AttributePlace {
  /** Behind the padding: where the next attribute begins. */
  readonly end: number;
  /** Behind the value: less than `length` says where the message ends within it. */
  readonly valueEnd: number;
  /** What the value says; undefined where the message ends within it. */
  readonly reading: StunAttribute | Malformed | undefined;
  /** False behind the message integrity, where attributes must be ignored (RFC 8489 §9). */
  readonly counts: boolean;
}

/** A message as far as it can be read. */
export interface StunDissection {
  /** Undefined where the bytes are fewer than a header. */
  readonly header: StunHeader | undefined;
  readonly attributes: readonly DissectedAttribute[];
  /** Behind the last attribute that could be told: what follows belongs to none. */
  readonly end: number;
  /** What is wrong, in the order in which a receiver meets it; the first is what `decodeStun` answers with. */
  readonly errors: readonly StunDecodeError[];
}

/**
 * Reads a message beyond its first error, for people who want to see what is in it; a receiver discards
 * it (`decodeStun`). Never throws and takes time linear in the length. Neither two zero bits nor a
 * cookie at their places: then it is no STUN message, and only the header is told.
 */
export function dissectStun(bytes: Uint8Array): StunDissection {
  const headerError = checkHeader(bytes);
  const errors = headerError ? [headerError] : [];
  if (bytes.length < HEADER_LENGTH) return { header: undefined, attributes: [], end: bytes.length, errors };
  const header = readHeader(bytes);
  errors.push(...furtherHeaderErrors(bytes, headerError));
  const isForeign = (uint8(bytes, 0) & 0xc0) !== 0 && uint32(bytes, 4) !== MAGIC_COOKIE;
  if (isForeign) return { header, attributes: [], end: HEADER_LENGTH, errors };

  const limit = Math.min(bytes.length, HEADER_LENGTH + uint16(bytes, 2));
  const attributes: DissectedAttribute[] = [];
  let stage: Stage = 'open';
  let hasLateAttribute = false;
  let offset = HEADER_LENGTH;
  while (offset + ATTRIBUTE_HEADER_LENGTH <= limit) {
    if (stage === 'fingerprint' && !hasLateAttribute) {
      hasLateAttribute = true;
      errors.push({ kind: 'fingerprint-not-last', offset, header });
    }
    const attribute = dissectAttribute(bytes, offset, limit, stage);
    attributes.push(attribute);
    const error = errorOf(attribute, header);
    if (error) errors.push(error);
    stage = nextStage(stage, attribute.code);
    offset = attribute.end;
  }
  return { header, attributes, end: offset, errors };
}

/** `checkHeader` stops at the first error. The length is judged in any case: it says where the attributes end. */
function furtherHeaderErrors(bytes: Uint8Array, first: StunDecodeError | undefined): StunDecodeError[] {
  if (!first || first.kind === 'wrong-length') return [];
  const errors: StunDecodeError[] = [];
  const cookie = uint32(bytes, 4);
  if (first.kind === 'not-stun' && cookie !== MAGIC_COOKIE) {
    errors.push({ kind: 'wrong-cookie', offset: 4, cookie });
  }
  const declared = uint16(bytes, 2);
  const actual = bytes.length - HEADER_LENGTH;
  if (declared % 4 !== 0 || declared !== actual) {
    errors.push({ kind: 'wrong-length', offset: 2, declared, actual });
  }
  return errors;
}

function dissectAttribute(
  bytes: Uint8Array,
  offset: number,
  limit: number,
  stage: Stage,
): DissectedAttribute {
  const code = uint16(bytes, offset);
  const length = uint16(bytes, offset + 2);
  const start = offset + ATTRIBUTE_HEADER_LENGTH;
  const valueEnd = Math.min(limit, start + length);
  const isWhole = valueEnd === start + length;
  return {
    code,
    offset,
    length,
    valueEnd,
    end: Math.min(limit, valueEnd + (-length & 3)),
    reading: isWhole ? readAttribute(bytes, code, start, valueEnd) : undefined,
    counts: counts(stage, code),
  };
}

/** Attributes that don't count aren't judged: a receiver never looks at their values. */
function errorOf(attribute: DissectedAttribute, header: StunHeader): StunDecodeError | undefined {
  const { code, offset, length, valueEnd, reading } = attribute;
  if (!reading) {
    const available = valueEnd - offset - ATTRIBUTE_HEADER_LENGTH;
    return { kind: 'attribute-too-long', offset, code, declared: length, available, header };
  }
  if (reading.type !== 'malformed' || !attribute.counts) return undefined;
  return { kind: 'malformed-attribute', offset: reading.offset, code, reason: reading.reason, header };
}
