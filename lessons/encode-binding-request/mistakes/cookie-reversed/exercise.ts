/** Attributes of the request; those that are left out are not sent. */
export interface RequestAttributes {
  software?: string;
  username?: string;
}

const BINDING_REQUEST = 0x0001;
const MAGIC_COOKIE = [0x42, 0xa4, 0x12, 0x21];
const USERNAME = 0x0006;
const SOFTWARE = 0x8022;

/**
 * The bytes of a STUN Binding request (RFC 8489 §5, §14), each a number from 0 to 255.
 *
 * @param transactionId 12 bytes
 */
export function encodeBindingRequest(transactionId: number[], attributes: RequestAttributes): number[] {
  const body: number[] = [];
  if (attributes.software !== undefined) body.push(...encodeText(SOFTWARE, attributes.software));
  if (attributes.username !== undefined) body.push(...encodeText(USERNAME, attributes.username));
  return [...uint16(BINDING_REQUEST), ...uint16(body.length), ...MAGIC_COOKIE, ...transactionId, ...body];
}

/** Type, length and value of an attribute; the length doesn't count the padding behind it (RFC 8489 §14). */
function encodeText(type: number, text: string): number[] {
  const value = new TextEncoder().encode(text);
  const padding = new Array<number>((4 - (value.length % 4)) % 4).fill(0);
  return [...uint16(type), ...uint16(value.length), ...value, ...padding];
}

/** Most significant byte first: network byte order. */
function uint16(value: number): number[] {
  return [value >> 8, value & 0xff];
}
