import type { StunHeader } from './header.ts';
import {
  type AttributeOf,
  type KnownAttribute,
  type StunAttribute,
  attributeCode,
  codecOfCode,
} from './registry.ts';

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

/** RFC 5780 §7: "These attributes are all used only with Binding Requests and Binding Responses", and only in its usage. */
type OfBehaviourDiscovery = 'CHANGE-REQUEST' | 'PADDING' | 'RESPONSE-PORT';
const OF_BEHAVIOUR_DISCOVERY: readonly OfBehaviourDiscovery[] = [
  'CHANGE-REQUEST',
  'PADDING',
  'RESPONSE-PORT',
];

/**
 * Attribute types that the message requires us to understand and that we don't, each once, in order:
 * what an error response 420 lists in UNKNOWN-ATTRIBUTES (RFC 8489 §6.3.1).
 *
 * @param understood what is acted on besides. We can read these, but whoever doesn't do as they say must not answer as
 *   if: RFC 5780 §5 has clients expect a 420 from servers without them.
 */
export function unknownComprehensionRequired(
  message: StunMessage,
  understood: readonly OfBehaviourDiscovery[] = [],
): number[] {
  const codes = new Set<number>();
  for (const attribute of message.attributes) {
    const code = attribute.type === 'unknown' ? attribute.code : codeOfUnused(attribute.type, understood);
    // An 'unknown' attribute with a code that we know has a value of a kind that we don't: that is no 420.
    if (code === undefined || (attribute.type === 'unknown' && codecOfCode(code))) continue;
    if (isComprehensionRequired(code)) codes.add(code);
  }
  return [...codes];
}

function codeOfUnused(
  type: KnownAttribute['type'],
  understood: readonly OfBehaviourDiscovery[],
): number | undefined {
  const unused = OF_BEHAVIOUR_DISCOVERY.find((name) => name === type && !understood.includes(name));
  return unused && attributeCode(unused);
}
