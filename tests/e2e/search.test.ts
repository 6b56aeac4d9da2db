import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { Locale } from '#src/i18n/locales.ts';
import { search as messages } from '#src/i18n/messages/search.ts';
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
  waitForText,
} from './driver/index.ts';

/** What was found: words and address of each link of the list, in its order. */
const resultsOf = (page: Page) =>
  page.$$eval('dialog ol a', (links) =>
    links.map(({ textContent, href }) => ({
      text: textContent.trim(),
      path: new URL(href).pathname + new URL(href).hash,
    })),
  );

async function openSearch(page: Page, locale: Locale = 'en'): Promise<void> {
  await click(page, 'button', messages[locale].open);
  await find(page, 'searchbox', messages[locale].title);
}

async function askFor(page: Page, query: string): Promise<Awaited<ReturnType<typeof resultsOf>>> {
  await page.$eval('dialog input', (field) => (field.value = ''));
  await page.type('dialog input', query);
  await until('results', async () =>
    /\d/.test(await page.$eval('dialog [role=status]', (line) => line.textContent)),
  );
  return resultsOf(page);
}

describeInBrowsers('the search', { firefox: 'full' }, (browser) => {
  it('loads nothing before it is opened', async () => {
    const page = await browser.open('/learn/stun/');
    const loaded = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => /pagefind|SearchDialog|open-search/.test(name)),
      );
    expect(await loaded()).toEqual([]);
    await openSearch(page);
    await until('the index', async () => (await loaded()).some((name) => name.includes('pagefind')));
  });

  it('finds a passage of a chapter, a term of the glossary and a section of an RFC', async () => {
    const page = await browser.open('/');
    await openSearch(page);
    expect((await askFor(page, 'hairpinning')).map(({ path }) => path)).toContain('/glossary/#hairpinning');
    const passages = await askFor(page, 'foundation candidates');
    expect(passages.some(({ path }) => path.startsWith('/learn/candidates/'))).toBe(true);
    const sections = await askFor(page, 'RFC 8445 5.1.1.3');
    expect(sections[0]?.text).toMatch(/^RFC 8445 §5\.1\.1\.3 /);
    expect(sections[0]?.path).toMatch(/^\/learn\/[\w-]+\/#./);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `${browser.name}-search`);
    expect(problemsOf(page)).toEqual([]);
  });

  it('finds Chinese words in the Chinese edition, and no English page there', async () => {
    const page = await browser.open('/zh-cn/');
    await openSearch(page, 'zh-cn');
    const found = await askFor(page, '主机候选');
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter(({ path }) => !path.startsWith('/zh-cn/'))).toEqual([]);
    expect(found.map(({ path }) => path).join()).toContain('/zh-cn/learn/candidates/');
    await screenshot(page, `${browser.name}-search-zh`);
  });

  it('works by keyboard alone, and gives the focus back', async () => {
    const page = await browser.open('/glossary/');
    await page.keyboard.press('/');
    await find(page, 'searchbox', messages.en.title);
    await askFor(page, 'nomination');
    await page.keyboard.press('ArrowDown');
    const [first] = await resultsOf(page);
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe(first?.text);
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.press('Escape');
    await until('the end of the dialog', async () => (await page.$('dialog')) === null);
    expect(await page.evaluate(() => document.activeElement?.closest('search-button') !== null)).toBe(true);

    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await find(page, 'searchbox', messages.en.title);
    await askFor(page, 'consent');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).pathname).toMatch(/^\/(learn|glossary|exercises)\//);
  });

  it('closes when its result is on the page at hand', async () => {
    const page = await browser.open('/glossary/');
    await openSearch(page);
    await askFor(page, 'peer-reflexive candidate');
    await page.$eval('dialog ol a[href*="/glossary/#"]', (link) => link.click());
    await until('the end of the dialog', async () => (await page.$('dialog')) === null);
    expect(new URL(page.url()).hash.length).toBeGreaterThan(1);
  });

  it('says that nothing was found, and that it could not be loaded', async () => {
    const page = await browser.open('/learn/');
    await openSearch(page);
    await page.type('dialog input', 'zzzqqqxx');
    await waitForText(page, messages.en.none('zzzqqqxx'));
    expect(await textOf(page)).not.toContain(messages.en.notLoaded);

    if (browser.name !== 'chromium') return; // Firefox can't be told to be offline.
    const other = await browser.open('/learn/');
    await other.setOfflineMode(true);
    await click(other, 'button', messages.en.open);
    await waitForText(other, messages.en.notLoaded);
  });

  it('leaves keys to those who type', async () => {
    const { url } = await openSite();
    const page = await browser.open(new URL('/tools/inspect/', url).href);
    await page.focus('main textarea');
    await page.keyboard.type('/');
    expect(await page.$('dialog')).toBeNull();
  });
});
