const HEADER_LENGTH = 20;
const MESSAGE_INTEGRITY = 0x0008;
const HMAC_LENGTH = 20;

/**
 * Whether a STUN message was protected with this password (RFC 8489 §14.5, short-term credential).
 *
 * @param message bytes, each a number from 0 to 255
 */
export async function verifyMessageIntegrity(message: number[], password: string): Promise<boolean> {
  const bytes = Uint8Array.from(message);
  const at = findMessageIntegrity(bytes);
  if (at === undefined) throw new Error('There is no MESSAGE-INTEGRITY');

  const covered = bytes.slice(0, at);
  // As if the message ended with this attribute: what follows wasn't there yet when the HMAC was made.
  new DataView(covered.buffer).setUint16(2, at + 4 + HMAC_LENGTH - HEADER_LENGTH);
  const expected = await hmacSha1(new TextEncoder().encode(password), covered);
  return isEqual(expected, bytes.subarray(at + 4, at + 4 + HMAC_LENGTH));
}

/** Where the attribute begins. It is found by going from attribute to attribute: its bytes may stand in a value, too. */
function findMessageIntegrity(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer);
  for (let at = HEADER_LENGTH; at + 4 <= bytes.length;) {
    const type = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if (at + 4 + length > bytes.length) return undefined;
    if (type === MESSAGE_INTEGRITY) return length === HMAC_LENGTH ? at : undefined;
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return undefined;
}

/** Looks at every byte, so that the time it takes doesn't tell how many were right. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  a.forEach((byte, i) => (difference |= byte ^ (b[i] ?? 0)));
  return difference === 0;
}

/** Given, and needs no change: HMAC-SHA1 (RFC 2104) of the data, 20 bytes. */
async function hmacSha1(key: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}
