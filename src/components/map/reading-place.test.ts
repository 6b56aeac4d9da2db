import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPlace } from './reading-place.ts';

afterEach(() => vi.unstubAllEnvs());

describe('a place in a chapter', () => {
  it('is read from the address of a site below a path', () => {
    vi.stubEnv('BASE_URL', '/icebreaker/');
    const place = { locale: 'zh-cn', slug: 'stun', hash: '#a', section: 'b' };
    expect(readPlace('/icebreaker/zh-cn/learn/stun/#a b')).toEqual(place);
  });

  it.each([
    ['/learn/stun/ ', { locale: 'en', slug: 'stun', hash: '', section: '' }],
    ['/learn/stun/#a-b What is said', { locale: 'en', slug: 'stun', hash: '#a-b', section: 'What is said' }],
    [
      '/zh-cn/learn/why-ice/#%E8%AF%AD 语',
      { locale: 'zh-cn', slug: 'why-ice', hash: '#%E8%AF%AD', section: '语' },
    ],
  ])('is read from %s', (kept, place) => {
    expect(readPlace(kept)).toEqual(place);
  });

  it.each([
    '',
    '/learn/stun/',
    '/learn/',
    '/lab/ x',
    'javascript:alert(1) x',
    '//evil.example/learn/stun/ x',
  ])('is not in “%s”', (kept) => {
    expect(readPlace(kept)).toBeUndefined();
  });
});
