import { describe, expect, it } from 'vitest';
import { localeOfPath, localizePath } from './locales.ts';

describe('locale of a route', () => {
  it('is English at the root and the prefix elsewhere', () => {
    expect(localeOfPath('/learn/candidates/')).toBe('en');
    expect(localeOfPath('/zh-cn/learn/candidates/')).toBe('zh-cn');
    expect(localeOfPath('/zh-cn/')).toBe('zh-cn');
  });

  it('changes edition and keeps the page', () => {
    expect(localizePath('/learn/candidates/', 'zh-cn')).toBe('/zh-cn/learn/candidates/');
    expect(localizePath('/zh-cn/learn/candidates/', 'en')).toBe('/learn/candidates/');
    expect(localizePath('/zh-cn/', 'en')).toBe('/');
    expect(localizePath('/', 'zh-cn')).toBe('/zh-cn/');
  });
});
