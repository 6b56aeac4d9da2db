import type { StunHeader } from './header.ts';
import { type AttributeOf, type StunAttribute, codecOfCode } from './registry.ts';

/** A STUN message as values, as it is sent. RFC 8489 §5. */
export interface StunMessage extends StunHeader {
  readonly attributes: readonly StunAttribute[];
}

/** The first attribute of that name: "only the first occurrence needs to be processed" (RFC 8489 §14). */
export function findAttribute<T extends StunAttribute['type']>(
  message: StunMessage,
  type: T,
): AttributeOf<T> | undefined {
  return message.attributes.find((attribute): attribute is AttributeOf<T> => attribute.type === type);
}

/** All attributes of that name, for those that may stand several times, such as XOR-PEER-ADDRESS. */
export function findAttributes<T extends StunAttribute['type']>(
  message: StunMessage,
  type: T,
): AttributeOf<T>[] {
  return message.attributes.filter((attribute): attribute is AttributeOf<T> => attribute.type === type);
}

/** Attribute types below 0x8000 are comprehension-required (RFC 8489 §14). */
export function isComprehensionRequired(code: number): boolean {
  return code < 0x8000;
}

/**
 * Attribute types that the message requires us to understand and that we don't, each once, in order:
 * what an error response 420 lists in UNKNOWN-ATTRIBUTES (RFC 8489 §6.3.1).
 */
export function unknownComprehensionRequired(message: StunMessage): number[] {
  const codes = new Set<number>();
  for (const attribute of message.attributes) {
    // An 'unknown' attribute with a code that we know has a value of a kind that we don't: that is no 420.
    if (attribute.type !== 'unknown' || codecOfCode(attribute.code)) continue;
    if (isComprehensionRequired(attribute.code)) codes.add(attribute.code);
  }
  return [...codes];
}
