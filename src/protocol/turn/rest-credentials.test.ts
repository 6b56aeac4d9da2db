import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeRestCredential, restPasswordOf } from './rest-credentials.ts';

const secret = new TextEncoder().encode('north');

describe('credentials that expire', () => {
  const { username, credential } = makeRestCredential(secret, 1_900_000_000_999, 'alice');

  it('name their expiry in seconds, and carry base64(HMAC-SHA1(secret, username)), as coturn computes it', () => {
    expect(username).toBe('1900000000:alice');
    expect(credential).toBe(createHmac('sha1', 'north').update(username).digest('base64'));
  });

  it('are known until they expire', () => {
    expect(restPasswordOf(secret, 1_899_999_999_999, username)).toBe(credential);
    expect(restPasswordOf(secret, 1_900_000_000_000, username)).toBeUndefined();
  });

  it.each(['', 'alice', ':alice', '1e99:alice', '-1:alice', ' 1900000000:alice', '19000000000000:alice'])(
    'are never "%s"',
    (name) => expect(restPasswordOf(secret, 0, name)).toBeUndefined(),
  );
});
