import { describe, expect, it } from 'vitest';
import {
  METHOD,
  PASSWORD_ALGORITHM,
  type PasswordAlgorithmEntry,
  type StunAttribute,
  findAttribute,
  longTermKey,
  securityFeatures,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from '../stun/index.ts';
import {
  PASSWORD,
  REALM,
  type RequestOptions,
  UDP_TRANSPORT,
  createTestWorld,
  errorCodeOf,
} from './testing.ts';

const none = new Uint8Array(0);
const SHA256: PasswordAlgorithmEntry = { algorithm: PASSWORD_ALGORITHM['SHA-256'], parameters: none };
const MD5: PasswordAlgorithmEntry = { algorithm: PASSWORD_ALGORITHM.MD5, parameters: none };
const offer: StunAttribute = { type: 'PASSWORD-ALGORITHMS', algorithms: [SHA256, MD5] };
const chosen = (entry: PasswordAlgorithmEntry): StunAttribute => ({ type: 'PASSWORD-ALGORITHM', ...entry });

function challengedClient(overrides = {}) {
  const world = createTestWorld(overrides);
  const client = world.client();
  const challenge = client.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
  const allocate = (attributes: readonly StunAttribute[], options?: RequestOptions) =>
    client.request(METHOD.Allocate, [UDP_TRANSPORT, ...attributes], options);
  return { world, client, challenge, allocate };
}

describe('a request without a credential (RFC 8489 §9.2.4)', () => {
  it('gets 401 with realm, a nonce that announces its features, and the algorithms, best first', () => {
    const { challenge } = challengedClient();
    expect(errorCodeOf(challenge)).toBe(401);
    expect(findAttribute(challenge, 'REALM')?.realm).toBe(REALM);
    const nonce = findAttribute(challenge, 'NONCE')?.nonce ?? '';
    expect(nonce.startsWith('obMatJos2gAAA')).toBe(true);
    expect(nonce.length).toBeLessThan(128);
    expect(securityFeatures(nonce)).toEqual({ passwordAlgorithms: true, usernameAnonymity: false });
    expect(findAttribute(challenge, 'PASSWORD-ALGORITHMS')?.algorithms).toEqual([SHA256, MD5]);
    expect(findAttribute(challenge, 'MESSAGE-INTEGRITY')).toBeUndefined();
  });

  it('gets a nonce of its own at each address: "MUST NOT choose the same NONCE for two requests unless …"', () => {
    const world = createTestWorld();
    const nonceAt = (port: number) =>
      findAttribute(world.client(port).request(METHOD.Allocate, [], { integrity: 'none' }), 'NONCE')?.nonce;
    expect(nonceAt(50_000)).not.toBe(nonceAt(50_001));
  });
});

describe('a request with a credential', () => {
  it('is answered under MESSAGE-INTEGRITY where it chose no algorithm', () => {
    const response = challengedClient().allocate([]);
    const key = longTermKey({ username: 'alice', realm: REALM, password: PASSWORD });
    expect(response.class).toBe('success');
    expect(verifyMessageIntegrity(response, key)).toBe('valid');
    expect(findAttribute(response, 'MESSAGE-INTEGRITY-SHA256')).toBeUndefined();
  });

  it('is answered under MESSAGE-INTEGRITY-SHA256 where it chose SHA-256', () => {
    const response = challengedClient().allocate([offer, chosen(SHA256)], { integrity: 'sha256' });
    const key = longTermKey({ username: 'alice', realm: REALM, password: PASSWORD, algorithm: 'SHA-256' });
    expect(response.class).toBe('success');
    expect(verifyMessageIntegritySha256(response, key)).toBe('valid');
    expect(findAttribute(response, 'MESSAGE-INTEGRITY')).toBeUndefined();
  });

  it.each([
    ['a choice without the offer', [chosen(SHA256)]],
    ['the offer without a choice', [offer]],
    ['another offer than ours', [{ type: 'PASSWORD-ALGORITHMS', algorithms: [MD5, SHA256] }, chosen(SHA256)]],
    ['a weakened offer', [{ type: 'PASSWORD-ALGORITHMS', algorithms: [MD5] }, chosen(MD5)]],
    ['an algorithm that was not offered', [offer, chosen({ ...MD5, algorithm: 9 })]],
  ] satisfies [string, StunAttribute[]][])('gets 400 for %s', (_title, attributes) => {
    expect(errorCodeOf(challengedClient().allocate(attributes, { integrity: 'sha256' }))).toBe(400);
  });

  it.each(['USERNAME', 'REALM', 'NONCE'] as const)('gets 400 without %s', (type) => {
    const response = challengedClient().allocate([], { without: [type] });
    expect(errorCodeOf(response)).toBe(400);
    expect(findAttribute(response, 'NONCE')).toBeUndefined();
  });

  it.each([
    ['an unknown user', { username: 'stranger' }],
    ['a wrong password', { password: 'wrong' }],
    ['a password under another realm', { realm: 'example.com' }],
  ])('gets 401 with a new challenge for %s', (_title, options) => {
    const response = challengedClient().allocate([], options);
    expect(errorCodeOf(response)).toBe(401);
    expect(findAttribute(response, 'REALM')).toBeDefined();
    expect(findAttribute(response, 'NONCE')).toBeDefined();
    expect(findAttribute(response, 'PASSWORD-ALGORITHMS')).toBeDefined();
  });

  it('gets 401 for USERHASH, which was not offered', () => {
    const userhash: StunAttribute = { type: 'USERHASH', userhash: new Uint8Array(32) };
    expect(errorCodeOf(challengedClient().allocate([userhash], { without: ['USERNAME'] }))).toBe(401);
  });

  it('gets 438 and a fresh nonce once the nonce is an hour old, and then succeeds', () => {
    const { world, client, allocate } = challengedClient();
    const stale = client.nonce;
    world.at += 60 * 60 * 1000;
    const response = allocate([]);
    expect(errorCodeOf(response)).toBe(438);
    expect(findAttribute(response, 'REALM')).toBeDefined();
    expect(findAttribute(response, 'PASSWORD-ALGORITHMS')).toBeDefined();
    expect(client.nonce).not.toBe(stale);
    expect(allocate([]).class).toBe('success');
  });

  it.each(['', 'x', 'obMatJos2gAAA', 'obMatJos2gAAAzz-00', 'obMatJos2gAAA9007199254740993-00'])(
    'gets 438 for a nonce that is none of ours: "%s"',
    (nonce) => expect(errorCodeOf(challengedClient().allocate([], { nonce }))).toBe(438),
  );

  it('gets 438 for the nonce of another client', () => {
    const { world, client } = challengedClient();
    const response = world.client(50_001).request(METHOD.Allocate, [UDP_TRANSPORT], { nonce: client.nonce });
    expect(errorCodeOf(response)).toBe(438);
  });

  it('learns only 401, never 438, while the password is wrong', () => {
    const { world, allocate } = challengedClient();
    world.at += 2 * 60 * 60 * 1000;
    expect(errorCodeOf(allocate([], { password: 'wrong' }))).toBe(401);
  });
});
