import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BrowserContext, Page } from 'puppeteer-core';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import type { Exercise } from '#src/components/exercise/data/assemble.ts';
import { makeFragment } from '#src/components/exercise/share/link.ts';
import {
  axeViolations,
  describeInBrowsers,
  find,
  findAll,
  openSite,
  textOf,
  until,
  waitForText,
  type OpenOptions,
  type TestBrowser,
} from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/** Code that goes from one learner to another by a link, and what the other one is protected from. */

const exercises = await loadExercises('candidates');
const [exercise, second] = exercises;
if (!exercise || !second) throw new Error('the chapter on candidates has no two exercises');
const START = exercise.start[exercise.entry];
const PATH = `/learn/${exercise.chapter}/`;

/** Says which servers it was called with. */
const printing = (name: string): string =>
  `// ${name}\nexport async function gatherCandidates(iceServers: RTCIceServer[]) {\n` +
  `  console.log('${name} got', JSON.stringify(iceServers));\n  return [];\n}\n`;
const MINE = printing('mine');
const THEIRS = printing('theirs');
/** Of a network that exists in documents only (RFC 5737). */
const OWN_SERVER = { urls: 'turn:192.0.2.77:3478', username: 'ada', credential: 's3cret-Ada' };

async function fragmentOf(
  text: string,
  { id }: Pick<Exercise, 'id'> = exercise as Exercise,
): Promise<string> {
  const fragment = await makeFragment(id, { 'exercise.ts': text });
  if (!fragment.ok) throw new Error(fragment.error);
  return fragment.value;
}

/** A fragment that this site would not make. */
const forged = (json: string | Uint8Array): string =>
  `#code=${exercise.id}.${deflateRawSync(json, { level: 9 }).toString('base64url')}`;

describeInBrowsers('a link that carries code', { firefox: 'full' }, (browser) => {
  const open = (options?: Parameters<typeof ExercisePage.open>[2]) =>
    ExercisePage.open(browser, exercise, options);
  const openLink = async (fragment: string, options?: OpenOptions) =>
    open({ ...options, path: PATH + fragment });

  it('is made of the code, and shows it elsewhere only when asked', async () => {
    const first = await open({ before: (page) => clipboard(page, 'granted') });
    await first.write(THEIRS);
    await first.press('Share');
    await first.page.waitForSelector(`${first.selector} [data-shared="copied"]`);
    const link = await first.page.evaluate(() => (window as unknown as { copied: string }).copied);
    expect(link.startsWith(`${new URL(PATH, (await openSite()).url).href}#code=${exercise.id}.`)).toBe(true);

    const page = await open({ path: link });
    await notice(page, 'code');
    const words = await textOf(await page.section());
    expect(words).toContain('This code comes from whoever made the link');
    expect(words).toContain('it can show your addresses to any host that it names');
    await expectUntouched(page);
    expect(words).not.toContain('theirs got');

    await page.press('Use it');
    await until('their code', async () => (await page.code()) === THEIRS);
    await expectMarked(page, true);
    expect(await page.state()).toBe('idle');
    expect(await hashOf(page)).toBe('');
    expect(await findAll(page.page, 'button', 'Use it')).toEqual([]);

    await until('the saved draft', async () => (await stored(page.page)).drafts.length === 1);
    await page.page.reload();
    await page.ready();
    await expectMarked(page, true);
    expect(await page.code()).toBe(THEIRS);
    expect(await page.state()).toBe('idle');
    expect(await page.page.$('[data-link]')).toBeNull();
  });

  it('brings its exercise into view, however far down', async () => {
    const page = await browser.open(PATH + (await fragmentOf(THEIRS, second)));
    const link = await page.waitForSelector(`[data-exercise="${second.id}"] [data-link="code"]`, {
      timeout: 20_000,
    });
    await until('the notice in view', async () => link?.evaluate(isInView));
    expect(await link?.evaluate((element) => document.activeElement === element)).toBe(true);
  });

  it('never takes the place of a draft unasked, and then keeps it', async () => {
    const first = await open();
    await first.write(MINE);
    await until('the saved draft', async () => (await stored(first.page)).drafts.length === 1);
    const page = await openLink(await fragmentOf(THEIRS), { context: first.page.browserContext() });
    await notice(page, 'code');
    await until('the own draft', async () => (await page.code()) === MINE);

    await page.press('Look at it beside mine');
    await find(await page.section(), 'heading', 'Code from a link');
    await waitForText(await page.section(), 'theirs got');
    expect(await page.code()).toBe(MINE);
    await page.press('Close');
    expect(await page.page.evaluate(() => document.activeElement?.getAttribute('data-link'))).toBe('code');
    await expectMarked(page, false);

    await page.press('Use it');
    await until('their code', async () => (await page.code()) === THEIRS);
    await waitForText(await page.section(), 'Earlier texts (1)');
    // What is changed in it is still theirs.
    await page.write(`${THEIRS}// and a line of mine\n`);
    await expectMarked(page, true);
    await bringBackOldest(page);
    await until('the own draft', async () => (await page.code()) === MINE);
    await expectMarked(page, false);

    // Theirs is among the earlier texts now, as theirs.
    await waitForText(await page.section(), 'before it was replaced, code from a link');
    await page.press('Undo');
    await until('their code', async () => (await page.code()).startsWith(THEIRS));
    await expectMarked(page, true);
    await page.reset();
    await until('the start code', async () => (await page.code()) === START);
    await expectMarked(page, false);
    await until(
      'a saved draft of no link',
      async () => (await stored(page.page)).drafts[0]?.fromLink === undefined,
    );
  });

  it('is left alone where the learner leaves it', async () => {
    const page = await openLink(await fragmentOf(THEIRS));
    await notice(page, 'code');
    await page.press('Leave it');
    await page.page.waitForSelector(`${page.selector}:not(:has([data-link]))`);
    expect(await hashOf(page)).toBe('');
    await expectUntouched(page);
    await page.page.reload();
    await page.ready();
    await expectUntouched(page);
    expect(await page.page.$('[data-link]')).toBeNull();
  });

  it('says so where it carries what stands in the editor anyway', async () => {
    const page = await openLink(await fragmentOf(START ?? ''));
    await notice(page, 'same');
    await page.press('Dismiss');
    await until('no notice', async () => !(await page.page.$('[data-link]')));
    expect(await hashOf(page)).toBe('');
  });

  it('shows the link where nothing may be copied, and says when a text is too long for one', async () => {
    const page = await open({ before: (opened) => clipboard(opened, 'denied') });
    await page.write(MINE);
    await page.press('Share');
    const field = await page.page.waitForSelector(`${page.selector} .shared input[readonly]`);
    if (!field) throw new Error('no field');
    const shown = await field.evaluate((input) => ({
      value: input.value,
      selected: input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0),
      focused: document.activeElement === input,
    }));
    const [, data = ''] = /^http[^?#]*#code=gather-candidates\.([\w-]+)$/.exec(shown.value) ?? [];
    expect(JSON.parse(inflateRawSync(Buffer.from(data, 'base64url')).toString())).toEqual({
      'exercise.ts': MINE,
    });
    expect(shown).toMatchObject({ selected: shown.value, focused: true });
    expect(await axeViolations(page.page)).toEqual([]);
    const noise = Array.from({ length: 1_000 }, (_, n) =>
      createHash('sha256').update(`${n}`).digest('base64'),
    );
    await page.write(noise.join('\n'));
    await page.press('Share');
    await page.page.waitForSelector(`${page.selector} [data-shared="too-long"]`);
  });

  describe('that is bad', () => {
    it.each<[string, string, string]>([
      [
        'a file that is not the learner’s',
        forged(JSON.stringify({ 'exercise.ts': THEIRS, 'checks/index.ts': 'x' })),
        'a file that is not yours to change',
      ],
      [
        'a prototype',
        forged(`{"exercise.ts":"x","__proto__":{"a":"b"}}`),
        'a file that is not yours to change',
      ],
      ['a bomb', forged(new Uint8Array(20_000_000)), 'holds more than a link of this site ever does'],
      ['garbage', `#code=${exercise.id}.%3Cscript%3E`, 'It is damaged'],
      ['nothing', `#code=${exercise.id}.`, 'It is damaged'],
      ['an exercise that is elsewhere', '#code=force-relay.AAAA', 'not on this page'],
      ['no exercise at all', '#code=%22%5D.AAAA', 'not on this page'],
    ])('is refused in words: %s', async (_what, fragment, words) => {
      const page = await openLink(fragment);
      await notice(page, 'bad');
      await waitForText(await page.section(), words);
      await expectUntouched(page);
      await page.press('Dismiss');
      await until('no notice', async () => !(await page.page.$('[data-link]')));
      expect(await hashOf(page)).toBe('');
      await expectUntouched(page);
    });
  });

  describe('in a page that is open', () => {
    it('is spoken of by its exercise, until the address is another', async () => {
      const page = await open();
      const other = `[data-exercise="${second.id}"]`;
      const go = (fragment: string) => page.page.evaluate((hash) => (location.hash = hash), fragment);
      const only = async (selector: string) => {
        await page.page.waitForSelector(`${selector} [data-link="code"]`, { timeout: 20_000 });
        await until('one notice', async () => (await page.page.$$('[data-link]')).length === 1);
      };
      // The second exercise is out of sight and its script may not be there yet.
      await go(await fragmentOf('// for the second\n', second));
      await only(other);
      await until('the focus there', () =>
        page.page.evaluate(() => document.activeElement?.getAttribute('data-link') === 'code'),
      );
      await go(await fragmentOf(THEIRS));
      await only(page.selector);
      // A jump within the page is no answer.
      await go(`#${exercise.id}-checks`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await only(page.selector);
      await page.page.evaluate(() => history.back());
      await until('the link again', async () => (await hashOf(page)).startsWith('#code='));
      await only(page.selector);
      await page.page.evaluate(() => history.back());
      await only(other);
      await page.page.evaluate(() => history.back());
      await until('no notice', async () => !(await page.page.$('[data-link]')));
      await page.page.evaluate(() => history.forward());
      await only(other);
      await expectUntouched(page);
    });

    it('can be followed by a second one: the answer is about that', async () => {
      const page = await openLink(await fragmentOf('// first link\n'));
      await notice(page, 'code');
      await page.press('Look at it beside mine');
      await waitForText(await page.section(), '// first link');
      const next = await fragmentOf(THEIRS);
      await page.page.evaluate((hash) => (location.hash = hash), next);
      await until(
        'no comparison with the first',
        async () => !(await page.page.$(`${page.selector} .comparison`)),
      );
      await page.press('Use it');
      await until('their code', async () => (await page.code()) === THEIRS);
    });
  });

  describe('gets no servers of the learner', () => {
    it('over edits, a reload and another tab, until the text is the learner’s again', async () => {
      const context = await withOwnServer(browser);
      const page = await open({ context });
      await page.write(MINE);
      expect((await page.run()).output).toContain(OWN_SERVER.urls);
      const fragment = await fragmentOf(THEIRS);
      await page.page.evaluate((hash) => (location.hash = hash), fragment);
      await notice(page, 'code');
      await page.press('Use it');
      await until('their code', async () => (await page.code()) === THEIRS);
      await expectSiteServers(page);
      await page.write(`${THEIRS}// edited\n`);
      await expectSiteServers(page);

      await until('the saved edit', async () =>
        (await stored(page.page)).drafts[0]?.files['exercise.ts']?.endsWith('// edited\n'),
      );
      const tab = await open({ context });
      await expectMarked(tab, true);
      await expectSiteServers(tab);
      await page.page.bringToFront();
      await page.page.reload();
      await page.ready();
      await expectMarked(page, true);
      await expectSiteServers(page);

      // The other tab says that it is the learner's own text again; this one hears it.
      await tab.page.bringToFront();
      await bringBackOldest(tab);
      await until('the own text', async () => (await tab.code()) === MINE);
      await expectMarked(tab, false);
      await page.page.bringToFront();
      await until('the own text', async () => (await page.code()) === MINE);
      await expectMarked(page, false);
      expect((await page.run()).output).toContain(OWN_SERVER.credential);
    });

    it('nor after an export and an import', async () => {
      const page = await openLink(await fragmentOf(THEIRS));
      await notice(page, 'code');
      await page.press('Use it');
      await page.reset();
      await page.press('Undo');
      await expectMarked(page, true);
      const kept = await until('draft and version', async () => {
        const all = await stored(page.page);
        return all.drafts[0]?.fromLink === true && all.versions.length > 0 && all;
      });
      expect(kept.versions.map(({ fromLink }) => fromLink)).toEqual([true]);

      const context = await withOwnServer(browser, kept);
      const elsewhere = await open({ context });
      await until('their code', async () => (await elsewhere.code()) === THEIRS);
      await expectMarked(elsewhere, true);
      await expectSiteServers(elsewhere);
    });

    it.each(['plain', 'full'] as const)('nor after an undo by keyboard, in the %s editor', async (editor) => {
      const context = await withOwnServer(browser);
      const page = await open({ context, editor, path: PATH + (await fragmentOf(THEIRS)) });
      await notice(page, 'code');
      await page.press('Use it');
      await until('their code', async () => (await page.code()) === THEIRS);
      if (editor === 'full') {
        await page.page.waitForSelector(`${page.selector} .full:not(.away) .monaco-editor`, {
          timeout: 60_000,
        });
      }
      const type = async (keys: string) => {
        await (await page.editor()).focus();
        await page.page.keyboard.type(keys);
      };
      await type('x');
      await until('what was typed', async () => (await page.code()) !== THEIRS);
      await page.reset();
      await until('the start code', async () => (await page.code()) === START);
      await (await page.editor()).focus();
      for (let times = 0; times < 3; times++) {
        await page.page.keyboard.down('Control');
        await page.page.keyboard.press('z');
        await page.page.keyboard.up('Control');
        expect((await page.code()).includes('theirs got')).toBe(false);
      }
    });
  });

  it.each(['light', 'dark'] as const)('is answered with the keyboard alone, %s', async (colorScheme) => {
    const page = await openLink(await fragmentOf(THEIRS), { colorScheme });
    await notice(page, 'code');
    const focused = () =>
      page.page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute('data-link') ?? (activeElement as HTMLElement).innerText.trim();
      });
    await until('the focus on the notice', async () => (await focused()) === 'code');
    expect(await axeViolations(page.page)).toEqual([]);
    const names: string[] = [];
    for (let presses = 0; presses < 3; presses++) {
      await page.page.keyboard.press('Tab');
      names.push(await focused());
    }
    expect(names).toEqual(['Look at it beside mine', 'Use it', 'Leave it']);
    await page.page.keyboard.down('Shift');
    await page.page.keyboard.press('Tab');
    await page.page.keyboard.up('Shift');
    await page.page.keyboard.press('Enter');
    await until('their code', async () => (await page.code()) === THEIRS);
    expect(await focused()).toBe(exercise.title.en);
    await expectMarked(page, true);
    expect(await axeViolations(page.page)).toEqual([]);
  });
});

function notice(page: ExercisePage, kind: 'code' | 'same' | 'bad') {
  return page.page.waitForSelector(`${page.selector} [data-link="${kind}"]`, { timeout: 20_000 });
}

/** Start code in the editor, nothing run and nothing kept. */
async function expectUntouched(page: ExercisePage): Promise<void> {
  expect(await page.code()).toBe(START);
  expect(await page.state()).toBe('idle');
  expect(await page.page.$$('iframe')).toHaveLength(0);
  const { drafts, versions } = await stored(page.page);
  expect([...drafts, ...versions]).toEqual([]);
}

/** Whether it is said that the text in the editor came by a link. */
async function expectMarked(page: ExercisePage, marked: boolean): Promise<void> {
  await page.page.waitForSelector(
    `${page.selector}${marked ? ':has([data-from-link])' : ':not(:has([data-from-link]))'}`,
    { timeout: 20_000 },
  );
}

/** Runs what is in the editor, and sees that it got the site's list although there is one of the learner's own. */
async function expectSiteServers(page: ExercisePage): Promise<void> {
  await page.page.bringToFront();
  const { output } = await page.run();
  expect(output).toContain('theirs got [{');
  expect(output).toMatch(/stun:127\.0\.0\.1|turn:/);
  expect(output).not.toContain('192.0.2.77');
  expect(output).not.toContain(OWN_SERVER.credential);
}

async function bringBackOldest(page: ExercisePage): Promise<void> {
  await page.page.waitForSelector(`${page.selector} .earlier`);
  await page.page.$eval(`${page.selector} .earlier`, (list) => {
    list.setAttribute('open', '');
    list.querySelector<HTMLElement>('li:last-child button:last-of-type')?.click();
  });
}

function hashOf({ page }: ExercisePage): Promise<string> {
  return page.evaluate(() => location.hash);
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/** A browser of a learner with a server of their own, and with drafts from elsewhere; both by an import. */
async function withOwnServer(browser: TestBrowser, kept?: Stored): Promise<BrowserContext> {
  const settings = await browser.open('/settings/');
  await settings.waitForSelector('.my-data input[type=file]:enabled');
  await settings.$eval(
    '.my-data input[type=file]',
    (element, text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'my-data.json', { type: 'application/json' }));
      (element as HTMLInputElement).files = transfer.files;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
    JSON.stringify({
      format: 'icebreaker-1',
      exportedAtMs: 1,
      drafts: kept?.drafts ?? [],
      versions: kept?.versions ?? [],
      progress: [],
      iceServers: [OWN_SERVER],
    }),
  );
  await waitForText(settings, 'Imported.');
  return settings.browserContext();
}

/** A clipboard that takes a text, or takes none. */
async function clipboard(page: Page, permission: 'granted' | 'denied'): Promise<void> {
  await page.evaluateOnNewDocument((granted) => {
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: (text: string) => {
          if (!granted) return Promise.reject(new DOMException('denied', 'NotAllowedError'));
          Object.assign(window, { copied: text });
          return Promise.resolve();
        },
      },
    });
  }, permission === 'granted');
}

interface StoredText {
  readonly files: Record<string, string>;
  readonly fromLink?: true;
}
interface Stored {
  readonly drafts: StoredText[];
  readonly versions: StoredText[];
}

/** What the browser keeps. */
function stored(page: Page): Promise<Stored> {
  return page.evaluate(
    () =>
      new Promise<Stored>((resolve, reject) => {
        const open = indexedDB.open('icebreaker');
        open.onerror = reject;
        open.onsuccess = () => {
          const transaction = open.result.transaction(['drafts', 'versions']);
          const [drafts, versions] = [
            transaction.objectStore('drafts').getAll(),
            transaction.objectStore('versions').getAll(),
          ];
          transaction.oncomplete = () => {
            open.result.close();
            resolve({ drafts: drafts.result as StoredText[], versions: versions.result as StoredText[] });
          };
        };
      }),
  );
}
