import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';

describe('where a site is to stand', () => {
  it.each([
    [undefined, '/'],
    ['', '/'],
    ['/', '/'],
    ['icebreaker', '/icebreaker/'],
    ['/icebreaker', '/icebreaker/'],
    ['//icebreaker/', '/icebreaker/'],
    ['/courses/ice-breaker_1.0/', '/courses/ice-breaker_1.0/'],
  ])('BASE_PATH=%s is %s', (BASE_PATH, base) => {
    expect(readAddress({ BASE_PATH })).toEqual({ site: 'http://127.0.0.1:4321', base });
  });

  it.each(['/a//b/', '/a/../b/', '/./', '/a b/', '/a?b/', '/%61/', '/é/', 'https://host/a/'])(
    'BASE_PATH=%s is refused',
    (BASE_PATH) => {
      expect(() => readAddress({ BASE_PATH })).toThrow('BASE_PATH');
    },
  );

  it('a path in SITE_URL is that of BASE_PATH, or an error', () => {
    const of = (SITE_URL: string, BASE_PATH?: string) => readAddress({ SITE_URL, BASE_PATH });
    expect(of('https://a.example').base).toBe('/');
    expect(of('https://a.example/', 'b').base).toBe('/b/');
    expect(of('https://a.example/b', 'b').base).toBe('/b/');
    expect(of('https://a.example/b/', '/b/').base).toBe('/b/');
    expect(() => of('https://a.example/b/')).toThrow('BASE_PATH=/b/');
    expect(() => of('https://a.example/b/', '/c/')).toThrow('BASE_PATH=/b/');
  });
});
