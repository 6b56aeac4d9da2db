/** HMAC-SHA1 by the browser itself, as hexadecimal digits. */
export async function hmacSha1Hex(key: string, message: string): Promise<string> {
  // An empty key is a key for HMAC, but not for importKey; a block of zeros is the same one (RFC 2104 §2).
  const bytes = key === '' ? new Uint8Array(64) : new TextEncoder().encode(key);
  const imported = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, [
    'sign',
  ]);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(message))));
}

/** The bytes that a text stands for, as hexadecimal digits, whichever way they were written; undefined for none. */
export function bytesOf(text: string): string | undefined {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) return text.toLowerCase();
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return hex(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
