import type { Locale } from '#src/i18n/locales.ts';
import { inspectorFields as messages } from '#src/i18n/messages/inspector-fields.ts';
import {
  METHOD,
  type StunHeader,
  attributeName,
  isComprehensionRequired,
  splitMessageType,
} from '#src/protocol/index.ts';
import { explainValue } from './explain-value.ts';
import { hexNumber } from './format.ts';
import type { Field, FieldGroup, Inspection } from './model.ts';
import { numberAt } from './number-at.ts';

/** What a field says: its value in a few words, and what that means in sentences. */
export interface Explanation {
  readonly value: string;
  readonly sentences: readonly string[];
}

/** Puts a field of a message into words. Whatever comes from the message itself is in there as it is, unmasked. */
export function explain(
  field: Field,
  group: FieldGroup,
  inspection: Inspection,
  locale: Locale,
): Explanation {
  const words = messages[locale];
  const { bytes } = inspection;
  const number = numberAt(bytes, field.start, field.end);
  switch (field.name) {
    case 'messageType':
      return explainType(field, inspection, locale);
    case 'messageLength':
      return { value: words.bytes(number), sentences: [words.messageLength] };
    case 'cookie':
      return { value: hexNumber(number, 8), sentences: [words.cookie] };
    case 'transactionId':
      return { value: words.bytes(field.end - field.start), sentences: [ofTransaction(inspection, locale)] };
    case 'attributeType':
      return explainAttributeType(number, locale);
    case 'attributeLength':
      return { value: words.bytes(number), sentences: [ofLength(group, number, locale)] };
    case 'padding':
      return {
        value: words.bytes(field.end - field.start),
        sentences: [group.name === 'channelData' ? words.channelPadding : words.padding],
      };
    default:
      return explainValue(field, group, inspection, locale);
  }
}

/** `XOR-MAPPED-ADDRESS`, or the number of an attribute that has no name here. */
export function attributeTitle(code: number, locale: Locale): string {
  return attributeName(code) ?? messages[locale].unknownAttribute(hexNumber(code, 4));
}

/** `Binding success response`. */
export function messageTitle(header: Pick<StunHeader, 'class' | 'method'>, locale: Locale): string {
  const words = messages[locale];
  const method = methodName(header.method) ?? words.unknownMethod(hexNumber(header.method, 3));
  return words.message(method, words.classes[header.class]);
}

function methodName(method: number): string | undefined {
  return Object.entries(METHOD).find(([, code]) => code === method)?.[0];
}

/** RFC 8489 §5: C1 C0. */
const CLASS_BITS = { request: '00', indication: '01', success: '10', error: '11' } as const;

function explainType(field: Field, { bytes }: Inspection, locale: Locale): Explanation {
  const words = messages[locale];
  if (field.end - field.start < 2) return { value: '', sentences: [words.type.bits] };
  const type = numberAt(bytes, field.start, field.end);
  const { class: messageClass, method } = splitMessageType(type & 0x3fff);
  const name = methodName(method);
  const code = hexNumber(method, 3);
  const bits = CLASS_BITS[messageClass];
  const ofClass =
    messageClass === 'indication'
      ? words.type.classIndication(bits)
      : messageClass === 'error'
        ? words.type.classError(bits)
        : words.type.class(bits, words.classes[messageClass]);
  return {
    value: messageTitle({ class: messageClass, method }, locale),
    sentences: [
      words.type.bits,
      name === undefined ? words.type.unknownMethod(code) : words.type.method(code, name),
      ofClass,
    ],
  };
}

function ofTransaction({ header }: Inspection, locale: Locale): string {
  const words = messages[locale].transactionId;
  if (header?.class === 'indication') return words.indication;
  return header?.class === 'request' || !header ? words.request : words.response;
}

function explainAttributeType(code: number, locale: Locale): Explanation {
  const words = messages[locale];
  const text = hexNumber(code, 4);
  const known = attributeName(code);
  const others: Readonly<Record<string, string>> = words.others;
  return {
    value: text,
    sentences: [
      known ? words.attributes[known] : (others[text] ?? words.others.other),
      isComprehensionRequired(code) ? words.required(text) : words.optional(text),
    ],
  };
}

function ofLength({ attribute, end }: FieldGroup, length: number, locale: Locale): string {
  const words = messages[locale];
  const valueEnd = attribute?.valueEnd ?? end;
  const available = valueEnd - (attribute?.offset ?? 0) - 4;
  if (available < length) return words.attributeLengthCut(available);
  if (length === 0) return words.attributeLengthEmpty;
  const padding = end - valueEnd;
  return padding > 0 ? words.attributeLengthPadded(padding) : words.attributeLength;
}
