import { BASE64_DIGITS } from '../bytes/base64.ts';

/** What a server can announce in its nonce, safe from who would strip it on the way. RFC 8489 §18.1. */
export interface SecurityFeatures {
  /** Bit 0: the server sent PASSWORD-ALGORITHMS. */
  readonly passwordAlgorithms: boolean;
  /** Bit 1: the server takes USERHASH instead of USERNAME. */
  readonly usernameAnonymity: boolean;
}

const PREFIX = 'obMatJos2';
const COOKIE = /^obMatJos2([A-Za-z0-9+/]{4})/;
/** "with bit 0 as the most significant bit of the first byte" of 24. */
const PASSWORD_ALGORITHMS_BIT = 1 << 23;
const USERNAME_ANONYMITY_BIT = 1 << 22;

/**
 * The 13 characters that a server "MUST prepend" to its nonce: "obMatJos2" and the base64 of 24 feature
 * bits (RFC 8489 §9.2).
 */
export function nonceCookie(features: SecurityFeatures): string {
  const bits =
    (features.passwordAlgorithms ? PASSWORD_ALGORITHMS_BIT : 0) |
    (features.usernameAnonymity ? USERNAME_ANONYMITY_BIT : 0);
  const digits = [18, 12, 6, 0].map((shift) => BASE64_DIGITS.charAt((bits >> shift) & 0x3f));
  return PREFIX + digits.join('');
}

/** The features that a nonce announces; undefined where the server doesn't follow RFC 8489. */
export function securityFeatures(nonce: string): SecurityFeatures | undefined {
  const digits = COOKIE.exec(nonce)?.[1];
  if (digits === undefined) return undefined;
  let bits = 0;
  for (const digit of digits) bits = (bits << 6) | BASE64_DIGITS.indexOf(digit);
  return {
    passwordAlgorithms: (bits & PASSWORD_ALGORITHMS_BIT) !== 0,
    usernameAnonymity: (bits & USERNAME_ANONYMITY_BIT) !== 0,
  };
}
