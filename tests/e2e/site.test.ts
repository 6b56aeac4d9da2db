import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { editionFor } from '#src/i18n/editions.ts';
import { HTML_LANG, LOCALES, localizePath } from '#src/i18n/locales.ts';
import { CHAPTERS, PAGES } from '#tests/site-pages.ts';
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
  type Problem,
  type TestBrowser,
} from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

const PHONE = { width: 390, height: 600 };
const THEMES = ['light', 'dark'] as const;
/** The second theme changes colours and nothing else: half of what axe has to do. */
const OF_COLOURS: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

describeInBrowsers('the site', { firefox: 'full' }, (browser) => {
  const tab = oneTab(browser);

  describe.each(PAGES)('$path', ({ path, locale, editions }) => {
    const page = tab.shows(path);

    it('says what it is, in its own language, and where its other edition stands if there is one', async () => {
      const english = localizePath(path, 'en');
      const head = await headOf(page());
      expect(head).toMatchObject({
        lang: HTML_LANG[locale],
        canonical: path,
        alternates:
          editions.length === 1
            ? []
            : [
                ['en', english],
                ['zh-Hans-CN', `/zh-cn${english}`],
                ['x-default', english],
              ],
        mainHeadings: 1,
      });
      expect(head.title).toContain('Icebreaker');
      expect(head.description.length).toBeGreaterThan(15);
    });

    it('changes the language to a page that is there, its own where the other edition has it', async () => {
      const other = locale === 'en' ? 'zh-cn' : 'en';
      const [switched] = await page().$$eval(
        'header a[hreflang]',
        (links, lang) =>
          links.filter(({ hreflang }) => hreflang === lang).map(({ href, title }) => ({ href, title })),
        HTML_LANG[other],
      );
      const { pathname, hash } = new URL(switched?.href ?? '');
      if (editions.includes(other)) {
        expect([pathname + hash, switched?.title]).toEqual([localizePath(path, other), '']);
        return;
      }
      // The map, at the chapter, which says there in which language it can be read.
      const slug = /\/learn\/([^/]+)\//.exec(path)?.[1] ?? '';
      expect(pathname + hash).toBe(localizePath(`/learn/#${slug}`, other));
      expect(switched?.title).toMatch(other === 'en' ? /not written in English yet/ : /还没有中文版/);
      const map = await browser.open(pathname + hash);
      const row = await map.waitForSelector(`li[id="${slug}"]:target`);
      expect(await row?.evaluate((element) => element.textContent)).toContain(
        other === 'en' ? 'in Chinese only' : '目前只有英文版',
      );
      expect(await row?.$eval('a', (link) => new URL(link.href).pathname)).toBe(
        localizePath(`/learn/${slug}/`, locale),
      );
    });

    if (path.includes('/learn/')) {
      it('weighs at most 45 kB gzipped before a demo or exercise is reached', async () => {
        const addresses = await page().evaluate(() => [
          location.href,
          ...performance.getEntriesByType('resource').map(({ name }) => name),
        ]);
        const weights = await Promise.all([...new Set(addresses)].map(gzippedBytes));
        expect(weights.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(45_000);
      });
    }

    isForEverybody(path, tab, page, browser.name);
  });

  /* What a host or the service worker shows in the place of a page, in both languages at once. */
  describe.each(['/404.html', '/offline/'])('%s', (path) => {
    const page = tab.shows(path);

    it('speaks both languages, and isn’t to be found', async () => {
      const titles = await page().$$eval('main :is(h1, h2)', (headings) =>
        headings.map((heading) => heading.closest('[lang]')?.getAttribute('lang')),
      );
      expect(titles).toEqual(LOCALES.map((locale) => HTML_LANG[locale]));
      expect(await page().$$('link:is([rel=canonical], [rel=alternate])')).toEqual([]);
    });

    isForEverybody(path, tab, page, browser.name);
  });

  describe('the pages', () => {
    it('is reached by links that all lead somewhere', async () => {
      const { url } = await openSite();
      const page = await browser.open('/');
      const broken = await page.evaluate(async (start) => {
        const documents = new Map<string, Document | undefined>();
        const read = async (address: string) => {
          const response = await fetch(address);
          const html = response.ok && (response.headers.get('content-type') ?? '').includes('html');
          documents.set(
            address,
            html ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined,
          );
          return response.ok;
        };
        const problems: string[] = [];
        const queue = [start];
        for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
          if (!documents.has(from) && !(await read(from))) problems.push(`${from} is not there`);
          for (const link of documents.get(from)?.querySelectorAll('a') ?? []) {
            const to = new URL(link.getAttribute('href') ?? '', from);
            if (to.origin !== location.origin) continue;
            const target = to.origin + to.pathname;
            if (!documents.has(target)) {
              if (!(await read(target))) problems.push(`${from} links to ${target}, which is not there`);
              queue.push(target);
            }
            const id = decodeURIComponent(to.hash.slice(1));
            if (id && !documents.get(target)?.getElementById(id))
              problems.push(`${from} links to ${to.href}`);
          }
        }
        return { problems, pages: documents.size };
      }, url);
      expect(broken.problems).toEqual([]);
      expect(broken.pages).toBeGreaterThanOrEqual(PAGES.length);
    });

    it('has a page for addresses that are not there, in both languages', async () => {
      const { url } = await openSite();
      expect((await fetch(new URL('/learn/nothing-here/', url))).status).toBe(404);
      const page = await browser.open('/learn/nothing-here/');
      const text = await textOf(page);
      expect(text).toContain('Not found');
      expect(text).toContain('找不到页面');
      expect(await axeViolations(page)).toEqual([]);
    });
  });

  describe('the content security policy', () => {
    it('stops an injected script, and lets the editor make its styles', async () => {
      const page = await browser.open('/learn/');
      const outcome = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        const style = document.createElement('style');
        style.textContent = 'h1 { outline: 7px solid }';
        document.head.append(script, style);
        const title = document.querySelector('h1');
        title?.setAttribute('style', 'padding-top: 11px');
        const { outlineWidth, paddingTop } = getComputedStyle(title ?? document.body);
        return { injected: 'injected' in window, outlineWidth, paddingTop };
      });
      expect(outcome).toEqual({ injected: false, outlineWidth: '7px', paddingTop: '11px' });
      await until('the report', async () => problemsOf(page).some(({ kind }) => kind === 'csp'));
    });

    it.each(['https://example.com/', '/\\example.com/'])('lets no data out to %s', async (address) => {
      const page = await browser.open('/learn/');
      const answer = await page.evaluate((to) => fetch(to).then(String, () => 'refused'), address);
      expect(answer).toBe('refused');
      await until('the report', async () => problemsOf(page).some(({ kind }) => kind === 'csp'));
    });
  });

  describe('without JavaScript', () => {
    it('a chapter can be read, its questions answered, and nothing is offered that would not work', async () => {
      const page = await browser.open('/learn/candidates/', { javaScript: false });
      const text = await textOf(page);
      for (const passage of [
        'An address comes from one of four places',
        'the outside of a NAT, or your interface if there is none', // a table
        'await connection.gather_candidates()', // code
        'Gather your own candidates', // an exercise
      ]) {
        expect(text).toContain(passage);
      }
      const offered = await page.evaluate(
        () =>
          [...document.querySelectorAll('.needs-js')].filter((element) => element.checkVisibility()).length,
      );
      expect(offered).toBe(0);
      const explanation = 'The browser lists its own interfaces';
      expect(text).not.toContain(explanation);
      await page.evaluate(() => document.querySelector<HTMLElement>('.choice summary')?.focus());
      await page.keyboard.press('Enter');
      await until('the explanation', async () => (await textOf(page)).includes(explanation));
    });

    it('the settings say that they need it', async () => {
      const page = await browser.open('/settings/', { javaScript: false });
      expect(await textOf(page)).toContain('Settings need JavaScript');
    });
  });

  describe('by keyboard', () => {
    it('the first stop skips to the text, and the next ones are the header’s, each to be seen', async () => {
      const page = await browser.open('/learn/candidates/');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ text: 'Skip to the text', outlined: true });
      const names: string[] = [];
      for (let stop = 0; stop < 10; stop++) {
        await page.keyboard.press('Tab');
        const { text, outlined } = await focused(page);
        names.push(text);
        expect([text, outlined]).toEqual([text, true]);
      }
      expect(names).toEqual([
        'Icebreaker',
        'Learn',
        'Lab',
        'Gather',
        'Inspect',
        'Glossary',
        'Settings',
        'Search',
        '简体中文',
        'As the system',
      ]);

      const again = await browser.open('/learn/candidates/');
      await again.keyboard.press('Tab');
      await again.keyboard.press('Enter');
      await until('focus in main', () => again.evaluate(() => document.activeElement?.id === 'main'));
    });

    it('a question is answered, and says whether the answer was right', async () => {
      const page = await browser.open('/learn/candidates/');
      const right = await page.$('.choice.correct summary');
      await right?.focus();
      await page.keyboard.press('Enter');
      await until('the verdict', async () => (await textOf(page)).includes('Right.'));
      // Not innerText, which breaks the line before any paragraph.
      const said = await page.$eval('.choice.correct .why', (why) => why.textContent?.trim() ?? '');
      expect(said).toMatch(/^Right\. \S/);
      const wrong = await page.$('.choice:not(.correct) summary');
      await wrong?.focus();
      await page.keyboard.press('Enter');
      await until('the verdict', async () => (await textOf(page)).includes('Not quite.'));
    });
  });

  describe('the header', () => {
    it('changes the language and keeps the page', async () => {
      const page = await browser.open('/learn/candidates/');
      await Promise.all([page.waitForNavigation(), click(page, 'link', '简体中文')]);
      expect(new URL(page.url()).pathname).toBe('/zh-cn/learn/candidates/');
      await find(page, 'heading', '候选者');
      await Promise.all([page.waitForNavigation(), click(page, 'link', 'English')]);
      expect(new URL(page.url()).pathname).toBe('/learn/candidates/');
    });

    it('changes the theme, which stays for the next page and never flashes the other one', async () => {
      const page = await browser.open('/settings/', { colorScheme: 'light' });
      const theme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      expect(await theme()).toBe('light dark');
      await (await find(page, 'radio', 'Dark')).evaluate((radio) => (radio as HTMLInputElement).click());
      expect(await theme()).toBe('dark');

      await page.evaluateOnNewDocument(() => {
        const seen: string[] = [];
        Object.assign(window, { seen });
        const look = () => {
          if (document.body) seen.push(getComputedStyle(document.documentElement).colorScheme);
          if (document.readyState !== 'complete') requestAnimationFrame(look);
        };
        new MutationObserver(look).observe(document, { childList: true, subtree: true });
        look();
      });
      const { url } = await openSite();
      await page.goto(new URL('/learn/candidates/', url).href);
      const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
      expect(new Set(seen)).toEqual(new Set(['dark']));

      const other = await browser.open('/', { context: page.browserContext() });
      await other.waitForSelector('theme-switch input[value=dark]:checked');
      await other.evaluate(() => document.querySelector<HTMLInputElement>('input[value=system]')?.click());
      await page.waitForFunction(() => document.documentElement.dataset.theme === undefined);
    });
  });

  describe('the map', () => {
    it.each(LOCALES)(
      'shows all fourteen chapters of %s with what each teaches, those that are written as links',
      async (locale) => {
        const page = await browser.open(localizePath('/learn/', locale));
        const rows = await page.$$eval('course-progress li', (items) =>
          items.map((item) => ({
            number: item.querySelector('.number')?.textContent?.trim() ?? '',
            text: item.textContent,
            href: item.querySelector('a')?.getAttribute('href') ?? undefined,
          })),
        );
        const exercises = await loadExercises();
        expect(rows.map(({ number }) => number)).toEqual(
          Array.from({ length: 14 }, (_, index) => `${index + 1}`),
        );
        for (const [index, { slug, title, question, teaches }] of COURSE_CHAPTERS.entries()) {
          const row = rows[index];
          for (const words of [title, question, teaches]) expect(row?.text).toContain(words[locale]);
          const edition = editionFor(CHAPTERS, slug, locale);
          expect(row?.href).toBe(edition && localizePath(`/learn/${slug}/`, edition));
          const count = exercises.filter(({ chapter }) => chapter === slug).length;
          const isCounted = edition !== undefined && count > 0;
          expect(/\d+ (exercises?|个练习)/.exec(row?.text ?? '')?.[0]).toBe(
            isCounted
              ? locale === 'en'
                ? `${count} exercise${count === 1 ? '' : 's'}`
                : `${count} 个练习`
              : undefined,
          );
          expect(row?.text.includes(locale === 'en' ? 'to come' : '待写')).toBe(edition === undefined);
        }
      },
    );

    it('counts an exercise that was passed, in its chapter and in all, and in another tab at once', async () => {
      const all = await loadExercises();
      const [exercise] = all
        .filter(({ chapter }) => chapter === 'candidates')
        .sort((a, b) => a.order - b.order);
      if (!exercise) throw new Error('the chapter has no exercise');
      const ofChapter = all.filter(({ chapter }) => chapter === exercise.chapter).length;
      const written = all.filter(({ chapter }) => CHAPTERS.has(chapter)).length;
      const page = await ExercisePage.open(browser, exercise);
      const map = await browser.open('/learn/', { context: page.page.browserContext() });
      const line = () =>
        map.$eval(`li[id="${exercise.chapter}"] .exercises`, (element) => element.textContent);
      expect(await line()).toBe(`${ofChapter} exercises`);
      expect(await textOf(map)).not.toContain('You have passed');

      await page.page.bringToFront();
      await page.write(exercise.solution[exercise.entry] ?? '');
      const seen = await page.run();
      expect(seen.state, seen.status).toBe('passed');
      await map.bringToFront();
      await until('the count', async () => (await line()) === `1 of ${ofChapter} exercises passed`);
      expect(await textOf(map)).toContain(`You have passed 1 of ${written} exercises.`);

      const chinese = await browser.open('/zh-cn/learn/', { context: page.page.browserContext() });
      await until('the count in Chinese', async () =>
        (await textOf(chinese)).includes(`${ofChapter} 个练习已通过 1 个`),
      );
    });
  });

  describe('a chapter', () => {
    it('sets its text in lines of about 62 to 70 letters', async () => {
      const page = await browser.open('/learn/candidates/', { viewport: { width: 1440, height: 900 } });
      const lettersPerLine = await page.evaluate(() => {
        let letters = 0;
        let lines = 0;
        for (const paragraph of document.querySelectorAll<HTMLElement>('.prose > p')) {
          const height = paragraph.getBoundingClientRect().height;
          const count = Math.round(height / Number.parseFloat(getComputedStyle(paragraph).lineHeight));
          if (count < 4) continue;
          letters += paragraph.innerText.length;
          lines += count - 0.5; // the last line is half full, on average
        }
        return letters / lines;
      });
      expect(lettersPerLine).toBeGreaterThan(60);
      expect(lettersPerLine).toBeLessThan(72);
    });

    it.each([
      [1099, false],
      [1100, true],
    ])('at %i px has its contents beside the text: %s', async (width, beside) => {
      const page = await browser.open('/learn/candidates/', { viewport: { width, height: 900 } });
      const [contents, text] = await page.evaluate(() =>
        ['.contents', '.prose'].map((selector) => {
          const { left, right, top, bottom } =
            document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
          return { left, right, top, bottom };
        }),
      );
      expect((contents?.right ?? 0) <= (text?.left ?? 0)).toBe(beside);
      expect((contents?.bottom ?? 0) <= (text?.top ?? 0)).toBe(!beside);
    });

    it('marks in its contents the section that is being read', async () => {
      const page = await browser.open('/learn/candidates/');
      const current = () =>
        page.$$eval('.contents [aria-current]', (links) => links.map((link) => link.textContent));
      await page.evaluate(() => document.querySelectorAll('.prose > h2')[1]?.scrollIntoView());
      const second = await page.$eval('.contents li:nth-child(2) a', (link) => link.textContent);
      await until('the second section marked', async () => (await current()).join() === second);
    });

    // Firefox has no way to show a page as it would be printed.
    if (browser.name === 'chromium') {
      it('prints its text and answers, black on white, without what needs a screen', async () => {
        const page = await browser.open('/learn/candidates/', { colorScheme: 'dark' });
        await page.emulateMediaType('print');
        const text = await textOf(page);
        expect(text).toContain('The browser lists its own interfaces');
        expect(text).not.toContain('简体中文');
        expect(text).not.toContain('On this page');
        const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        expect(paper).toBe('rgb(255, 255, 255)');
      });
    }
  });
});

interface Tab {
  /** Opens a page before the tests of a `describe`, as it comes on a phone. */
  readonly shows: (path: string) => () => Page;
  /** What has gone wrong since then. */
  readonly problems: () => readonly Problem[];
}

/**
 * Shows one page after another. A tab for each would start a process that has nothing cached, and the browser kept all
 * of them alive to the end.
 */
function oneTab(browser: TestBrowser): Tab {
  let tab: Page | undefined;
  let known = 0;
  const page = () => {
    if (!tab) throw new Error('No page is open');
    return tab;
  };
  return {
    shows: (path) => {
      beforeAll(async () => {
        if (!tab) {
          tab = await browser.open(path, { viewport: PHONE });
          return;
        }
        known = problemsOf(tab).length;
        await tab.setViewport(PHONE);
        await tab.goto(new URL(path, (await openSite()).url).href, { timeout: 60_000 });
      });
      return page;
    },
    problems: () => problemsOf(page()).slice(known),
  };
}

/** The tests that every page has to pass. They change its theme and its size. */
function isForEverybody(path: string, tab: Tab, page: () => Page, browser: string): void {
  it.each(THEMES)('has no axe violation in the %s theme', async (theme) => {
    await page().setViewport({ width: 1280, height: 800 });
    await page().evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
    expect(await axeViolations(page(), theme === 'light' ? {} : OF_COLOURS)).toEqual([]);
    await screenshot(page(), `${browser}${path.replaceAll('/', '-')}${theme}`);
  });

  // 320 px is also what 200 % zoom leaves of a screen of 640 px.
  it('fits a screen of 320 px, and what scrolls in it can be reached by keyboard', async () => {
    await page().setViewport({ width: 320, height: 640 });
    expect(await overflowOf(page())).toEqual({ pixels: 0, unreachable: [] });
  });

  it('has caused no error and broken no policy', () => {
    expect(tab.problems()).toEqual([]);
  });
}

/** What the head of a page says of it. */
function headOf(page: Page) {
  return page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    description: document.querySelector<HTMLMetaElement>('meta[name=description]')?.content ?? '',
    canonical: new URL(document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? '').pathname,
    alternates: [...document.querySelectorAll<HTMLLinkElement>('link[rel=alternate]')].map((link) => [
      link.hreflang,
      new URL(link.href).pathname,
    ]),
    mainHeadings: document.querySelectorAll('h1').length,
  }));
}

/** By how much the page is wider than its screen, and which scrolling boxes the keyboard can't get into. */
function overflowOf(page: Page): Promise<{ pixels: number; unreachable: string[] }> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const scrollers = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 0 &&
        /auto|scroll/.test(getComputedStyle(element).overflowX),
    );
    const reachable = (element: HTMLElement) =>
      element.tabIndex >= 0 || element.querySelector('a, button, input, textarea, [tabindex="0"]') !== null;
    return {
      pixels: root.scrollWidth - root.clientWidth,
      unreachable: scrollers.filter((element) => !reachable(element)).map((element) => element.outerHTML),
    };
  });
}

async function gzippedBytes(address: string): Promise<number> {
  const body = await (await fetch(address)).arrayBuffer();
  return gzipSync(new Uint8Array(body), { level: 9 }).byteLength;
}

/** What has the focus: its words, and whether one can see that it has it. */
function focused(page: Page): Promise<{ text: string; outlined: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const seen = element?.closest('label') ?? element;
    return {
      text: (seen instanceof HTMLElement ? seen.textContent : '').trim(),
      outlined: seen !== null && seen !== undefined && getComputedStyle(seen).outlineStyle !== 'none',
    };
  });
}
