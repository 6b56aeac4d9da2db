import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAPTER_PAGES, PAGES } from '#tests/site-pages.ts';
import { serveBenchPages } from '../../scripts/bench/bench-pages.ts';
import { weighLab } from '../../scripts/bench/lab/weight.ts';
import { weighPage } from '../../scripts/bench/page-load.ts';
import { findBrowser } from '../../scripts/lib/programs.mjs';
import { closeSite, openSite } from './driver/index.ts';

/**
 * HTML, CSS, JavaScript and fonts on the wire, compressed, headers included. The same text compresses less in Chinese,
 * whose characters are three bytes each; it brings no font.
 */
const BUDGET_BYTES = { en: 45_000, 'zh-cn': 50_000 } as const;
/** Its code, and beside it the styles that its scripts bring. */
const LAB_BUDGET_KB = { code: 90, styles: 6 } as const;

// Only Chromium counts bytes on the wire for us; they are the same for every browser.
describe.skipIf(!findBrowser('chromium'))('the weight', () => {
  let base: string;

  beforeAll(async () => {
    base = (await openSite()).url;
  });
  afterAll(closeSite);

  describe('of a page before an exercise or demo is touched', () => {
    it.each(
      [...PAGES.filter(({ path }) => path.endsWith('/learn/')), ...CHAPTER_PAGES].map(
        ({ path, locale }) => [path.slice(1), locale] as const,
      ),
    )('/%s keeps to its budget', async (path, locale) => {
      const weight = await weighPage(base + path);
      expect(weight.html).toBeGreaterThan(1000);
      expect(weight.font).toBe(0);
      expect(weight.html + weight.css + weight.js + weight.font, JSON.stringify(weight)).toBeLessThanOrEqual(
        BUDGET_BYTES[locale],
      );
    });
  });

  it('of the Lab’s code once a session was run, its worker’s too, and of its styles, keeps to its budget', async () => {
    const pages = await serveBenchPages(base, {});
    try {
      const { ownKb, stylesKb } = await weighLab(pages);
      expect(ownKb.length).toBeGreaterThan(1);
      expect(
        ownKb.reduce((sum, kB) => sum + kB, 0),
        ownKb.join(', '),
      ).toBeLessThanOrEqual(LAB_BUDGET_KB.code);
      expect(stylesKb).toBeGreaterThan(1);
      expect(stylesKb).toBeLessThanOrEqual(LAB_BUDGET_KB.styles);
    } finally {
      await pages.close();
    }
  });
});
