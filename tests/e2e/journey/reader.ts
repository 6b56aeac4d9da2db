import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Exercise } from '#src/components/exercise/data/assemble.ts';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { HTML_LANG, LOCALES, localizePath, type Locale } from '#src/i18n/locales.ts';
import { exercise as exerciseWords } from '#src/i18n/messages/exercise.ts';
import { gather } from '#src/i18n/messages/gather.ts';
import { lab } from '#src/i18n/messages/lab/index.ts';
import { landing } from '#src/i18n/messages/landing.ts';
import { map } from '#src/i18n/messages/map.ts';
import { offline } from '#src/i18n/messages/offline.ts';
import { pages } from '#src/i18n/messages/pages.ts';
import { search } from '#src/i18n/messages/search.ts';
import { site } from '#src/i18n/messages/site.ts';
import { click, find, problemsOf, textOf, until, waitForText, watchPolicy } from '../driver/index.ts';
import type { Problem, TestBrowser } from '../driver/index.ts';
import type { Scope } from '../driver/queries.ts';
import { ExercisePage } from '../exercise-page.ts';
import { ANYTHING, patternOf } from './words.ts';

/** How many candidates of each type a reader sees. */
export interface SeenCandidates {
  readonly host: number;
  readonly srflx: number;
  readonly relay: number;
}

/** Longer than a browser takes on a busy machine to keep the course, 400 files. */
const KEEPING = { timeoutMs: 60_000 };

/** A reader of one edition, in one tab of a browser of their own: goes by what is to be seen, and by its words. */
export class Reader {
  readonly page: Page;
  readonly #locale: Locale;
  readonly #site: string;
  #problems = 0;

  private constructor(page: Page, locale: Locale, url: string) {
    this.page = page;
    this.#locale = locale;
    this.#site = url;
  }

  /** Comes to the first page of an edition. */
  static async arrive(browser: TestBrowser, url: string, locale: Locale): Promise<Reader> {
    const first = new URL(localizePath('/', locale), url).href;
    const page = await browser.open(first, { offline: true, before: watchPolicy });
    return new Reader(page, locale, url);
  }

  /** What went wrong since this was asked last. */
  newProblems(): readonly Problem[] {
    const all = problemsOf(this.page);
    const fresh = all.slice(this.#problems);
    this.#problems = all.length;
    return fresh;
  }

  /** To a page by its English path. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(localizePath(path, this.#locale), this.#site).href);
  }

  /** From the first page by way of the map to a chapter. */
  async openChapter(slug: string): Promise<void> {
    const title = COURSE_CHAPTERS.find((chapter) => chapter.slug === slug)?.title[this.#locale] ?? slug;
    await this.goTo('/');
    await find(this.page, 'heading', landing[this.#locale].title);
    await this.#follow(this.page, landing[this.#locale].toMap, '/learn/');
    await find(this.page, 'heading', map[this.#locale].title);
    await this.#follow(this.page, title, `/learn/${slug}/`);
    await find(this.page, 'heading', title);
    expect(await this.page.evaluate(() => document.documentElement.lang)).toBe(HTML_LANG[this.#locale]);
  }

  /** Gathers with the demo of the chapter at hand. */
  async gather(): Promise<SeenCandidates> {
    const words = gather[this.#locale];
    const demo = await find(this.page, 'region', words.title);
    await demo.scrollIntoView();
    await click(demo, 'button', words.start);
    const done = patternOf(words.status.done(0, 0, 0, 0));
    const [, , host, srflx, relay] = done.exec(await waitForText(demo, done)) ?? [];
    return { host: Number(host), srflx: Number(srflx), relay: Number(relay) };
  }

  /** Searches, and follows the first result. */
  async search(query: string, path: string): Promise<void> {
    const words = search[this.#locale];
    await click(this.page, 'button', words.open);
    // At once, as one pastes: key by key, a slow machine would search for every beginning of it.
    await (
      await find(this.page, 'searchbox', words.title)
    ).evaluate((field, text) => {
      (field as HTMLInputElement).focus();
      document.execCommand('insertText', false, text);
    }, query);
    const first = await until('the result', async () => {
      const [link] = await this.page.$$('dialog ol a');
      return (await link?.evaluate(({ textContent }) => textContent.trim())) === query && link;
    });
    await Promise.all([this.page.waitForNavigation(), first.click()]);
    this.#isAt(path);
  }

  /** Runs the Lab's first scene. */
  async runTheLab(): Promise<void> {
    const words = lab[this.#locale];
    await this.#go(site[this.#locale].lab, '/lab/');
    const region = await find(this.page, 'region', words.title);
    await click(region, 'button', words.run);
    await waitForText(region, patternOf(words.status.direct(words.status.pair('srflx', 'srflx'), 0)));
  }

  /** The exercise of the page at hand, in the editor that the device gets by itself. */
  async exercise({ id, entry }: Exercise): Promise<ExercisePage> {
    const bench = await ExercisePage.on(this.page, id, entry, this.#locale);
    await bench.fullEditor();
    return bench;
  }

  /** Runs the checks as the code stands, which doesn't pass. */
  async fail(exercise: Exercise): Promise<void> {
    const bench = await this.exercise(exercise);
    const { state, status, output } = await bench.run();
    expect(state, output).toBe('failed');
    expect(status).toMatch(patternOf(exerciseWords[this.#locale].status.failed(0, exercise.checks.length)));
    await this.#progressIs(exercise, 'tried');
  }

  /** Writes the solution and has it checked, which passes. */
  async solve(exercise: Exercise): Promise<void> {
    const bench = await this.exercise(exercise);
    for (const [file, code] of Object.entries(exercise.solution)) {
      if (code === exercise.start[file]) continue;
      await bench.show(file);
      await bench.paste(code);
    }
    await this.pass(exercise);
  }

  /** Has the code checked as it stands, which passes. */
  async pass(exercise: Exercise): Promise<void> {
    const { state, status, output } = await (await this.exercise(exercise)).run();
    expect(state, output).toBe('passed');
    expect(status).toBe(exerciseWords[this.#locale].status.passed(exercise.checks.length));
    await this.#progressIs(exercise, 'solved');
  }

  /** Finds the solution and the progress of an exercise on the page at hand as they were left. */
  async findRestored(exercise: Exercise): Promise<void> {
    const bench = await this.exercise(exercise);
    const words = exerciseWords[this.#locale];
    await waitForText(await bench.section(), patternOf(words.restored(ANYTHING)));
    expect(await bench.code()).toBe(exercise.solution[exercise.entry]);
    await this.#progressIs(exercise, 'solved');
  }

  /** Looks on the map how many exercises of a chapter are solved. */
  async seeOnMap(chapter: string, solved: number): Promise<void> {
    await this.goTo('/learn/');
    const row = await this.page.waitForSelector(`li[id="${chapter}"]`);
    if (!row) throw new Error(`no chapter ${chapter}`);
    await waitForText(row, map[this.#locale].states.solved(solved));
  }

  /** Sees in the settings that the course is kept, and finds of what this edition consists. */
  async seeItKept(): Promise<string[]> {
    await this.#go(site[this.#locale].settings, '/settings/');
    await waitForText(this.page, offline[this.#locale].status.kept, KEEPING);
    return this.page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
  }

  /** Asks for a page of the other edition, which was never read, and is told that it isn't kept. */
  async missTheOtherEdition(path: string): Promise<void> {
    const other = LOCALES.find((locale) => locale !== this.#locale) ?? this.#locale;
    await this.page.goto(new URL(localizePath(path, other), this.#site).href);
    for (const locale of LOCALES) await waitForText(this.page, pages[locale].notKept.text);
  }

  /** Is offered a new version. */
  async seeNewVersion(): Promise<void> {
    await waitForText(this.page, offline[this.#locale].newVersion, KEEPING);
  }

  /** Doesn't want the new version now. */
  async putOff(): Promise<void> {
    await click(this.page, 'button', offline[this.#locale].later);
    await until(
      'no offer',
      async () => !(await textOf(this.page)).includes(offline[this.#locale].newVersion),
    );
  }

  async takeNewVersion(): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), click(this.page, 'button', offline[this.#locale].use)]);
  }

  /** By a link of the header. */
  async #go(link: string, path: string): Promise<void> {
    const header = await this.page.waitForSelector('header');
    if (!header) throw new Error('no header');
    await this.#follow(header, link, path);
  }

  async #follow(scope: Scope, link: string, path: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), click(scope, 'link', link)]);
    this.#isAt(path);
  }

  #isAt(path: string): void {
    const { pathname, hash } = new URL(this.page.url());
    expect(pathname + hash).toBe(localizePath(path, this.#locale));
  }

  async #progressIs({ id }: Exercise, state: 'tried' | 'solved'): Promise<void> {
    const words = await this.page.waitForSelector(`[data-exercise="${id}"] [data-progress="${state}"]`);
    if (!words) throw new Error('no progress');
    expect(await textOf(words)).toContain(exerciseWords[this.#locale].progress[state]);
  }
}
