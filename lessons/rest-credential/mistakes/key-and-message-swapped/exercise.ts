/** What RTCPeerConnection takes for a TURN server, besides its URL. */
export interface Credential {
  username: string;
  credential: string;
}

/** A credential that ends by itself, `ttlSeconds` from now. */
export async function makeCredential(
  secret: string,
  id: string,
  nowMs: number,
  ttlSeconds: number,
): Promise<Credential> {
  const expiry = Math.floor(nowMs / 1000) + ttlSeconds; // whole seconds since 1970
  const username = `${expiry}:${id}`;
  // The mistake: an HMAC is not the same both ways round.
  const mac = await hmacSha1(new TextEncoder().encode(username), new TextEncoder().encode(secret));
  return { username, credential: btoa(String.fromCharCode(...mac)) };
}

/** HMAC-SHA1 of a message. */
async function hmacSha1(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}
