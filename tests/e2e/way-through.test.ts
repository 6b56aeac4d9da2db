import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { LOCALES, localizePath } from '#src/i18n/locales.ts';
import { chapter } from '#src/i18n/messages/chapter.ts';
import { map } from '#src/i18n/messages/map.ts';
import { pages as messages } from '#src/i18n/messages/pages.ts';
import { search } from '#src/i18n/messages/search.ts';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { CHAPTERS } from '#tests/site-pages.ts';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  openSite,
  problemsOf,
  screenshot,
  textOf,
  until,
} from './driver/index.ts';

const continueLink = (page: Page) =>
  page.$$eval('continue-reading a', ([link]) =>
    link
      ? {
          text: link.textContent,
          place: new URL((link as HTMLAnchorElement).href).pathname + (link as HTMLAnchorElement).hash,
        }
      : undefined,
  );

const FULL = process.env['FULL'] === '1';
/** Sheets that need their second page, or nearly. */
const LONGEST = ['candidates', 'operating-turn', 'trickle-and-signalling'];

describeInBrowsers('the way through the course', { firefox: 'full' }, (browser) => {
  it('leads back to the section where the reader stopped, and in another edition to its chapter', async () => {
    const reading = await browser.open('/learn/candidates/');
    const context = reading.browserContext();
    const top = await browser.open('/learn/', { context });
    expect(await continueLink(top)).toEqual({ text: 'Continue: Candidates', place: '/learn/candidates/' });

    // A page in the background isn't laid out, and nobody reads it.
    await reading.bringToFront();
    const [id, words] = await reading.$eval('.prose > h2:nth-of-type(2)', (heading) => {
      heading.scrollIntoView();
      return [heading.id, heading.textContent.trim()];
    });
    // The map hears it in its tab, too.
    await until(
      'the section',
      async () => (await continueLink(top))?.text === map.en.continue('Candidates', words ?? ''),
    );
    expect((await continueLink(top))?.place).toBe(`/learn/candidates/#${id}`);
    await top.bringToFront();
    expect(await axeViolations(top)).toEqual([]);
    await screenshot(top, `${browser.name}-continue`);

    const chinese = await browser.open('/zh-cn/learn/', { context });
    expect(await continueLink(chinese)).toEqual({
      text: '继续读：候选者',
      place: '/zh-cn/learn/candidates/',
    });

    // Who opens the chapter again, at its top, hasn't read less.
    const again = await browser.open('/learn/candidates/', { context });
    await again.waitForSelector('.contents');
    expect((await continueLink(await browser.open('/learn/', { context })))?.place).toBe(
      `/learn/candidates/#${id}`,
    );
  });

  it('promises nothing to who has read nothing, who keeps nothing, and who has no JavaScript', async () => {
    const fresh = await browser.open('/learn/');
    expect(await continueLink(fresh)).toBeUndefined();
    expect(await fresh.$eval('continue-reading', (place) => place.getBoundingClientRect().height)).toBe(0);

    const denied = await browser.open('/learn/stun/', {
      before: async (page) => {
        await page.evaluateOnNewDocument(() => {
          Object.defineProperty(window, 'localStorage', {
            get: () => {
              throw new DOMException('denied', 'SecurityError');
            },
          });
        });
      },
    });
    await denied.$eval('.prose > h2:nth-of-type(2)', (heading) => heading.scrollIntoView());
    await denied.waitForSelector('.contents [aria-current]');
    expect(problemsOf(denied)).toEqual([]);

    const still = await browser.open('/learn/', { javaScript: false });
    expect(await textOf(still)).not.toContain('Continue:');
  });

  it.each(LOCALES)('says how long each chapter of %s takes, and all together', async (locale) => {
    const page = await browser.open(localizePath('/learn/', locale));
    const text = await textOf(page);
    const minutes = [
      ...text.matchAll(locale === 'en' ? /about (\d+) minutes to read/g : /阅读约 (\d+) 分钟/g),
    ].map(([, count]) => Number(count));
    expect(minutes).toHaveLength(COURSE_CHAPTERS.filter(({ slug }) => CHAPTERS.has(slug)).length);
    expect(text).toContain(map[locale].allMinutes(minutes.reduce((sum, count) => sum + count, 0)));
  });

  it('goes on to the next chapter and back by keyboard', async () => {
    const page = await browser.open('/learn/stun/');
    for (const [rel, path] of [
      ['next', '/learn/candidates/'],
      ['prev', '/learn/stun/'],
    ] as const) {
      // The map stands between the two.
      await page.focus('.neighbours a:not([rel])');
      if (rel === 'prev') await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      if (rel === 'prev') await page.keyboard.up('Shift');
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(new URL(page.url()).pathname).toBe(path);
    }
  });

  it('has a sheet of each chapter, reached from its summary, which says the same', async () => {
    const page = await browser.open('/learn/turn/');
    const lines = await page.$$eval('.summary li', (items) => items.map((item) => item.textContent.trim()));
    await Promise.all([page.waitForNavigation(), click(page, 'link', chapter.en.toSheet)]);
    expect(new URL(page.url()).pathname).toBe('/learn/turn/summary/');
    const text = await textOf(page);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(text).toContain(line.replaceAll(/\s+/g, ' '));
    expect(text).toContain('TURN is insecure, because it terminates the encryption.');
    expect(text).toMatch(/RFC 8656 Traversal Using Relays .*§9 Permissions/);
    expect(await axeViolations(page)).toEqual([]);
    await page.evaluate(() => Object.assign(window, { print: () => (document.title = 'printed') }));
    await click(page, 'button', chapter.en.print);
    expect(await page.title()).toBe('printed');
    expect(problemsOf(page)).toEqual([]);
  });

  // Firefox makes no PDF for a driver.
  if (browser.name === 'chromium')
    it.each(LOCALES)('prints the sheets of %s on two pages at most', async (locale) => {
      const { url } = await openSite();
      const page = await browser.open('/learn/');
      await page.emulateMediaType('print');
      const written = [...CHAPTERS.keys()].filter((slug) => CHAPTERS.get(slug)?.includes(locale));
      expect(written).toEqual(expect.arrayContaining(LONGEST));
      for (const slug of FULL ? written : LONGEST) {
        await page.goto(new URL(localizePath(`/learn/${slug}/summary/`, locale), url).href);
        const text = await textOf(page);
        const { summary, mistakes, sources } = chapter[locale];
        for (const words of [summary, mistakes, sources, 'RFC ']) expect(text).toContain(words);
        expect(text).not.toContain(search[locale].open);
        const pdf = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1');
        const count = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        expect([slug, count >= 1 && count <= 2]).toEqual([slug, true]);
      }
    });

  it.each([
    ['en', '/learn/candidate/', '/learn/candidates/'],
    ['zh-cn', '/zh-cn/learn/nats-and-firewals', '/zh-cn/learn/nats-and-firewalls/'],
  ] as const)('has, in %s, an answer to a misspelt address', async (locale, path, meant) => {
    const { url } = await openSite();
    expect((await fetch(new URL(path, url))).status).toBe(404);
    const page = await browser.open(path);
    const shown = await page.$$eval('.nearest:not([hidden])', (lines) =>
      lines.map((line) => [
        line.closest('[lang]')?.getAttribute('data-locale'),
        new URL(line.querySelector('a')?.href ?? '').pathname,
      ]),
    );
    expect(shown).toEqual([[locale, meant]]);
    expect(await textOf(page)).toContain(messages[locale].notFound.nearest);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `${browser.name}-404-${locale}`);

    await click((await page.$(`not-found[data-locale="${locale}"]`)) ?? page, 'button', search[locale].open);
    await find(page, 'searchbox', search[locale].title);
    await page.type('dialog input', 'STUN');
    await until('results', async () => (await page.$$('dialog ol a')).length > 0);
    const found = await page.$$eval('dialog ol a', (links) =>
      links.map(({ href }) => new URL(href).pathname),
    );
    expect(found.filter((to) => to.startsWith('/zh-cn/') !== (locale === 'zh-cn'))).toEqual([]);
  });

  it('suggests nothing where nothing is near', async () => {
    const page = await browser.open('/wp-login.php');
    expect(await page.$('.nearest:not([hidden])')).toBeNull();
  });
});
