import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '#tests/site-pages.ts';
import { weighPage } from '../../scripts/bench/page-load.ts';
import { findBrowser } from '../../scripts/lib/programs.mjs';
import { closeSite, openSite } from './driver/index.ts';

/** HTML, CSS, JavaScript and fonts on the wire, compressed, headers included. */
const BUDGET_BYTES = 45_000;

// Only Chromium counts bytes on the wire for us; they are the same for every browser.
describe.skipIf(!findBrowser('chromium'))(
  'the weight of a page before an exercise or demo is touched',
  () => {
    let base: string;

    beforeAll(async () => {
      base = (await openSite()).url;
    });
    afterAll(closeSite);

    it.each(PAGES.filter(({ path }) => path.includes('/learn/')).map(({ path }) => path.slice(1)))(
      '/%s keeps to its budget',
      async (path) => {
        const weight = await weighPage(base + path);
        expect(weight.html).toBeGreaterThan(1000);
        expect(
          weight.html + weight.css + weight.js + weight.font,
          JSON.stringify(weight),
        ).toBeLessThanOrEqual(BUDGET_BYTES);
      },
    );
  },
);
