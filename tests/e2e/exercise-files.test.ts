import { expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { axeViolations, describeInBrowsers, find, findAll, until, waitForText } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/**
 * An exercise of several files. None of the lessons needs to have them for this: the island is given two more before
 * it wakes up, one of them to be read only.
 */
const [exercise] = await loadExercises();
if (!exercise) throw new Error('there is no exercise in lessons/');
const ENTRY = exercise.entry;
const GIVEN = 'export const given = 1;\n';
const SECOND = 'export const second = 2;\n';
const MINE =
  "import type { given } from './given.ts';\nconsole.log('mine');\nexport type A = typeof given;\n";

describeInBrowsers('an exercise of several files', { firefox: 'full' }, (browser) => {
  const open = (options?: Parameters<typeof ExercisePage.open>[2]) =>
    ExercisePage.open(browser, exercise, {
      ...options,
      before: async (page) => {
        await page.evaluateOnNewDocument(addFiles, exercise.id, GIVEN, SECOND);
      },
    });
  const tabs = (page: ExercisePage) =>
    page.page.$$eval(`${page.selector} [role=tab]`, (all) =>
      all.map((tab) => ({
        name: (tab as HTMLElement).innerText.replace(/\s+/g, ' '),
        selected: tab.ariaSelected === 'true',
        focused: tab === document.activeElement,
      })),
    );
  const shown = async (page: ExercisePage) => (await tabs(page)).find(({ selected }) => selected)?.name;

  it('has a tab for each, which the keyboard goes through as one control', async () => {
    const page = await open();
    await until('three tabs', async () => (await tabs(page)).length === 3);
    await (await find(await page.section(), 'tab', ENTRY)).evaluate((tab) => (tab as HTMLElement).focus());
    for (const [key, name] of [
      ['ArrowRight', 'given.ts read-only'],
      ['ArrowRight', 'second.ts'],
      ['ArrowRight', ENTRY],
      ['ArrowLeft', 'second.ts'],
      ['Home', ENTRY],
      ['End', 'second.ts'],
    ] as const) {
      await page.page.keyboard.press(key);
      await until(`focus on ${name}`, async () =>
        (await tabs(page)).some((tab) => tab.name === name && tab.selected && tab.focused),
      );
    }
    await find(await page.section(), 'tabpanel', 'second.ts');
    await find(await page.section(), 'textbox', 'Code editor: second.ts');
    expect(await page.code()).toBe(SECOND);
    // One stop: the next Tab leaves the tabs.
    await page.page.keyboard.press('Tab');
    expect((await tabs(page)).some(({ focused }) => focused)).toBe(false);
    expect(await axeViolations(page.page)).toEqual([]);
  });

  it.each(['plain', 'full'] as const)('shows a given file that cannot be typed into, %s', async (editor) => {
    const page = await open({ editor });
    if (editor === 'full') await fullEditor(page);
    await (await find(await page.section(), 'tab', 'given.ts read-only')).click();
    await waitForText(await page.section(), 'This file is given');
    const field = await find(await page.section(), 'textbox', 'Code editor: given.ts');
    expect(
      await field.evaluate(
        (element) => element.ariaReadOnly === 'true' || (element as HTMLTextAreaElement).readOnly,
      ),
    ).toBe(true);
    await field.evaluate((element) => (element as HTMLElement).focus());
    await page.page.keyboard.type('x');
    expect(await page.code()).toBe(GIVEN);
    await (await find(await page.section(), 'tab', 'second.ts')).click();
    const own = await find(await page.section(), 'textbox', 'Code editor: second.ts');
    await own.evaluate((element) => (element as HTMLElement).focus());
    await page.page.keyboard.type('x');
    await until(
      'the typed text',
      async () => (await page.code()).includes('x') && (await page.code()) !== SECOND,
    );
  });

  it('keeps, resets and brings back the learner’s own files and no given one', async () => {
    const page = await open();
    await until('three tabs', async () => (await tabs(page)).length === 3);
    await page.write(MINE);
    await (await find(await page.section(), 'tab', 'second.ts')).click();
    await until('the second file', async () => (await page.code()) === SECOND);
    await until('both files in the draft', async () => {
      const files = await draftFiles(page.page, exercise.id);
      return files?.[ENTRY] === MINE && files['second.ts'] === SECOND;
    });
    expect(Object.keys((await draftFiles(page.page, exercise.id)) ?? {})).toEqual([ENTRY, 'second.ts']);
    // A draft that has a text for it all the same changes nothing.
    await forgeDraft(page.page, exercise.id);
    await page.page.reload();
    await page.ready();
    await until('the draft', async () => (await page.code()) === MINE);
    await (await find(await page.section(), 'tab', 'given.ts read-only')).click();
    await until('the given file', async () => (await page.code()) === GIVEN);
    await page.reset();
    await (await find(await page.section(), 'tab', ENTRY)).click();
    await until('the start code', async () => (await page.code()) === exercise.start[ENTRY]);
    await page.press('Undo');
    await until('the text from before', async () => (await page.code()) === MINE);
  });

  it('compares the file that is shown', async () => {
    const page = await open();
    await until('three tabs', async () => (await tabs(page)).length === 3);
    await page.write(MINE);
    await page.reset();
    await waitForText(await page.section(), 'Earlier texts (1)');
    for (const part of ['summary', 'li button:first-of-type']) {
      await page.page.$eval(`${page.selector} .earlier ${part}`, (control) =>
        (control as HTMLElement).click(),
      );
    }
    const section = await page.section();
    await find(section, 'heading', `Earlier text: ${ENTRY}`);
    const differs = () => page.page.$$eval(`${page.selector} code.differs`, (lines) => lines.length);
    expect(await differs()).toBeGreaterThan(0);
    for (const name of ['given.ts', 'second.ts']) {
      await (await find(section, 'tab', name === 'given.ts' ? 'given.ts read-only' : name)).click();
      await find(section, 'heading', `Earlier text: ${name}`);
      expect(await differs()).toBe(0);
    }
    expect(await findAll(section, 'heading', `Earlier text: ${ENTRY}`)).toEqual([]);
    expect(await shown(page)).toBe('second.ts');
  });
});

async function fullEditor(page: ExercisePage): Promise<void> {
  await page.page.waitForSelector(`${page.selector} .full:not(.away) .monaco-editor`, { timeout: 60_000 });
}

/** Runs in the page before its scripts: gives the exercise's island two files more, as Astro writes props. */
function addFiles(id: string, given: string, second: string): void {
  const change = (island: Element): void => {
    const props = JSON.parse(island.getAttribute('props') ?? '{}') as {
      view?: [0, Record<string, [number, unknown]>];
    };
    const view = props.view?.[1];
    if (view?.['id']?.[1] !== id || view['readOnly'] === undefined) return;
    Object.assign(view['start']?.[1] as object, { 'given.ts': [0, given], 'second.ts': [0, second] });
    view['readOnly'] = [1, [[0, 'given.ts']]];
    island.setAttribute('props', JSON.stringify(props));
  };
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof Element && node.localName === 'astro-island') change(node);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}

type Files = Record<string, string>;

/** The files of a saved draft. */
function draftFiles(page: Page, id: string): Promise<Files | undefined> {
  return page.evaluate(
    (exerciseId) =>
      new Promise<Files | undefined>((resolve, reject) => {
        const open = indexedDB.open('icebreaker');
        open.onerror = reject;
        open.onsuccess = () => {
          const get = open.result.transaction('drafts').objectStore('drafts').get(exerciseId);
          get.onsuccess = () => {
            open.result.close();
            resolve((get.result as { files: Files } | undefined)?.files);
          };
        };
      }),
    id,
  );
}

/** Puts a text for the given file into the saved draft. */
function forgeDraft(page: Page, id: string): Promise<void> {
  return page.evaluate(
    (exerciseId) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('icebreaker');
        open.onerror = reject;
        open.onsuccess = () => {
          const store = open.result.transaction('drafts', 'readwrite').objectStore('drafts');
          const get = store.get(exerciseId);
          get.onsuccess = () => {
            const draft = get.result as { files: Files };
            store.put({ ...draft, files: { ...draft.files, 'given.ts': 'forged' } });
          };
          store.transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    id,
  );
}
