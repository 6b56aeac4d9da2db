import { describe, expect, it } from 'vitest';
import { editionFor, languageLinks, type Editions } from './editions.ts';

const EDITIONS: Editions = new Map([
  ['candidates', ['en', 'zh-cn']],
  ['stun', ['en']],
  ['turn', ['zh-cn']],
]);

describe('the edition in which a chapter can be read', () => {
  it.each([
    ['candidates', 'en', 'en'],
    ['candidates', 'zh-cn', 'zh-cn'],
    ['stun', 'zh-cn', 'en'],
    ['turn', 'en', 'zh-cn'],
    ['priority', 'en', undefined],
  ] as const)('%s, by a reader of %s: %s', (slug, reader, edition) => {
    expect(editionFor(EDITIONS, slug, reader)).toBe(edition);
  });
});

describe('the language switch', () => {
  it('leads to the same page where it is there', () => {
    expect(languageLinks('/learn/candidates/', 'en', ['en', 'zh-cn'], '/learn/')).toEqual([
      { locale: 'zh-cn', href: '/zh-cn/learn/candidates/', isSamePage: true },
    ]);
    expect(languageLinks('/zh-cn/', 'zh-cn', ['en', 'zh-cn'], '/')).toEqual([
      { locale: 'en', href: '/', isSamePage: true },
    ]);
  });

  it('leads elsewhere where it is not', () => {
    expect(languageLinks('/learn/stun/', 'en', ['en'], '/learn/#stun')).toEqual([
      { locale: 'zh-cn', href: '/zh-cn/learn/#stun', isSamePage: false },
    ]);
    expect(languageLinks('/zh-cn/learn/turn/', 'zh-cn', ['zh-cn'], '/learn/#turn')).toEqual([
      { locale: 'en', href: '/learn/#turn', isSamePage: false },
    ]);
  });
});
