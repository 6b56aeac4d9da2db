import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hex } from '#tests/vectors/hex.ts';
import {
  longTermKey,
  nonceCookie,
  opaqueString,
  securityFeatures,
  shortTermKey,
  userhashOf,
} from './index.ts';

describe('Long-term keys', () => {
  it("RFC 8489 §9.2.2: MD5 of 'user:realm:pass' is the key in the RFC", () => {
    const key = longTermKey({ username: 'user', realm: 'realm', password: 'pass' });
    expect(key).toEqual(hex('8493fbc53ba582fb4c044c456bdc40eb'));
  });

  it('RFC 8489 §18.5.1.2: SHA-256 of the same text', () => {
    const key = longTermKey({ username: 'user', realm: 'realm', password: 'pass', algorithm: 'SHA-256' });
    expect(key).toEqual(new Uint8Array(createHash('sha256').update('user:realm:pass').digest()));
  });
});

it('A short-term key is the password (RFC 8489 §9.1.1)', () => {
  expect(shortTermKey('pass')).toEqual(hex('70617373'));
});

it('RFC 8489 Appendix B.1: USERHASH of the sample username and realm', () => {
  expect(userhashOf('マトリックス', 'example.org')).toEqual(
    hex('4a3cf38f ef6992bd a952c678 0417da0f 24819415 569e60b2 05c46e41 407f1704'),
  );
});

describe('OpaqueString (RFC 8265 §4.2)', () => {
  // The examples of RFC 8265 §4.3, table 4, that are valid.
  it.each([
    ['correct horse battery staple', 'correct horse battery staple'],
    ['Correct Horse Battery Staple', 'Correct Horse Battery Staple'],
    ['πßå', 'πßå'],
    ['Jack of ♦s', 'Jack of ♦s'],
    ['foo\u{1680}bar', 'foo bar'],
  ])('%j becomes %j', (text, expected) => {
    expect(opaqueString(text)).toBe(expected);
  });

  it('composes: e and U+0301 become é', () => {
    expect(opaqueString('e\u{301}')).toBe('\u{e9}');
  });
});

describe('The nonce cookie (RFC 8489 §9.2, §18.1)', () => {
  // 24 bits with bit 0 first: 0x000000, 0x800000, 0x400000, 0xc00000 in base64.
  it.each([
    [false, false, 'obMatJos2AAAA'],
    [true, false, 'obMatJos2gAAA'],
    [false, true, 'obMatJos2QAAA'],
    [true, true, 'obMatJos2wAAA'],
  ])('password algorithms %s, username anonymity %s: %s', (passwordAlgorithms, usernameAnonymity, cookie) => {
    expect(nonceCookie({ passwordAlgorithms, usernameAnonymity })).toBe(cookie);
    expect(securityFeatures(`${cookie}dl7W7PeDU4hKE72jda`)).toEqual({
      passwordAlgorithms,
      usernameAnonymity,
    });
  });

  it('of the example in RFC 8656 §20 announces password algorithms', () => {
    expect(securityFeatures('obMatJos2gAAAadl7W7PeDU4hKE72jda')).toEqual({
      passwordAlgorithms: true,
      usernameAnonymity: false,
    });
  });

  it.each(['f//499k954d6OL34oL9FSTvy64sA', 'obMatJos2', 'obMatJos2AA-A', 'xobMatJos2AAAA', ''])(
    'is not in %j',
    (nonce) => {
      expect(securityFeatures(nonce)).toBeUndefined();
    },
  );
});
