import {
  type DecodedStun,
  decodeStun,
  findAttribute,
  longTermKey,
  shortTermKey,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from '#src/protocol/index.ts';

/** `none`: nothing protects the message, or it can't be decoded. */
export type MessageVerdict = 'valid' | 'invalid' | 'none';

/**
 * Whether a message was signed with this password: as a short-term credential (RFC 8489 §9.1), and as a long-term one
 * (§9.2) where the message, or the request that it answers, names user and realm.
 */
export function messageVerdict(
  bytes: Uint8Array,
  request: Uint8Array | undefined,
  password: string,
): MessageVerdict {
  const message = stunOf(bytes);
  if (!message || !isProtected(message)) return 'none';
  const { username, realm } = namesIn(bytes, request);
  const keys = [shortTermKey(password)];
  if (username !== '' && realm !== '')
    for (const algorithm of ['MD5', 'SHA-256'] as const)
      keys.push(longTermKey({ username, realm, password, algorithm }));
  const isValid = keys.some(
    (key) =>
      verifyMessageIntegrity(message, key) === 'valid' ||
      verifyMessageIntegritySha256(message, key) === 'valid',
  );
  return isValid ? 'valid' : 'invalid';
}

/** Who signed it, as far as the message, or the request that it answers, says so; empty where neither does. */
export function namesIn(
  bytes: Uint8Array,
  request: Uint8Array | undefined,
): Record<'username' | 'realm', string> {
  const named = [bytes, ...(request ? [request] : [])].flatMap((one) => stunOf(one) ?? []);
  const first = (texts: readonly (string | undefined)[]): string => texts.find(Boolean) ?? '';
  return {
    username: first(named.map((one) => findAttribute(one, 'USERNAME')?.username)),
    realm: first(named.map((one) => findAttribute(one, 'REALM')?.realm)),
  };
}

function stunOf(bytes: Uint8Array): DecodedStun | undefined {
  const decoded = decodeStun(bytes);
  return decoded.ok ? decoded.value : undefined;
}

function isProtected(message: DecodedStun): boolean {
  return (
    findAttribute(message, 'MESSAGE-INTEGRITY') !== undefined ||
    findAttribute(message, 'MESSAGE-INTEGRITY-SHA256') !== undefined
  );
}
