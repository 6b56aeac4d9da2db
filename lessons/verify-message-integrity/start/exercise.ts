/**
 * Whether a STUN message was protected with this password (RFC 8489 §14.5, short-term credential).
 *
 * @param message bytes, each a number from 0 to 255
 */
export async function verifyMessageIntegrity(message: number[], password: string): Promise<boolean> {
  const key = new TextEncoder().encode(password);
  const hmac = await hmacSha1(key, Uint8Array.from(message));
  console.log('HMAC of the whole message:', [...hmac]);
  return false;
}

/** Given, and needs no change: HMAC-SHA1 (RFC 2104) of the data, 20 bytes. */
async function hmacSha1(key: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}
