import { uint16, uint32, uint8 } from '../bytes/read.ts';
import { type Result, err, ok } from '../result.ts';
import { fingerprint } from './attributes/fingerprint.ts';
import { messageIntegritySha256 } from './attributes/message-integrity-sha256.ts';
import { messageIntegrity } from './attributes/message-integrity.ts';
import {
  ATTRIBUTE_HEADER_LENGTH,
  HEADER_LENGTH,
  MAGIC_COOKIE,
  type StunHeader,
  readHeader,
} from './header.ts';
import type { StunMessage } from './message.ts';
import { type StunAttribute, codecOfCode } from './registry.ts';

/** Where an attribute stands in its message. */
export interface AttributePlace {
  /** The attribute type on the wire. */
  readonly code: number;
  /** Of the attribute's own header, from the start of the message; the value follows 4 bytes later. */
  readonly offset: number;
  /** Of the value, without padding. */
  readonly length: number;
}

/** A message that came from somewhere. Byte values in it are views of `bytes`, not copies. */
export interface DecodedStun extends StunMessage {
  /** Where `attributes[i]` stands. */
  readonly places: readonly AttributePlace[];
  /** Attributes that don't count, because they stand behind the message integrity (RFC 8489 §9). */
  readonly ignored: readonly AttributePlace[];
  /** The whole message, kept for verification. */
  readonly bytes: Uint8Array;
}

/** Why bytes are no STUN message. `offset` is the place in the bytes; every kind names what it needs. */
export type StunDecodeError =
  | { readonly kind: 'too-short'; readonly offset: number; readonly length: number }
  | { readonly kind: 'not-stun'; readonly offset: number; readonly firstByte: number }
  | { readonly kind: 'wrong-cookie'; readonly offset: number; readonly cookie: number }
  | {
      /** The length isn't a multiple of 4, or isn't that of the bytes. */
      readonly kind: 'wrong-length';
      readonly offset: number;
      readonly declared: number;
      /** Bytes behind the header. */
      readonly actual: number;
    }
  | {
      /** An attribute is longer than what is left of the message. */
      readonly kind: 'attribute-too-long';
      readonly offset: number;
      readonly code: number;
      readonly declared: number;
      readonly available: number;
      readonly header: StunHeader;
    }
  | {
      /** The value of an attribute breaks its rules. With `header`, a server can answer 400 (Bad Request). */
      readonly kind: 'malformed-attribute';
      readonly offset: number;
      readonly code: number;
      readonly reason: string;
      readonly header: StunHeader;
    }
  | {
      readonly kind: 'fingerprint-not-last';
      readonly offset: number;
      readonly header: StunHeader;
    };

/**
 * Reads one STUN message that fills `bytes` exactly, as a UDP datagram does (RFC 8489 §6.3, §14).
 * Never throws and takes time linear in the length. Padding and reserved bits are ignored. What it
 * doesn't do: verify integrity and fingerprint, or judge whether the attributes suit the method.
 */
export function decodeStun(bytes: Uint8Array): Result<DecodedStun, StunDecodeError> {
  const headerError = checkHeader(bytes);
  if (headerError) return err(headerError);
  const header = readHeader(bytes);

  const attributes: StunAttribute[] = [];
  const places: AttributePlace[] = [];
  const ignored: AttributePlace[] = [];
  let stage: Stage = 'open';
  // The message length is a multiple of 4, so each turn starts with at least 4 bytes left.
  for (let offset = HEADER_LENGTH; offset < bytes.length;) {
    if (stage === 'fingerprint') return err({ kind: 'fingerprint-not-last', offset, header });

    const code = uint16(bytes, offset);
    const length = uint16(bytes, offset + 2);
    const start = offset + ATTRIBUTE_HEADER_LENGTH;
    const available = bytes.length - start;
    if (length > available) {
      return err({ kind: 'attribute-too-long', offset, code, declared: length, available, header });
    }

    const place = { code, offset, length };
    if (counts(stage, code)) {
      const attribute = readAttribute(bytes, code, start, start + length);
      if (attribute.type === 'malformed') {
        const { offset: at, reason } = attribute;
        return err({ kind: 'malformed-attribute', offset: at, code, reason, header });
      }
      attributes.push(attribute);
      places.push(place);
    } else {
      ignored.push(place);
    }
    stage = nextStage(stage, code);
    offset = start + length + (-length & 3);
  }
  return ok({ ...header, attributes, places, ignored, bytes });
}

/**
 * RFC 8489 §6.3: "It checks that the first two bits are 0, that the Magic Cookie field has the correct value, that the
 * message length is sensible".
 */
export function checkHeader(bytes: Uint8Array): StunDecodeError | undefined {
  const { length } = bytes;
  if (length < HEADER_LENGTH) return { kind: 'too-short', offset: length, length };
  const firstByte = uint8(bytes, 0);
  if ((firstByte & 0xc0) !== 0) return { kind: 'not-stun', offset: 0, firstByte };
  const cookie = uint32(bytes, 4);
  if (cookie !== MAGIC_COOKIE) return { kind: 'wrong-cookie', offset: 4, cookie };
  const declared = uint16(bytes, 2);
  const actual = length - HEADER_LENGTH;
  if (declared % 4 !== 0 || declared !== actual) return { kind: 'wrong-length', offset: 2, declared, actual };
  return undefined;
}

/** What the value from `start` to `end` says; where we don't know the attribute, its bytes. */
export function readAttribute(bytes: Uint8Array, code: number, start: number, end: number) {
  const decoded = codecOfCode(code)?.decode(bytes, start, end);
  if (!decoded || decoded.type === 'unsupported') {
    return { type: 'unknown', code, value: bytes.subarray(start, end) } as const;
  }
  return decoded;
}

/** Which of the attributes that close a message have been read. */
export type Stage = 'open' | 'integrity' | 'integrity-sha256' | 'fingerprint';

/**
 * RFC 8489 §9: "agents MUST ignore all attributes that follow MESSAGE-INTEGRITY, with the exception of the
 * MESSAGE-INTEGRITY-SHA256 and FINGERPRINT attributes", and all that follow MESSAGE-INTEGRITY-SHA256 but FINGERPRINT.
 */
export function counts(stage: Stage, code: number): boolean {
  if (stage === 'open' || code === fingerprint.code) return true;
  return stage === 'integrity' && code === messageIntegritySha256.code;
}

/** Which of them have been read behind this attribute. */
export function nextStage(stage: Stage, code: number): Stage {
  if (code === fingerprint.code) return 'fingerprint';
  if (code === messageIntegritySha256.code) return 'integrity-sha256';
  return code === messageIntegrity.code && stage === 'open' ? 'integrity' : stage;
}
