import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTestFragment, testFromFragment, testToFragment } from './test-link.ts';
import { readTyped } from './typed-servers.ts';

const URLS = ['stun:stun.example.org', 'turn:turn.example.org:3478?transport=udp', 'turns:[2001:db8::1]:443'];
const packed = (text: string) => `#servers=1.${deflateRawSync(text).toString('base64url')}`;

describe('a link to a test', () => {
  it('carries URLs, and gives them back', async () => {
    const fragment = await testToFragment(URLS);
    expect(fragment.ok && isTestFragment(fragment.value)).toBe(true);
    expect(fragment.ok && (await testFromFragment(fragment.value))).toEqual({ ok: true, value: URLS });
  });

  it.each([
    ['nothing', '#servers='],
    ['no data', '#servers=1.'],
    ['no base64url', '#servers=1.a+b/'],
    ['a part too many', `${packed(JSON.stringify(URLS))}.x`],
    ['no JSON', packed('turn:turn.example.org')],
    ['another prefix', '#scene=1.AAAA'],
  ])('that is damaged is refused: %s', async (_what, fragment) => {
    expect(await testFromFragment(fragment)).toEqual({ ok: false, error: 'damaged' });
  });

  it.each([
    ['no list', { urls: URLS }],
    ['an empty list', []],
    ['servers with a credential', [{ urls: URLS, username: 'a', credential: 'b' }]],
    ['a URL that runs something', ['javascript:alert(1)']],
    ['a web address', ['https://example.org/']],
    ['a user in the URL', ['turn:ada@turn.example.org']],
    ['one wrong among right ones', [...URLS, 'turn://turn.example.org']],
    ['a URL without end', [`turn:${'a'.repeat(400)}`]],
    ['more than can be tested', Array.from({ length: 17 }, (_, n) => `stun:${n}.example.org`)],
  ])('that holds %s is refused', async (_what, value) => {
    expect(await testFromFragment(packed(JSON.stringify(value)))).toEqual({ ok: false, error: 'no-servers' });
  });

  it('is bounded, packed and unpacked, and knows its edition', async () => {
    const tooLong = { ok: false, error: 'too-long' };
    expect(await testFromFragment(`#servers=1.${'A'.repeat(8_001)}`)).toEqual(tooLong);
    expect(await testFromFragment(packed(JSON.stringify('a'.repeat(1_000_000))))).toEqual(tooLong);
    expect(await testFromFragment('#servers=2.AAAA')).toEqual({ ok: false, error: 'other-version' });
  });

  it('never throws, whatever a stranger puts into it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string().map((text) => `#servers=1.${text}`),
          fc.json().map((json) => packed(json)),
        ),
        async (fragment) => {
          const read = await testFromFragment(fragment);
          expect(read.ok).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('typed servers', () => {
  const typed = (urls: string, username = '', credential = '') => readTyped({ urls, username, credential });

  it('are an entry each; only TURN gets the credential', () => {
    expect(typed(' stun:a.example,\n turn:b.example\tturn:b.example ', ' ada ', ' secret ')).toEqual({
      ok: true,
      value: [{ url: 'stun:a.example' }, { url: 'turn:b.example', username: 'ada', credential: ' secret ' }],
    });
  });

  it('say which field is wrong', () => {
    expect(typed(' ')).toMatchObject({ error: { field: 'urls', kind: 'empty' } });
    expect(typed('stun:a.example turn//b')).toMatchObject({ error: { field: 'urls', url: 'turn//b' } });
    expect(typed('turn:b.example')).toMatchObject({ error: { field: 'username', kind: 'missing' } });
    expect(typed('turn:b.example', 'ada')).toMatchObject({ error: { field: 'credential', kind: 'missing' } });
    expect(typed(Array.from({ length: 17 }, (_, n) => `stun:${n}.example`).join(' '))).toMatchObject({
      error: { kind: 'too-many' },
    });
  });
});
