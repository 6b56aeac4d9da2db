import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '../bytes/base64.ts';

/** A user name and password as `RTCIceServer` takes them. */
export interface RestCredential {
  readonly username: string;
  readonly credential: string;
}

/**
 * A credential that expires by itself (draft-uberti-behave-turn-rest; coturn's `use-auth-secret`):
 * the user name carries the moment of expiry, the password is a MAC over it, so that the server
 * needs to know only the secret.
 *
 * @param expiresAtMs milliseconds since the Unix epoch
 */
export function makeRestCredential(secret: Uint8Array, expiresAtMs: number, id: string): RestCredential {
  const username = `${Math.floor(expiresAtMs / 1000)}:${id}`;
  return { username, credential: restPassword(secret, username) };
}

/** The password of a user name that hasn't expired; undefined for one that has, or that we never make. */
export function restPasswordOf(secret: Uint8Array, at: number, username: string): string | undefined {
  const expiry = /^(\d{1,12}):/.exec(username)?.[1];
  if (expiry === undefined || Number(expiry) * 1000 <= at) return undefined;
  return restPassword(secret, username);
}

function restPassword(secret: Uint8Array, username: string): string {
  return base64(hmac(sha1, secret, utf8ToBytes(username)));
}
