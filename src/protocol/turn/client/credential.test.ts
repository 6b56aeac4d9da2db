import { describe, expect, it } from 'vitest';
import {
  PASSWORD_ALGORITHM,
  type StunAttribute,
  findAttribute,
  longTermKey,
  nonceCookie,
  userhashOf,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from '../../stun/index.ts';
import { PASSWORD } from '../testing.ts';
import {
  GRANT,
  SHA1_INTEGRITY,
  USERNAME,
  challenge,
  createAllocatedLink,
  createTestClient,
  errorCode,
  ignoredReasons,
  requestOf,
  requestsOf,
  respond,
  told,
} from './testing.ts';

const NONE = new Uint8Array(0);
const MD5 = { algorithm: PASSWORD_ALGORITHM.MD5, parameters: NONE };
const SHA256 = { algorithm: PASSWORD_ALGORITHM['SHA-256'], parameters: NONE };
const UNKNOWN = { algorithm: 0x7777, parameters: NONE };
const PROMISING = `${nonceCookie({ passwordAlgorithms: true, usernameAnonymity: false })}x`;

function algorithms(...entries: (typeof MD5 | typeof SHA256 | typeof UNKNOWN)[]): StunAttribute {
  return { type: 'PASSWORD-ALGORITHMS', algorithms: entries };
}

/** A client that has sent its first Allocate request, and the actions that answer gets from it. */
function answered(attributes: readonly StunAttribute[], outcome: 'success' | 'error' = 'error') {
  const client = createTestClient();
  const first = requestOf(client.allocate(0));
  return { client, actions: client.handlePacket(0, respond(first, outcome, attributes)) };
}

/** One that has sent its Allocate request with MESSAGE-INTEGRITY, and that request. */
function authenticating(transport: 'udp' | 'tcp' = 'udp') {
  const client = createTestClient({ transport });
  const first = requestOf(client.allocate(0));
  const request = requestOf(client.handlePacket(0, respond(first, 'error', challenge(401))));
  return { client, request };
}

const keyOf = (algorithm: 'MD5' | 'SHA-256') =>
  longTermKey({ username: USERNAME, realm: 'example.org', password: PASSWORD, algorithm });

describe('a challenge (401), RFC 8489 §9.2.5', () => {
  it('without PASSWORD-ALGORITHMS is answered with MESSAGE-INTEGRITY and the MD5 key', () => {
    const request = requestOf(answered(challenge(401)).actions);
    expect(verifyMessageIntegrity(request, keyOf('MD5'))).toBe('valid');
    expect(findAttribute(request, 'MESSAGE-INTEGRITY-SHA256')).toBeUndefined();
    expect(findAttribute(request, 'PASSWORD-ALGORITHM')).toBeUndefined();
    expect(findAttribute(request, 'USERNAME')?.username).toBe(USERNAME);
    expect(findAttribute(request, 'REALM')?.realm).toBe('example.org');
    expect(findAttribute(request, 'NONCE')?.nonce).toBe('nonce');
  });

  it.each([
    ['SHA-256, MD5', [SHA256, MD5], 'SHA-256'],
    ['MD5, SHA-256 (RFC 8656 §6: SHA-256 all the same)', [MD5, SHA256], 'SHA-256'],
    ['MD5', [MD5], 'MD5'],
    ['something unknown, MD5', [UNKNOWN, MD5], 'MD5'],
  ] as const)('with %s is answered with MESSAGE-INTEGRITY-SHA256 only', (_title, offered, chosen) => {
    const offer = algorithms(...offered);
    const request = requestOf(answered([...challenge(401, PROMISING), offer]).actions);
    expect(findAttribute(request, 'PASSWORD-ALGORITHMS')).toEqual(offer);
    expect(findAttribute(request, 'PASSWORD-ALGORITHM')?.algorithm).toBe(PASSWORD_ALGORITHM[chosen]);
    expect(verifyMessageIntegritySha256(request, keyOf(chosen))).toBe('valid');
    expect(findAttribute(request, 'MESSAGE-INTEGRITY')).toBeUndefined();
  });

  it.each([
    ['whose nonce promises algorithms that aren’t there (§9.2.1)', challenge(401, PROMISING), /lost/],
    [
      'with unknown algorithms only',
      [...challenge(401, PROMISING), algorithms(UNKNOWN)],
      /no password algorithm/,
    ],
    ['without a nonce', challenge(401).slice(0, 2), /no realm or no nonce/],
    ['without a realm', challenge(401).filter(({ type }) => type !== 'REALM'), /no realm or no nonce/],
  ])('%s isn’t answered', (_title, attributes, reason) => {
    const { actions } = answered(attributes);
    expect(requestsOf(actions)).toEqual([]);
    expect(told(actions)).toEqual([{ kind: 'failed', code: 401, reason: expect.stringMatching(reason) }]);
  });

  it('with the bit "Username anonymity" is answered with USERHASH', () => {
    const nonce = nonceCookie({ passwordAlgorithms: false, usernameAnonymity: true });
    const request = requestOf(answered(challenge(401, nonce)).actions);
    expect(findAttribute(request, 'USERHASH')?.userhash).toEqual(userhashOf(USERNAME, 'example.org'));
    expect(findAttribute(request, 'USERNAME')).toBeUndefined();
  });

  it('after credentials were sent is a refusal of them', () => {
    const { client, request } = authenticating();
    const actions = client.handlePacket(0, respond(request, 'error', challenge(401)));
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: 401 }]);
  });

  it('that is longer than we may send is echoed byte by byte', () => {
    const client = createTestClient();
    const first = requestOf(client.allocate(0));
    const nonce = { type: 'unknown', code: 0x0015, value: new Uint8Array(700).fill(0x61) } as const;
    const [code, realm] = challenge(401);
    if (!code || !realm) throw new Error('no challenge');
    const request = requestOf(client.handlePacket(0, respond(first, 'error', [code, realm, nonce])));
    expect(findAttribute(request, 'NONCE')?.nonce).toBe('a'.repeat(700));
  });
});

describe('a stale nonce (438), RFC 8489 §9.2.5', () => {
  it('is replaced by the new one in a request that is otherwise the same', () => {
    const { client, request } = authenticating();
    const again = requestOf(client.handlePacket(0, respond(request, 'error', challenge(438, 'fresh'))));
    expect(findAttribute(again, 'NONCE')?.nonce).toBe('fresh');
    expect(again.transactionId).not.toEqual(request.transactionId);
    expect(again.attributes.map(({ type }) => type)).toEqual(request.attributes.map(({ type }) => type));
    const actions = client.handlePacket(0, respond(again, 'success', GRANT, SHA1_INTEGRITY));
    expect(told(actions)).toMatchObject([{ kind: 'allocated' }]);
  });

  it('is replaced three times in a row, and no more', () => {
    const { client, request } = authenticating();
    let current = request;
    for (const nonce of ['1', '2', '3'])
      current = requestOf(client.handlePacket(0, respond(current, 'error', challenge(438, nonce))));
    const actions = client.handlePacket(0, respond(current, 'error', challenge(438, '4')));
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: 438 }]);
  });

  it('can’t take the password algorithms back: requests go on with MESSAGE-INTEGRITY-SHA256 only', () => {
    const client = createTestClient();
    const first = requestOf(client.allocate(0));
    const offer = [...challenge(401, PROMISING), algorithms(SHA256)];
    const second = requestOf(client.handlePacket(0, respond(first, 'error', offer)));
    const actions = client.handlePacket(0, respond(second, 'error', challenge(438)));
    expect(requestsOf(actions)).toEqual([]);
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: 438 }]);
  });

  it('of our own server is renewed by whatever request comes next', () => {
    const link = createAllocatedLink({}, { nonceLifetimeMs: 1000 });
    link.world.at += 2000;
    const permit = link.perform(link.client.permit(link.world.at, '127.0.0.1'));
    expect(requestsOf(permit)).toHaveLength(2);
    expect(told(permit)).toEqual([{ kind: 'permitted', peerAddress: '127.0.0.1' }]);
    link.world.at += 2000;
    expect(told(link.perform(link.client.release(link.world.at)))).toEqual([{ kind: 'released' }]);
  });
});

describe('the integrity of a response, RFC 8489 §9.2.5', () => {
  const wrong = { integrity: { ...SHA1_INTEGRITY.integrity, key: keyOf('SHA-256') } } as const;

  it.each([
    ['a success without it', 'success', GRANT, {}],
    ['a success with a wrong one', 'success', GRANT, wrong],
    ['an error without it', 'error', [errorCode(437)], {}],
    ['a 400 without it', 'error', [errorCode(400)], {}],
  ] as const)('over UDP: %s is as if it had never come', (_title, outcome, attributes, options) => {
    const { client, request } = authenticating();
    const actions = client.handlePacket(0, respond(request, outcome, attributes, options));
    expect(actions).toMatchObject([{ kind: 'trace', decision: 'ignored', reason: 'not-authenticated' }]);
    const right = client.handlePacket(0, respond(request, 'success', GRANT, SHA1_INTEGRITY));
    expect(told(right)).toMatchObject([{ kind: 'allocated' }]);
  });

  it('over UDP: when no other comes, the failure says that it was violated', () => {
    const { client, request } = authenticating();
    client.handlePacket(0, respond(request, 'success', GRANT));
    expect(told(client.handleTimeout(39_500))).toEqual([
      { kind: 'failed', code: undefined, reason: 'every answer came without valid integrity' },
    ]);
  });

  it('over TCP: the request has failed at once', () => {
    const { client, request } = authenticating('tcp');
    const actions = client.handlePacket(0, respond(request, 'success', GRANT, wrong));
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: undefined }]);
  });

  it('is looked for behind a nonce that promises algorithms only where they are there', () => {
    const { client, request } = authenticating();
    const bidDown = [...GRANT, { type: 'NONCE', nonce: PROMISING } as const];
    const actions = client.handlePacket(0, respond(request, 'success', bidDown, SHA1_INTEGRITY));
    expect(ignoredReasons(actions)).toEqual(['bid-down']);
  });

  it('can’t be asked of a server that wants no credentials (RFC 8656 §7.2 check 1)', () => {
    expect(told(answered(GRANT, 'success').actions)).toMatchObject([{ kind: 'allocated' }]);
  });
});

describe('an error response to the first request', () => {
  it('300 says which server to try (RFC 8489 §10)', () => {
    const alternate = { family: 4, address: '192.0.2.99', port: 3479 } as const;
    const { actions } = answered([errorCode(300), { type: 'ALTERNATE-SERVER', address: alternate }]);
    expect(told(actions)).toEqual([{ kind: 'failed', code: 300, reason: 'Try Alternate: 192.0.2.99:3479' }]);
  });

  it('420 says what the server didn’t know (RFC 8489 §6.3.1)', () => {
    const { actions } = answered([errorCode(420), { type: 'UNKNOWN-ATTRIBUTES', types: [0x17] }]);
    expect(told(actions)).toEqual([{ kind: 'failed', code: 420, reason: 'Unknown Attribute: 0x0017' }]);
  });

  it.each([403, 437, 440, 441, 442, 486, 500, 508, 699])('%i ends it (RFC 8656 §7.4)', (code) => {
    expect(told(answered([errorCode(code, 'why')]).actions)).toEqual([
      { kind: 'failed', code, reason: 'why' },
    ]);
  });

  it('400 without integrity is as if it had never come (RFC 8489 §9.2.5)', () => {
    const { client, actions } = answered([errorCode(400)]);
    expect(ignoredReasons(actions)).toEqual(['not-authenticated']);
    expect(client.nextTimeoutAt()).toBe(500);
  });

  it('without a code, or with attributes that we’d have to understand, ends it (RFC 8489 §6.3.4)', () => {
    expect(told(answered([]).actions)).toMatchObject([{ kind: 'failed', code: undefined }]);
    const unknown = { type: 'unknown', code: 0x7abc, value: NONE } as const;
    expect(told(answered([...challenge(401), unknown]).actions)).toMatchObject([
      { kind: 'failed', reason: expect.stringContaining('0x7abc') },
    ]);
  });
});

describe('a success that can’t be used (RFC 8656 §7.3)', () => {
  const ipv6 = { family: 6, address: '2001:db8::1', port: 50_000 } as const;
  it.each([
    ['no relayed address', GRANT.slice(1)],
    ['no mapped address', GRANT.filter(({ type }) => type !== 'XOR-MAPPED-ADDRESS')],
    ['another family', [{ type: 'XOR-RELAYED-ADDRESS', address: ipv6 }, ...GRANT.slice(1)] as const],
    ['no time left', [...GRANT.slice(0, 2), { type: 'LIFETIME', lifetimeSeconds: 0 }] as const],
  ])('deletes the allocation and fails: %s', (_title, attributes) => {
    const { client, actions } = answered(attributes, 'success');
    expect(findAttribute(requestOf(actions), 'LIFETIME')?.lifetimeSeconds).toBe(0);
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: undefined }]);
    expect(client.nextTimeoutAt()).toBeUndefined();
  });
});

describe('a configuration that can’t be sent', () => {
  it.each([
    ['a user name of more than 508 bytes', { username: 'a'.repeat(509) }],
    ['a lifetime of no 32-bit integer', { lifetimeSeconds: 1.5 }],
    ['a lifetime of zero, which would delete', { lifetimeSeconds: 0 }],
  ])('is refused where it is given: %s', (_title, config) => {
    expect(() => createTestClient(config)).toThrow(RangeError);
  });
});
