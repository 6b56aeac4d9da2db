import { type Result, err, ok } from '../../result.ts';
import {
  type AttributeOf,
  type DecodedStun,
  type Integrity,
  type KnownAttribute,
  PASSWORD_ALGORITHM,
  type StunAttribute,
  type Verification,
  attributeCode,
  findAttribute,
  longTermKey,
  opaqueString,
  securityFeatures,
  userhashOf,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from '../../stun/index.ts';

/** How requests are authenticated: the answer to a challenge (401 or 438), RFC 8489 §9.2.5. */
export interface Credential {
  /** What each request carries, up to the integrity. */
  readonly attributes: readonly StunAttribute[];
  /** Of requests, and of the responses to them. */
  readonly integrity: Integrity;
}

export interface User {
  readonly username: string;
  readonly password: string;
}

/** Far more than a challenge has, and little enough for every request to be encodable. */
const MAX_CHALLENGE_BYTES = 4096;

/** What the server may ask us to echo: "copied from the error response", "with the same content". */
const ECHOED = ['REALM', 'NONCE', 'PASSWORD-ALGORITHMS'] as const;

/**
 * Answers the challenge of an error response 401 or 438, RFC 8489 §9.2.5.
 *
 * @param previous what the refused request carried, if anything
 * @returns an error, in words, where the request must not be sent again
 */
export function answerChallenge(
  { username, password }: User,
  challenge: DecodedStun,
  previous: Credential | undefined,
): Result<Credential, string> {
  const realm = findAttribute(challenge, 'REALM')?.realm;
  const nonce = findAttribute(challenge, 'NONCE')?.nonce;
  if (realm === undefined || nonce === undefined) return err('the challenge has no realm or no nonce');
  const echoed = ECHOED.flatMap((type) => copyOf(challenge, type));
  const size = echoed.reduce((total, { value }) => total + value.length, 0);
  if (size > MAX_CHALLENGE_BYTES) return err('the challenge is too long');

  const algorithms = findAttribute(challenge, 'PASSWORD-ALGORITHMS');
  // "all the subsequent requests MUST be authenticated using MESSAGE-INTEGRITY-SHA256 only".
  const isSha256Kept = previous?.integrity.algorithm === 'sha256';
  if (!algorithms && (promisesAlgorithms(challenge) || isSha256Kept)) {
    return err('the challenge has lost its password algorithms');
  }
  const chosen = algorithms && chooseAlgorithm(algorithms);
  if (algorithms && !chosen) return err('no password algorithm that is known here');

  const key = longTermKey({
    username: opaqueString(username),
    realm,
    password,
    algorithm: chosen?.algorithm === PASSWORD_ALGORITHM['SHA-256'] ? 'SHA-256' : 'MD5',
  });
  return ok({
    attributes: [
      userAttribute(username, realm, nonce),
      ...echoed,
      ...(chosen ? [{ type: 'PASSWORD-ALGORITHM', ...chosen } as const] : []),
    ],
    integrity: { key, algorithm: algorithms ? 'sha256' : 'sha1' },
  });
}

/**
 * RFC 8489 §9.2.5: "If the "nonce cookie" is present and has the STUN Security Feature "Username anonymity" bit set to
 * 1, then the USERHASH attribute MUST be used; else, the USERNAME attribute MUST be used."
 */
function userAttribute(username: string, realm: string, nonce: string): StunAttribute {
  return securityFeatures(nonce)?.usernameAnonymity
    ? { type: 'USERHASH', userhash: userhashOf(username, realm) }
    : { type: 'USERNAME', username: opaqueString(username) };
}

/**
 * RFC 8489 §9.2.5 takes the first on the list that is supported. RFC 8656 §6 is stricter for TURN: where both are
 * there, "the request MUST contain a PASSWORD-ALGORITHM attribute with the SHA-256 algorithm".
 */
function chooseAlgorithm({ algorithms }: AttributeOf<'PASSWORD-ALGORITHMS'>) {
  const listed = (wanted: number) => algorithms.find(({ algorithm }) => algorithm === wanted);
  const entry = listed(PASSWORD_ALGORITHM['SHA-256']) ?? listed(PASSWORD_ALGORITHM.MD5);
  return entry && { algorithm: entry.algorithm, parameters: entry.parameters.slice() };
}

/** The attribute byte by byte: what we may receive is longer than what we may write ourselves. */
function copyOf({ attributes, places, bytes }: DecodedStun, type: KnownAttribute['type']) {
  const place = places[attributes.findIndex((attribute) => attribute.type === type)];
  if (!place) return [];
  const value = bytes.slice(place.offset + 4, place.offset + 4 + place.length);
  return [{ type: 'unknown', code: attributeCode(type), value } as const];
}

/** Whether the nonce's cookie has the "Password algorithms" bit (RFC 8489 §9.2.1): then the attribute must be there. */
export function promisesAlgorithms(response: DecodedStun): boolean {
  const nonce = findAttribute(response, 'NONCE')?.nonce;
  return nonce !== undefined && securityFeatures(nonce)?.passwordAlgorithms === true;
}

/**
 * Checks the integrity of a response by the credential of its request. RFC 8489 §9.2.4 says by which attribute a server
 * must protect it: MESSAGE-INTEGRITY-SHA256, unless the request had no PASSWORD-ALGORITHM.
 */
export function verifyResponse(response: DecodedStun, { integrity }: Credential): Verification {
  return integrity.algorithm === 'sha256'
    ? verifyMessageIntegritySha256(response, integrity.key)
    : verifyMessageIntegrity(response, integrity.key);
}
