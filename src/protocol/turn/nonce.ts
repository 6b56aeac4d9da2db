import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { nonceCookie } from '../stun/index.ts';
import { NONCE_LIFETIME_SECONDS } from './lifetimes.ts';

/** We send PASSWORD-ALGORITHMS, and user names in clear. */
const NONCE_COOKIE = nonceCookie({ passwordAlgorithms: true, usernameAnonymity: false });

/**
 * Nonces that need no memory: the moment of issue, and a MAC over it and the client's address.
 * RFC 8489 §9.2.4: "The server MUST NOT choose the same NONCE for two requests unless they have
 * the same source IP address and port."
 */
export interface Nonces {
  issue(at: number, client: string): string;
  /** Whether this nonce was issued to this client and hasn't expired. */
  isValid(at: number, client: string, nonce: string): boolean;
}

/** @param key random bytes, made afresh at each start. */
export function createNonces(key: Uint8Array, lifetimeMs = 1000 * NONCE_LIFETIME_SECONDS): Nonces {
  const issue = (issuedAt: number, client: string) => {
    const moment = Math.floor(issuedAt).toString(36);
    const mac = hmac(sha256, key, utf8ToBytes(`${moment} ${client}`));
    return `${NONCE_COOKIE}${moment}-${bytesToHex(mac.subarray(0, 16))}`;
  };
  return {
    issue,
    isValid(at, client, nonce) {
      if (!nonce.startsWith(NONCE_COOKIE)) return false;
      const issuedAt = Number.parseInt(nonce.slice(NONCE_COOKIE.length), 36);
      // A nonce is no secret (it travels in clear), so a plain comparison gives nothing away.
      if (!(issuedAt <= at && at < issuedAt + lifetimeMs)) return false;
      return nonce === issue(issuedAt, client);
    },
  };
}
