import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, linkTo, localeOf, pathOf } from './addresses.ts';

afterEach(() => vi.unstubAllEnvs());

describe('below a path', () => {
  it.each([
    ['/', '/icebreaker/'],
    ['/learn/stun/#a', '/icebreaker/learn/stun/#a'],
    // Not taken for what already stands below the path.
    ['/icebreaker/', '/icebreaker/icebreaker/'],
  ])('the path %s has the address %s, and the other way about', (path, address) => {
    vi.stubEnv('BASE_URL', '/icebreaker/');
    expect(addressOf(path)).toBe(address);
    expect(pathOf(address)).toBe(path);
  });

  it.each(['/', '/icebreaker', '/icebreakers/learn/', '/learn/'])('%s is beyond the site', (address) => {
    vi.stubEnv('BASE_URL', '/icebreaker/');
    expect(pathOf(address)).toBe(address);
  });

  it('a link leads to the edition that it names, and an address tells its edition', () => {
    vi.stubEnv('BASE_URL', '/zh-cn/');
    expect(linkTo('/learn/', 'zh-cn')).toBe('/zh-cn/zh-cn/learn/');
    expect(linkTo('/zh-cn/learn/', 'en')).toBe('/zh-cn/learn/');
    expect(localeOf({ pathname: '/zh-cn/learn/' })).toBe('en');
    expect(localeOf({ pathname: '/zh-cn/zh-cn/' })).toBe('zh-cn');
  });
});

describe('at the root', () => {
  it('a path is its address', () => {
    expect([addressOf('/learn/'), pathOf('/learn/')]).toEqual(['/learn/', '/learn/']);
    expect(linkTo('/learn/', 'zh-cn')).toBe('/zh-cn/learn/');
  });
});
