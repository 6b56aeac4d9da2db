import { describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/** What a run tells: hints, errors and their lines, what TypeScript says, and what was printed. */
const exercise = (await loadExercises()).find(
  ({ runtime, needs, mistakes }) => runtime === 'browser' && needs.length === 0 && mistakes.length > 0,
);
if (exercise?.runtime !== 'browser') throw new Error('no exercise runs without a server');
const [mistake] = exercise.mistakes;
const CALLED = exercise.exports[0] ?? '';
const LAST_LINES = [`export function ${CALLED}(): never {`, "  throw new RangeError('out of it');", '}', ''];

describeInBrowsers('the verdicts of an exercise', { firefox: 'full' }, (browser) => {
  const open = (options?: Parameters<typeof ExercisePage.open>[2]) =>
    ExercisePage.open(browser, { ...exercise, file: exercise.entry }, options);
  const line = (page: ExercisePage): Promise<number> =>
    page.page.$eval(`${page.selector} textarea.field`, (element) => {
      const { value, selectionStart } = element as HTMLTextAreaElement;
      return value.slice(0, selectionStart).split('\n').length;
    });

  describe('the hints', () => {
    it('begin with that of the first check that fails, go on when asked, and end with the solution', async () => {
      const page = await open();
      await page.write(exercise.mistakeFiles[mistake?.name ?? '']?.[exercise.entry] ?? '');
      const seen = await page.run();
      const failing = seen.checks.find(({ verdict }) => verdict === 'fail');
      const title = exercise.checks.find(({ id }) => id === failing?.id)?.title.en ?? '';
      const shown = () =>
        page.page.$$eval(`${page.selector} [data-hint-text]`, (hints) =>
          hints.map((hint) => (hint as HTMLElement).dataset['hintText']),
        );
      expect(failing?.text).toMatch(/Expected.+Seen/);
      expect(await shown()).toEqual([failing?.hint]);
      expect(failing?.text).toContain(`Hint 1 of ${exercise.hints.length}`);
      for (let count = 2; count <= exercise.hints.length; count++) {
        await click(await page.section(), 'button', `Next hint (${title})`);
        await until(`${count} hints`, async () => (await shown()).length === count);
      }
      expect((await shown()).toSorted()).toEqual(exercise.hints.map(({ id }) => id).toSorted());
      expect(await textOf(await page.section())).toContain('That was the last hint.');
      await click(await page.section(), 'button', `See the solution (${title})`);
      await waitForText(await page.section(), 'A hint may be all you need');
      await page.press('Show it');
      await find(await page.section(), 'heading', 'Solution');
    });

    it('can be closed and opened at their check, and asked for before a run', async () => {
      const page = await open();
      await page.press('Next hint');
      await waitForText(await page.section(), `Hint 1 of ${exercise.hints.length}`);
      await page.write(exercise.mistakeFiles[mistake?.name ?? '']?.[exercise.entry] ?? '');
      await page.run();
      const section = await page.section();
      const [hide] = await page.page.$$(`${page.selector} .checks button[aria-expanded=true]`);
      await hide?.click();
      expect(await page.page.$(`${page.selector} .checks [data-hint-text]`)).toBeNull();
      expect(await axeViolations(page.page)).toEqual([]);
      await waitForText(section, 'Show a hint for this');
    });
  });

  it('lead from an error that a call threw to its line', async () => {
    const page = await open();
    await page.write(['// one', ...LAST_LINES].join('\n'));
    const seen = await page.run();
    expect(seen.state).toBe('failed');
    await waitForText(await page.section(), `RangeError: out of it (${exercise.entry}, line 3)`);
    await page.press('Go to line 3');
    expect(await line(page)).toBe(3);
  });

  it('lead from an error that nobody caught to its line', async () => {
    const page = await open();
    await page.write(
      `export async function ${CALLED}() {\n  setTimeout(() => {\n    throw new Error('later');\n  });\n` +
        '  await new Promise((resolve) => setTimeout(resolve, 100));\n  return 1;\n}\n',
    );
    await page.run();
    await waitForText(await page.section(), 'Not caught: Error: later');
    await click(await find(await page.section(), 'log', 'Output'), 'button', 'Go to line 3');
    expect(await line(page)).toBe(3);
  });

  it('say what TypeScript finds, and hold up no run', async () => {
    const page = await open();
    await page.write(`const wrong: number = "text";\n${await page.code()}`);
    await page.useFullEditor();
    const problems = () => page.page.$(`${page.selector} [data-type-problems]`);
    await waitForText(await page.section(), '1 type error in your code', { timeoutMs: 60_000 });
    await waitForText(await page.section(), "Type 'string' is not assignable to type 'number'");
    expect(['passed', 'failed']).toContain((await page.run()).state);
    await page.press(`${exercise.entry}, line 1`);
    await until('focus in the editor', () =>
      page.page.evaluate(() => document.activeElement?.closest('.full') !== null),
    );
    expect(await axeViolations(page.page)).toEqual([]);
    await page.reset();
    await until('no problem', async () => (await problems()) === null, { timeoutMs: 60_000 });
  });

  describe('the output', () => {
    const PRINTS =
      "console.log('peer', { name: 'left', list: [1, 2], get secret() { throw new Error('asked'); } });\n" +
      'console.log(new Uint8Array([0x21, 0x12, 0xa4, 0x42]), new Map([["host", 2]]));\n' +
      "console.log('plain');\n" +
      "console.log({ nested: { address: '203.0.113.9' } });\n";
    const log = async (page: ExercisePage) => find(await page.section(), 'log', 'Output');

    it('shows a value on one line, and opens it with the keyboard', async () => {
      const page = await open();
      await page.write(PRINTS);
      const seen = await page.run();
      expect(seen.output).toContain('peer { name: "left", list: [1, 2], secret: [getter] }');
      expect(seen.output).toContain('plain');
      expect(seen.output).not.toContain('name: "left" list');
      const lines = await page.page.$$(`${page.selector} [role=log] > details`);
      expect(lines).toHaveLength(3);
      await page.page.$eval(`${page.selector} [role=log] > details > summary`, (summary) => {
        (summary as HTMLElement).focus();
      });
      await page.page.keyboard.press('Enter');
      await waitForText(await log(page), /Object name: "left" list: Array\(2\) secret: \[getter\]/);
      await page.page.keyboard.press('Tab');
      await page.page.keyboard.press('Tab');
      await page.page.keyboard.press('Enter');
      await waitForText(await log(page), 'list: Array(2) 0: 1 1: 2');
      expect(await axeViolations(page.page)).toEqual([]);
    });

    it('shows bytes in hexadecimal, and each of two values by itself', async () => {
      const page = await open();
      await page.write(PRINTS);
      await page.run();
      const [, second] = await page.page.$$(`${page.selector} [role=log] > details > summary`);
      await second?.click();
      await waitForText(await log(page), 'Uint8Array(4) Map(1)');
      await page.page.$$eval(`${page.selector} [role=log] > details[open] li summary`, (all) =>
        all.forEach((summary) => (summary as HTMLElement).click()),
      );
      await waitForText(await log(page), '0000: 21 12 a4 42');
      await waitForText(await log(page), 'host: 2');
    });

    it('keeps masked addresses masked in what is opened', async () => {
      const page = await open({
        before: async (opened) => {
          await opened.evaluateOnNewDocument(() => localStorage.setItem('icebreaker.mask', 'true'));
        },
      });
      await page.write(PRINTS);
      await page.run();
      const summaries = await page.page.$$(`${page.selector} [role=log] > details > summary`);
      await summaries[2]?.click();
      await page.page.waitForSelector(`${page.selector} [role=log] li li summary`);
      await page.page.$eval(`${page.selector} [role=log] li li summary`, (summary) =>
        (summary as HTMLElement).click(),
      );
      await waitForText(await log(page), 'address: "203.x.x.x"');
      expect(
        await page.page.$eval(`${page.selector} .results`, (element) => element.outerHTML),
      ).not.toContain('203.0.113.9');
    });

    it('survives values that fight back', async () => {
      const page = await open();
      await page.write(
        'const bad = new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; }, getPrototypeOf() { throw 3; } });\n' +
          'console.log(bad, { bad });\n' +
          'Map.prototype.forEach = Map.prototype.entries = () => { throw 4; };\n' +
          "Object.defineProperty(Object.prototype, 'content', { value: { entries: [], more: 7 } });\n" +
          'console.log(new Map([["still", 1]]));\n' +
          "console.log({ deep: [[[[[[[[['too deep']]]]]]]]] });\n",
      );
      const seen = await page.run();
      expect(seen.output).toContain('[object that can’t be read]');
      const summaries = await page.page.$$(`${page.selector} [role=log] > details > summary`);
      expect(summaries).toHaveLength(3);
      await summaries[1]?.click();
      await waitForText(await log(page), 'still: 1');
    });
  });
});
