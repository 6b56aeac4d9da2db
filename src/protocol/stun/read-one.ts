import { uint16 } from '../bytes/read.ts';
import { messageIntegritySha256 } from './attributes/message-integrity-sha256.ts';
import { messageIntegrity } from './attributes/message-integrity.ts';
import type { AttributeCodec } from './codec.ts';
import { ATTRIBUTE_HEADER_LENGTH, HEADER_LENGTH } from './header.ts';

/**
 * The first attribute of one kind, without reading the others: for a glance at a message. Whoever acts on a message
 * decodes all of it (`decodeStun`).
 *
 * @param bytes a message by its header (`looksLikeStun`)
 * @returns undefined where there is none, or its value breaks its rules
 */
export function readOne<A extends { readonly type: string }>(
  bytes: Uint8Array,
  codec: AttributeCodec<A>,
): A | undefined {
  for (let offset = HEADER_LENGTH; offset + ATTRIBUTE_HEADER_LENGTH <= bytes.length;) {
    const code = uint16(bytes, offset);
    const start = offset + ATTRIBUTE_HEADER_LENGTH;
    const end = start + uint16(bytes, offset + 2);
    if (end > bytes.length) return undefined;
    if (code === codec.code) {
      const attribute = codec.decode(bytes, start, end);
      return isOf(codec, attribute) ? attribute : undefined;
    }
    // RFC 8489 §9: "agents MUST ignore all attributes that follow MESSAGE-INTEGRITY", but for those that close a message.
    if (code === messageIntegrity.code || code === messageIntegritySha256.code) return undefined;
    offset = end + (-end & 3);
  }
  return undefined;
}

function isOf<A extends { readonly type: string }>(
  codec: AttributeCodec<A>,
  read: { readonly type: string },
): read is A {
  return read.type === codec.type;
}
