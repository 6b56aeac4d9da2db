import {
  type DissectedAttribute,
  HEADER_LENGTH,
  type StunDecodeError,
  attributeName,
  decodeStun,
  dissectStun,
  isComprehensionRequired,
  looksLikeStun,
  stunMessageLength,
} from '#src/protocol/index.ts';
import { inspectChannelData } from './inspect-channel-data.ts';
import type { Field, FieldGroup, Finding, Inspection } from './model.ts';
import { NOTHING, hasCookie, restGroup } from './parts.ts';
import { laidOut, valueFields } from './value-fields.ts';

/**
 * Takes bytes apart: a STUN message, ChannelData (RFC 8656 §12.4), or something that is neither. Never throws,
 * takes time linear in the length, and its fields are all bytes, each once, in order.
 */
export function inspect(bytes: Uint8Array): Inspection {
  if (bytes.length === 0) return NOTHING;
  const channelData = inspectChannelData(bytes);
  if (channelData?.faults.length === 0) return channelData;
  const messageAt = hasCookie(bytes, 0) ? undefined : messageWithin(bytes, 1);
  if (messageAt !== undefined) return inspectCapture(bytes, messageAt);
  return channelData ?? inspectStun(bytes);
}

/** The group that a byte belongs to. */
export function groupOf({ groups }: Inspection, offset: number): FieldGroup | undefined {
  return lastFrom(groups, offset);
}

/** The field that a byte belongs to. */
export function fieldOf(inspection: Inspection, offset: number): Field | undefined {
  const group = groupOf(inspection, offset);
  return group && lastFrom(group.fields, offset);
}

/** Of things in the order of their places, the last one that begins at or before `offset`: by halving. */
function lastFrom<T extends { readonly start: number; readonly end: number }>(
  things: readonly T[],
  offset: number,
): T | undefined {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((things[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = things[low - 1];
  return found && offset < found.end ? found : undefined;
}

/** A STUN message behind headers of Ethernet, IP and UDP, as a whole packet is captured. */
function inspectCapture(bytes: Uint8Array, messageAt: number): Inspection {
  return {
    ...NOTHING,
    bytes,
    groups: [restGroup(0, messageAt), restGroup(messageAt, bytes.length)],
    faults: [{ kind: 'message-behind', start: messageAt, end: bytes.length }],
  };
}

function inspectStun(bytes: Uint8Array): Inspection {
  const dissection = dissectStun(bytes);
  const decoded = decodeStun(bytes);
  const { attributes, end, errors } = dissection;
  const groups: FieldGroup[] = [headerGroup(bytes), ...attributes.map(attributeGroup)];
  const restStart = Math.max(end, Math.min(bytes.length, HEADER_LENGTH));
  if (restStart < bytes.length) groups.push(restGroup(restStart, bytes.length));
  return {
    bytes,
    protocol: looksForeign(errors) ? 'none' : 'stun',
    header: dissection.header,
    decoded: decoded.ok ? decoded.value : undefined,
    groups,
    faults: [...errors.map((error) => stunFault(bytes, error)), ...hints(bytes, errors)],
    remarks: attributes.flatMap((attribute) => remarksOn(bytes, attribute)),
  };
}

function looksForeign(errors: readonly StunDecodeError[]): boolean {
  return errors.some(({ kind }) => kind === 'not-stun') && errors.some(({ kind }) => kind === 'wrong-cookie');
}

function headerGroup(bytes: Uint8Array): FieldGroup {
  const end = Math.min(bytes.length, HEADER_LENGTH);
  const fields = laidOut(
    [
      ['messageType', 'type', 2],
      ['messageLength', 'length', 2],
      ['cookie', 'cookie', 4],
      ['transactionId', 'id', 12],
    ],
    0,
    end,
  );
  return { name: 'header', start: 0, end, fields };
}

function attributeGroup(attribute: DissectedAttribute): FieldGroup {
  const { offset, valueEnd, end } = attribute;
  const fields: Field[] = [
    { name: 'attributeType', kind: 'type', start: offset, end: offset + 2 },
    { name: 'attributeLength', kind: 'length', start: offset + 2, end: offset + 4 },
    ...valueFields(attribute),
    ...laidOut([['padding', 'filler', 'rest']], valueEnd, end),
  ];
  return { name: 'attribute', start: offset, end, fields, attribute };
}

/** The bytes that an error is about: the field that says it, or the attribute that has it. */
function stunFault(bytes: Uint8Array, error: StunDecodeError): Finding {
  const at = (start: number, end: number): Finding => ({
    kind: 'stun-error',
    error,
    start: Math.min(start, bytes.length),
    end: Math.min(end, bytes.length),
  });
  const { offset } = error;
  switch (error.kind) {
    case 'too-short':
      return at(0, bytes.length);
    case 'not-stun':
      return at(0, 1);
    case 'wrong-cookie':
      return at(4, 8);
    case 'wrong-length':
      return at(2, 4);
    case 'attribute-too-long':
      return at(offset + 2, offset + 4);
    case 'malformed-attribute':
      return at(offset, offset + 1);
    case 'fingerprint-not-last':
      return at(offset, offset + 4);
  }
}

/** What the bytes may be instead, or what else is in them. */
function hints(bytes: Uint8Array, errors: readonly StunDecodeError[]): Finding[] {
  const found: Finding[] = [];
  const has = (kind: StunDecodeError['kind']) => errors.some((error) => error.kind === kind);
  const firstByte = bytes[0] ?? 0;
  if (has('wrong-cookie')) {
    if (firstByte > 3) found.push({ kind: 'other-protocol', start: 0, end: 1, firstByte });
  } else if (has('wrong-length')) {
    const start = stunMessageLength(bytes) ?? 0;
    if (looksLikeStun(bytes.subarray(start))) {
      found.push({ kind: 'second-message', start, end: bytes.length });
    }
  }
  return found;
}

/** Where a STUN message begins that other headers (Ethernet, IP, UDP) stand in front of. */
function messageWithin(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at + HEADER_LENGTH <= bytes.length; at++) {
    if (hasCookie(bytes, at) && looksLikeStun(bytes.subarray(at))) return at;
  }
  return undefined;
}

function remarksOn(bytes: Uint8Array, attribute: DissectedAttribute): Finding[] {
  const { code, offset, valueEnd, end, reading } = attribute;
  const found: Finding[] = [];
  if (!attribute.counts) found.push({ kind: 'after-integrity', start: offset, end, code });
  // A known attribute can be unknown in its value, as with a family that is neither IPv4 nor IPv6.
  const isUnknown = reading?.type === 'unknown' && attributeName(code) === undefined;
  if (attribute.counts && isUnknown && isComprehensionRequired(code)) {
    found.push({ kind: 'unknown-required', start: offset, end: offset + 2, code });
  }
  if (bytes.subarray(valueEnd, end).some((byte) => byte !== 0)) {
    found.push({ kind: 'padding-not-zero', start: valueEnd, end });
  }
  if (reading?.type === 'DATA' && looksLikeStun(reading.data)) {
    found.push({ kind: 'message-inside', start: offset + 4, end: valueEnd });
  }
  return found;
}
