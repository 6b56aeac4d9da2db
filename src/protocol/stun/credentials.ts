import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8Encode } from '../bytes/utf8.ts';
import { opaqueString } from './opaque-string.ts';

/** A username and password that belong to a realm. RFC 8489 §9.2. */
export interface LongTermCredential {
  readonly username: string;
  readonly realm: string;
  readonly password: string;
  /** From PASSWORD-ALGORITHM; MD5 where the message has none. */
  readonly algorithm?: 'MD5' | 'SHA-256';
}

/** HMAC key of a short-term credential, such as an ICE password. RFC 8489 §9.1.1: `key = OpaqueString(password)`. */
export function shortTermKey(password: string): Uint8Array {
  return utf8Encode(opaqueString(password));
}

/**
 * HMAC key of a long-term credential: `hash(username ":" OpaqueString(realm) ":" OpaqueString(password))`,
 * 16 bytes for MD5 (RFC 8489 §9.2.2), 32 for SHA-256 (§18.5.1.2). The username is "as taken from the USERNAME attribute".
 */
export function longTermKey({
  username,
  realm,
  password,
  algorithm = 'MD5',
}: LongTermCredential): Uint8Array {
  const text = `${username}:${opaqueString(realm)}:${opaqueString(password)}`;
  return (algorithm === 'MD5' ? md5 : sha256)(utf8Encode(text));
}

/** Value of USERHASH: `SHA-256(OpaqueString(username) ":" OpaqueString(realm))`. RFC 8489 §14.4. */
export function userhashOf(username: string, realm: string): Uint8Array {
  return sha256(utf8Encode(`${opaqueString(username)}:${opaqueString(realm)}`));
}
