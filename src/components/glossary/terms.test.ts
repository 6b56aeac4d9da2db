import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TERMS } from './terms.ts';

const IDS = TERMS.map(({ id }) => id);

/** Every chapter of every edition, with its place for the message of a failing test. */
const CHAPTERS = ['en', 'zh-cn'].flatMap((locale) =>
  readdirSync(`content/${locale}`)
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => ({
      place: `content/${locale}/${file}`,
      text: readFileSync(`content/${locale}/${file}`, 'utf8'),
    })),
);

describe('the glossary', () => {
  it('names each term once', () => {
    expect(new Set(IDS).size).toBe(IDS.length);
    for (const locale of ['en', 'zh-cn'] as const) {
      const words = TERMS.map(({ term }) => term[locale]);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  it('has ids that can stand in an address', () => {
    for (const id of IDS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('says where each definition comes from, and ends it as a sentence', () => {
    for (const { id, definition, sources } of TERMS) {
      expect([id, sources.length > 0]).toEqual([id, true]);
      expect(definition.en).toMatch(/\.$/);
      expect(definition['zh-cn']).toMatch(/。$/);
    }
  });

  it.each(CHAPTERS)('has every term that $place links to', ({ text }) => {
    const linked = [...text.matchAll(/<Term id="([^"]+)"/g)].map(([, id]) => id ?? '');
    // One that is written in another way would go unseen.
    expect(linked).toHaveLength([...text.matchAll(/<Term\b/g)].length);
    expect(linked.filter((id) => !IDS.includes(id))).toEqual([]);
  });
});
