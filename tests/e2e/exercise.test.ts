import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import {
  axeViolations,
  describeInBrowsers,
  find,
  findAll,
  holdCode,
  letCodeCome,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/** What a learner does with an exercise, whichever it is. */
const [exercise] = (await loadExercises()).filter(({ runtime }) => runtime === 'browser');
if (exercise?.runtime !== 'browser') throw new Error('there is no exercise for the browser in lessons/');
const HELLO = "console.log('hello from the learner');\nexport const nothing = 0;\n";
const PRINTS_AND_THROWS =
  "console.log('bound to 203.0.113.9');\nthrow new Error('no answer from 198.51.100.7');\n";
const FOREVER = `export async function ${exercise.exports[0] ?? ''}() { await new Promise(() => {}); }\n`;

describeInBrowsers('an exercise', { firefox: 'full' }, (browser) => {
  const open = (options?: Parameters<typeof ExercisePage.open>[2]) =>
    ExercisePage.open(browser, exercise, options);
  const notice = (page: ExercisePage, kind: string) =>
    page.page.waitForSelector(`${page.selector} [data-notice="${kind}"]`, { timeout: 20_000 });

  it('never runs by itself', async () => {
    const page = await open();
    const seen = await page.seen();
    expect(seen.state).toBe('idle');
    expect(seen.checks.map(({ id }) => id)).toEqual(exercise.checks.map(({ id }) => id));
    expect(seen.checks.every(({ verdict }) => verdict === 'pending')).toBe(true);
  });

  it('runs what was typed and shows its output', async () => {
    const page = await open();
    await page.write(HELLO);
    const seen = await page.run();
    expect(seen.state).toBe('failed');
    expect(seen.output).toContain('hello from the learner');
  });

  it('keeps masked addresses out of its results', async () => {
    const page = await open({
      before: async (opened) => {
        await opened.evaluateOnNewDocument(() => localStorage.setItem('icebreaker.mask', 'true'));
      },
    });
    await page.write(PRINTS_AND_THROWS);
    const seen = await page.run();
    expect(seen.output).toContain('bound to 203.x.x.x');
    expect(seen.status).toContain('no answer from 198.x.x.x');
    const results = () => page.page.$eval(`${page.selector} .results`, (element) => element.outerHTML);
    expect(await results()).not.toMatch(/203\.0\.113\.9|198\.51\.100\.7/);
    // As the switch in another tab says it.
    await page.page.evaluate(() => {
      localStorage.removeItem('icebreaker.mask');
      dispatchEvent(new StorageEvent('storage', { key: 'icebreaker.mask', newValue: null }));
    });
    await waitForText(await page.section(), 'bound to 203.0.113.9');
    expect(await results()).toContain('no answer from 198.51.100.7');
  });

  it('says where a syntax error is, and goes there', async () => {
    const page = await open();
    await page.write('export const one = 1;\nexport const two = = 2;\n');
    const seen = await page.run();
    expect(seen.state).toBe('failed');
    expect(seen.status).toContain('exercise.ts, line 2');
    expect(seen.checks.every(({ verdict }) => verdict === 'fail')).toBe(true);
    await page.press('Go to line 2');
    const cursor = await page.page.$eval(
      `${page.selector} textarea.field`,
      (field) => (field as HTMLTextAreaElement).selectionStart,
    );
    expect(cursor).toBe('export const one = 1;\n'.length);
  });

  it('is stopped by the learner, and then nothing has failed', async () => {
    const page = await open();
    await page.write(FOREVER);
    await page.press('Run checks');
    await until('a running exercise', async () => (await page.state()) === 'running');
    await page.press('Stop');
    const seen = await page.finished();
    expect(seen.state).toBe('stopped');
    expect(seen.checks.every(({ verdict }) => verdict === 'pending')).toBe(true);
  });

  it('has a frame ready for the next run, and takes another when that one is gone', async () => {
    const page = await open();
    const waiting = () => page.page.waitForSelector(`${page.selector} iframe[data-waiting]`);
    await page.run();
    const frame = await waiting();
    await frame?.evaluate((element) => {
      const taken = () =>
        Object.assign(window, { isTaken: !('waiting' in (element as HTMLElement).dataset) });
      new MutationObserver(taken).observe(element, { attributeFilter: ['data-waiting'] });
    });
    await page.run();
    expect(await page.page.evaluate(() => 'isTaken' in window && window.isTaken)).toBe(true);
    expect(await frame?.evaluate((element) => element.isConnected)).toBe(false);
    const next = await waiting();
    await next?.evaluate((element) => element.remove());
    await page.run();
    expect(await page.state()).toBe('failed');
  });

  describe('the text', () => {
    it('that was typed before the script arrived stays', async () => {
      const page = await browser.open(`/learn/${exercise.chapter}/`, { before: holdCode });
      const field = await typeEarly(page, exercise.id, '// early');
      await letIslandsGo(page, exercise.id);
      await page.keyboard.type(' bird');
      await until('the typed text', async () =>
        field.evaluate((area) => (area as HTMLTextAreaElement).value.startsWith('// early bird')),
      );
      expect(await textOf(page)).toContain('// early bird');
    });

    it('that was typed before a draft was read stays, and so does the draft', async () => {
      const first = await open();
      await first.write(HELLO);
      const page = await browser.open(`/learn/${exercise.chapter}/`, {
        context: first.page.browserContext(),
        before: holdCode,
      });
      await typeEarly(page, exercise.id, '// early');
      await letIslandsGo(page, exercise.id);
      const section = await page.waitForSelector(
        `[data-exercise="${exercise.id}"]:has([data-notice="typed-first"])`,
      );
      if (!section) throw new Error('no notice');
      await waitForText(section, 'Earlier texts (1)');
      expect(await textOf(section)).toContain('// early');
    });

    it('is there again after a reload, and is not run', async () => {
      const page = await open();
      await page.write(HELLO);
      await page.page.reload();
      await page.ready();
      await notice(page, 'restored');
      expect(await page.code()).toBe(HELLO);
      expect(await page.state()).toBe('idle');
    });

    it('can be brought back after a reset', async () => {
      const page = await open();
      await page.write(HELLO);
      await page.reset();
      await until('the start code', async () => (await page.code()) === exercise.start[exercise.entry]);
      await page.press('Undo');
      await until('the text from before', async () => (await page.code()) === HELLO);
      await waitForText(await page.section(), 'Earlier texts');
      expect(await page.page.$(`${page.selector} [data-storage]`)).toBeNull();
    });

    it('is reset only when the learner says so twice', async () => {
      const page = await open();
      await page.write(HELLO);
      await page.press('Reset');
      await waitForText(await page.section(), 'Go back to the code that you started from?');
      await page.press('Keep my text');
      expect(await page.code()).toBe(HELLO);
      await page.press('Reset');
      await page.page.keyboard.press('Escape');
      await until('focus back on the button', () =>
        page.page.evaluate(() => (document.activeElement as HTMLElement).innerText === 'Reset'),
      );
      expect(await page.code()).toBe(HELLO);
    });

    it('stays as it is beside the solution, which is shown only when asked twice', async () => {
      const page = await open();
      await page.write(HELLO);
      await page.press('Show solution');
      expect(await findAll(await page.section(), 'heading', 'Solution')).toEqual([]);
      await page.press('Show it');
      await find(await page.section(), 'heading', 'Solution');
      expect(await page.code()).toBe(HELLO);
      await page.press('Put it into the editor');
      await until('the solution', async () => (await page.code()) === exercise.solution[exercise.entry]);
      await page.press('Undo');
      await until('the text from before', async () => (await page.code()) === HELLO);
    });

    it('and the new code are both there when the exercise has changed', async () => {
      const page = await open();
      await page.write(HELLO);
      await until('the saved draft', () => changeDraft(page.page, exercise.id));
      await page.page.reload();
      await page.ready();
      await notice(page, 'exercise-changed');
      expect(await page.code()).toBe(HELLO);
      await page.press('Start from the new code');
      await until('the start code', async () => (await page.code()) === exercise.start[exercise.entry]);
      await waitForText(await page.section(), 'Earlier texts (1)');
    });

    it('follows another tab', async () => {
      const first = await open();
      const second = await open({ context: first.page.browserContext() });
      await first.write(HELLO);
      await until('the text of the other tab', async () => (await second.code()) === HELLO);
    });

    it('of two tabs that cannot hear each other is kept twice', async () => {
      const first = await open();
      const second = await open({
        context: first.page.browserContext(),
        before: async (page) => {
          await page.evaluateOnNewDocument(() => {
            Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
            // Nor does it look when it is brought to the front.
            Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
          });
        },
      });
      await first.write('// first\n');
      await until('the saved text', async () => (await savedText(first.page, exercise.id)) === '// first\n');
      await second.write('// second\n');
      await notice(second, 'overtaken');
      expect(await second.code()).toBe('// second\n');
      for (const part of ['summary', 'li button:last-of-type']) {
        await second.page.$eval(`${second.selector} .earlier ${part}`, (control) => {
          (control as HTMLElement).click();
        });
      }
      await until('the first text', async () => (await second.code()) === '// first\n');
    });

    it('stays in the editor where storage is full, which is said; what was kept before still is', async () => {
      const page = await open({ storageBytes: 400_000 });
      await page.write('// kept\n');
      await until('the kept text', async () => (await savedText(page.page, exercise.id)) === '// kept\n');
      // Firefox compresses what it keeps; in Chromium what can't be kept takes room for a while, unless it compresses.
      const long =
        browser.name === 'firefox'
          ? `// ${randomBytes(450_000).toString('base64')}\n`
          : `// ${'long '.repeat(120_000)}\n`;
      await page.write(long);
      await page.page.waitForSelector(`${page.selector} [data-storage="full"]`);
      expect(await page.code()).toBe(long);
      expect(await savedText(page.page, exercise.id)).toBe('// kept\n');
      await page.write('// short\n');
      await until('the short text', async () => (await savedText(page.page, exercise.id)) === '// short\n');
      await until(
        'no complaint',
        async () => (await page.page.$(`${page.selector} [data-storage]`)) === null,
      );
    });

    it('is used but not kept where storage is denied, and the page says so', async () => {
      const page = await open({
        before: async (opened) => {
          await opened.evaluateOnNewDocument(() => {
            const denied = {
              get: (): never => {
                throw new DOMException('denied', 'SecurityError');
              },
            };
            Object.defineProperty(window, 'indexedDB', denied);
            Object.defineProperty(window, 'localStorage', denied);
          });
        },
      });
      await page.page.waitForSelector(`${page.selector} [data-storage="denied"]`);
      const plain = await page.page.$(`${page.selector} input[value=plain]`);
      await plain?.click();
      await until('the plain field', async () => page.page.$(`${page.selector} .full.away`));
      await page.write(HELLO);
      expect((await page.run()).output).toContain('hello from the learner');
      await page.reset();
      await page.press('Undo');
      await until('the text from before', async () => (await page.code()) === HELLO);
    });
  });

  describe('the full editor', () => {
    it('takes over text, cursor and focus from the plain field', async () => {
      const page = await open({ editor: 'plain' });
      const field = await page.editor();
      await field.evaluate((area) => {
        (area as HTMLTextAreaElement).focus();
        (area as HTMLTextAreaElement).setSelectionRange(0, 0);
      });
      await page.page.keyboard.type('// be');
      await page.page.evaluate(() => {
        localStorage.setItem('icebreaker.editor', 'full');
        dispatchEvent(new StorageEvent('storage', { key: 'icebreaker.editor', newValue: 'full' }));
      });
      // Goes on typing while it loads and takes over: no key may be lost or go elsewhere.
      const typed = 'fore and after, and some more of it';
      for (const key of typed) {
        await page.page.keyboard.type(key);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      await page.page.waitForSelector(`${page.selector} .full:not(.away) .monaco-editor`, {
        timeout: 60_000,
      });
      await page.page.keyboard.type('!');
      await until('all that was typed', async () =>
        (await page.code()).startsWith('// before and after, and some more of it!/'),
      );
      await find(await page.section(), 'textbox', 'Code editor: exercise.ts');
    });

    it('knows the types of the DOM and finds nothing wrong with the start code', async () => {
      const page = await open({ editor: 'full' });
      await page.page.waitForSelector(`${page.selector} .full:not(.away) .monaco-editor`, {
        timeout: 60_000,
      });
      const squiggles = () =>
        page.page.$$eval(`${page.selector} .squiggly-error`, (elements) => elements.length);
      await (await page.editor()).focus();
      // A mistake first, so that "nothing wrong" is not only "not looked yet".
      await page.page.keyboard.type('const wrong: RTCPeerConnection = 1;');
      await until('a squiggle', async () => (await squiggles()) > 0, { timeoutMs: 60_000 });
      await page.reset();
      await until('no squiggle', async () => (await squiggles()) === 0, { timeoutMs: 60_000 });
    });

    it('lets Tab go on to the next control, as the plain field does', async () => {
      for (const editor of ['plain', 'full'] as const) {
        const page = await open({ editor });
        if (editor === 'full') {
          await page.page.waitForSelector(`${page.selector} .full:not(.away) .monaco-editor`, {
            timeout: 60_000,
          });
        }
        const before = await page.code();
        await (await page.editor()).focus();
        await page.page.keyboard.press('Tab');
        await until(`focus outside the ${editor} editor`, () =>
          page.page.evaluate(() => document.activeElement?.closest('.editor') === null),
        );
        expect(await page.code()).toBe(before);
      }
    });
  });

  it('is worked with the keyboard alone', async () => {
    const page = await open();
    await (await page.editor()).focus();
    await page.page.keyboard.down('Control');
    await page.page.keyboard.press('Enter');
    await page.page.keyboard.up('Control');
    expect((await page.finished()).state).toBe('failed');
    const names: string[] = [];
    for (let presses = 0; presses < 12 && !names.includes('Show solution'); presses++) {
      await page.page.keyboard.press('Tab');
      names.push(await page.page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim()));
    }
    expect(names.filter((name) => name !== '')).toEqual(['Run checks', 'Stop', 'Reset', 'Show solution']);
    await page.page.keyboard.press('Enter');
    await waitForText(await page.section(), 'A hint may be all you need');
    await page.page.keyboard.press('Escape');
    await until('focus back on the button', () =>
      page.page.evaluate(() => (document.activeElement as HTMLElement).innerText === 'Show solution'),
    );
  });

  it('can be read without JavaScript', async () => {
    const page = await browser.open(`/learn/${exercise.chapter}/`, { javaScript: false });
    const section = await page.$(`[data-exercise="${exercise.id}"]`);
    if (!section) throw new Error('no exercise');
    await section.evaluate((element) => {
      element.scrollIntoView();
    });
    // What is far from the screen is not drawn, and has no text to be seen until it is.
    await waitForText(section, exercise.title.en);
    const text = await textOf(section);
    expect(text).toContain(`export async function ${exercise.exports[0] ?? ''}`);
    for (const check of exercise.checks) expect(text).toContain(check.title.en);
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility violation after a run, %s',
    async (colorScheme) => {
      const page = await open({ colorScheme });
      await page.run();
      expect(await axeViolations(page.page)).toEqual([]);
    },
  );
});

async function letIslandsGo(page: Page, id: string): Promise<void> {
  await letCodeCome(page);
  await page.waitForSelector(`[data-exercise="${id}"] .plain.ready`, { timeout: 60_000 });
}

/** Types at the start of the field that the page came with. */
async function typeEarly(page: Page, id: string, text: string) {
  const field = await page.waitForSelector(`[data-exercise="${id}"] textarea.field`);
  if (!field) throw new Error('no field');
  await field.evaluate((element) => {
    const area = element as HTMLTextAreaElement;
    area.scrollIntoView({ block: 'center' });
    area.focus();
    area.setSelectionRange(0, 0);
  });
  await page.keyboard.type(text);
  return field;
}

/** Makes a saved draft one of an older edition of the exercise; answers whether there was one. */
function changeDraft(page: Page, id: string): Promise<boolean> {
  return page.evaluate(async (exerciseId) => {
    const { drafts, draft } = await new Promise<{ drafts: IDBObjectStore; draft: object | undefined }>(
      (resolve, reject) => {
        const open = indexedDB.open('icebreaker');
        open.onerror = reject;
        open.onsuccess = () => {
          const store = open.result.transaction('drafts', 'readwrite').objectStore('drafts');
          const get = store.get(exerciseId);
          get.onsuccess = () => resolve({ drafts: store, draft: get.result as object | undefined });
        };
      },
    );
    if (!draft) return false;
    drafts.put({ ...draft, startHash: 'older' });
    await new Promise((resolve) => (drafts.transaction.oncomplete = resolve));
    drafts.transaction.db.close();
    return true;
  }, id);
}

/** The text of a saved draft. */
function savedText(page: Page, id: string): Promise<string | undefined> {
  return page.evaluate(
    (exerciseId) =>
      new Promise<string | undefined>((resolve, reject) => {
        const open = indexedDB.open('icebreaker');
        open.onerror = reject;
        open.onsuccess = () => {
          const get = open.result.transaction('drafts').objectStore('drafts').get(exerciseId);
          get.onsuccess = () => {
            open.result.close();
            resolve((get.result as { files: Record<string, string> } | undefined)?.files['exercise.ts']);
          };
        };
      }),
    id,
  );
}
