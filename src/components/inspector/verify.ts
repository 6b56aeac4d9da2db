import {
  type DecodedStun,
  PASSWORD_ALGORITHM,
  type Verification,
  attributeCode,
  findAttribute,
  longTermKey,
  shortTermKey,
  verifyFingerprint,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from '#src/protocol/index.ts';
import type { Inspection } from './model.ts';

/** What the reader knows of the message's credential. Empty texts are taken from the message, where it has them. */
export interface Credential {
  readonly mechanism: 'short-term' | 'long-term';
  readonly password: string;
  readonly username: string;
  readonly realm: string;
}

export const NO_CREDENTIAL: Credential = { mechanism: 'short-term', password: '', username: '', realm: '' };

/**
 * `needs-…`: the key can't be made without it. `broken`: the message has errors, so that nobody gets as far as to check.
 */
export type Verdict = Verification | 'needs-password' | 'needs-username' | 'needs-realm' | 'broken';

export interface Verdicts {
  readonly integrity: Verdict;
  readonly integritySha256: Verdict;
  readonly fingerprint: Verdict;
  /** By which hash the key of a valid long-term credential was made. */
  readonly algorithm?: 'MD5' | 'SHA-256';
}

type KeyAlgorithm = 'MD5' | 'SHA-256';

/** Checks what protects a message; FINGERPRINT needs no credential. */
export function verify(inspection: Inspection, credential: Credential): Verdicts {
  const { decoded } = inspection;
  if (!decoded) {
    const brokenIfThere = (code: number): Verdict => (hasAttribute(inspection, code) ? 'broken' : 'absent');
    return {
      integrity: brokenIfThere(attributeCode('MESSAGE-INTEGRITY')),
      integritySha256: brokenIfThere(attributeCode('MESSAGE-INTEGRITY-SHA256')),
      fingerprint: brokenIfThere(attributeCode('FINGERPRINT')),
    };
  }
  const fingerprint = verifyFingerprint(decoded);
  const missing = missingFor(decoded, credential);
  if (missing) {
    const neededIfThere = (type: 'MESSAGE-INTEGRITY' | 'MESSAGE-INTEGRITY-SHA256'): Verdict =>
      findAttribute(decoded, type) ? missing : 'absent';
    return {
      integrity: neededIfThere('MESSAGE-INTEGRITY'),
      integritySha256: neededIfThere('MESSAGE-INTEGRITY-SHA256'),
      fingerprint,
    };
  }
  const attempts = keysOf(decoded, credential).map(({ key, algorithm }) => ({
    integrity: verifyMessageIntegrity(decoded, key),
    integritySha256: verifyMessageIntegritySha256(decoded, key),
    fingerprint,
    ...(algorithm && { algorithm }),
  }));
  const right = attempts.find(
    ({ integrity, integritySha256 }) => integrity === 'valid' || integritySha256 === 'valid',
  );
  if (right) return right;
  const integrity = attempts[0]?.integrity ?? 'absent';
  const integritySha256 = attempts[0]?.integritySha256 ?? 'absent';
  return { integrity, integritySha256, fingerprint };
}

/** The mechanism that a message speaks of: REALM is long-term (RFC 8489 §14.9); a response doesn't say. */
export function mechanismOf({ decoded }: Inspection): Credential['mechanism'] | undefined {
  if (!decoded) return undefined;
  if (findAttribute(decoded, 'REALM')) return 'long-term';
  return findAttribute(decoded, 'USERNAME') ? 'short-term' : undefined;
}

function hasAttribute({ groups }: Inspection, code: number): boolean {
  return groups.some(({ attribute }) => attribute?.code === code);
}

function usernameOf(message: DecodedStun, { username }: Credential): string {
  return username || (findAttribute(message, 'USERNAME')?.username ?? '');
}

function realmOf(message: DecodedStun, { realm }: Credential): string {
  return realm || (findAttribute(message, 'REALM')?.realm ?? '');
}

function missingFor(message: DecodedStun, credential: Credential): Verdict | undefined {
  if (credential.password === '') return 'needs-password';
  if (credential.mechanism === 'short-term') return undefined;
  if (usernameOf(message, credential) === '') return 'needs-username';
  return realmOf(message, credential) === '' ? 'needs-realm' : undefined;
}

/** A request names its algorithm (RFC 8489 §14.12), or it is MD5. A response doesn't: both are tried. */
function keysOf(
  message: DecodedStun,
  credential: Credential,
): { key: Uint8Array; algorithm?: KeyAlgorithm }[] {
  const { mechanism, password } = credential;
  if (mechanism === 'short-term') return [{ key: shortTermKey(password) }];
  const username = usernameOf(message, credential);
  const realm = realmOf(message, credential);
  return algorithmsOf(message).map((algorithm) => ({
    key: longTermKey({ username, realm, password, algorithm }),
    algorithm,
  }));
}

function algorithmsOf(message: DecodedStun): KeyAlgorithm[] {
  const named = findAttribute(message, 'PASSWORD-ALGORITHM')?.algorithm;
  if (named === PASSWORD_ALGORITHM['SHA-256']) return ['SHA-256'];
  if (named !== undefined || message.class === 'request') return ['MD5'];
  return ['MD5', 'SHA-256'];
}
