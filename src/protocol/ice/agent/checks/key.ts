import { shortTermKey } from '../../../stun/index.ts';
import type { IceCredentials } from '../types.ts';

const keys = new WeakMap<IceCredentials, Uint8Array>();

/**
 * The HMAC key of ICE credentials, made once: every check is protected with it. "A connectivity-check Binding request
 * MUST utilize the STUN short-term credential mechanism" (RFC 8445 §7.2.2).
 */
export function keyOf(credentials: IceCredentials): Uint8Array {
  const known = keys.get(credentials);
  if (known) return known;
  const key = shortTermKey(credentials.pwd);
  keys.set(credentials, key);
  return key;
}
