import { expect } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { TERMS } from '#src/components/glossary/terms.ts';
import { localizePath, type Locale } from '#src/i18n/locales.ts';
import { gather } from '#src/i18n/messages/gather.ts';
import { gatherProblems } from '#src/i18n/messages/gather-problems.ts';
import { textOf, waitForText } from '../driver/index.ts';
import type { Problem, TestBrowser } from '../driver/index.ts';
import type { JourneyHost } from './host.ts';
import { Reader } from './reader.ts';

const exercises = await loadExercises();
const exerciseOf = (id: string) => {
  const found = exercises.find((exercise) => exercise.id === id);
  if (!found) throw new Error(`There is no exercise ${id}`);
  return found;
};
/** In its chapter. */
const IN_CHAPTER = exerciseOf('parse-candidate-line');
/** A program, on an isolated page of its own. */
const PROGRAM = exerciseOf('consent-timer');
const TERM = TERMS.find(({ id }) => id === 'foundation');

/** What is asked of the host each time it is needed, so fails without it: nothing else may. */
const ASKED_ALWAYS = /\/(ice-servers\.json|sandbox\/frame\/|sw\.js)$/;

/**
 * The whole way of a reader of one edition, from the first visit to a new version: it is the same wherever the site is
 * served. What it says on the way is held against the catalogues of messages.
 */
export async function goTheWholeWay(browser: TestBrowser, host: JourneyHost, locale: Locale): Promise<void> {
  const reader = await Reader.arrive(browser, host.url, locale);
  await visit(reader, locale);
  await beOffline(reader, host, locale);
  await update(reader, host, locale);
}

async function visit(reader: Reader, locale: Locale): Promise<void> {
  await reader.openChapter(IN_CHAPTER.chapter);
  const { host, srflx, relay } = await reader.gather();
  expect(Math.min(host, srflx, relay)).toBeGreaterThan(0);

  await reader.fail(IN_CHAPTER);
  await reader.solve(IN_CHAPTER);
  await reader.page.reload();
  await reader.findRestored(IN_CHAPTER);
  await reader.seeOnMap(IN_CHAPTER.chapter, 1);

  await reader.search(TERM?.term[locale] ?? '', `/glossary/#${TERM?.id}`);
  expect(await textOf(reader.page)).toContain(TERM?.definition[locale]);
  await reader.runTheLab();

  const kept = await reader.seeItKept();
  expect(kept).toContain(localizePath('/learn/turn/', locale));
  expect(kept.filter((path) => path === '/ice-servers.json' || path.startsWith('/sandbox/'))).toEqual([]);
  const isOther = (path: string) => path.endsWith('/') && path.startsWith('/zh-cn/') !== (locale === 'zh-cn');
  expect(kept.filter((path) => isOther(path) && path !== '/offline/')).toEqual([]);
  expect(reader.newProblems()).toEqual([]);
}

async function beOffline(reader: Reader, host: JourneyHost, locale: Locale): Promise<void> {
  await reader.openChapter(IN_CHAPTER.chapter);
  await reader.pass(IN_CHAPTER);
  await host.end();
  await expect(fetch(host.url)).rejects.toThrow();
  // On the page that is open a frame is ready for one run, maybe. What comes then has to do without the host.
  for (const run of ['first', 'second', 'third'])
    await reader.pass(IN_CHAPTER).catch((cause: unknown) => {
      throw new Error(`the ${run} run without a network`, { cause });
    });

  await reader.openChapter(IN_CHAPTER.chapter);
  const seen = await reader.gather();
  expect(seen.host).toBeGreaterThan(0);
  expect(seen).toMatchObject({ srflx: 0, relay: 0 });
  await waitForText(reader.page, gatherProblems[locale].siteList.unreachable);
  await waitForText(reader.page, gather[locale].notes.noServers);
  await reader.findRestored(IN_CHAPTER);
  await reader.pass(IN_CHAPTER);

  await reader.search(PROGRAM.title[locale], `/exercises/${PROGRAM.id}/`);
  expect(await reader.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await reader.solve(PROGRAM);
  await reader.page.reload();
  await reader.findRestored(PROGRAM);

  await reader.runTheLab();
  await reader.missTheOtherEdition(`/learn/${IN_CHAPTER.chapter}/`);
  expect(reader.newProblems().filter((problem) => !isOfBeingOffline(problem))).toEqual([]);
}

async function update(reader: Reader, host: JourneyHost, locale: Locale): Promise<void> {
  const path = `/learn/${IN_CHAPTER.chapter}/`;
  const words = await host.publish(localizePath(path, locale));
  await host.comeBack();

  await reader.goTo(path);
  await reader.seeNewVersion();
  expect(await textOf(reader.page)).not.toContain(words);
  await reader.putOff();
  await reader.page.reload();
  await reader.seeNewVersion();
  expect(await textOf(reader.page)).not.toContain(words);

  await reader.takeNewVersion();
  await waitForText(reader.page, words);
  const { host: hosts, srflx, relay } = await reader.gather();
  expect(Math.min(hosts, srflx, relay)).toBeGreaterThan(0);
  await reader.findRestored(IN_CHAPTER);
  expect(reader.newProblems()).toEqual([]);
}

function isOfBeingOffline({ kind, text }: Problem): boolean {
  return (kind === 'request' || kind === 'console-error') && ASKED_ALWAYS.test(text);
}
