import { expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { describeInBrowsers, problemsOf, until } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

const exercises = (await loadExercises()).filter(({ runtime }) => runtime === 'browser');
/** A chapter's first two exercises: what Monaco loads late, for the first editor, is there when the second begins. */
const [first, second] = exercises.filter(({ chapter }) => chapter === exercises[0]?.chapter);
if (first?.runtime !== 'browser' || second?.runtime !== 'browser') throw new Error('one exercise only');

describeInBrowsers('two full editors of one page', (browser) => {
  it('leave the console silent while a keyboard goes through them', async () => {
    const { page } = await ExercisePage.open(browser, first, { editor: 'full' });
    for (const { id } of [first, second]) {
      const selector = `[data-exercise="${id}"]`;
      await (await page.waitForSelector(selector))?.scrollIntoView();
      const field = await page.waitForSelector(`${selector} .full:not(.away) .monaco-editor [role=textbox]`, {
        timeout: 60_000,
      });
      await field?.focus();
      await page.keyboard.type('const wrong: RTCPeerConnection = 1;');
      // TypeScript has looked: nothing more of the editor is to come.
      await until('a type problem', async () => page.$(`${selector} [data-type-problems] li`), {
        timeoutMs: 60_000,
      });
      await page.hover(`${selector} .full`);
      for (const key of ['F1', 'Escape', 'F8', 'Escape', 'ArrowDown'] as const)
        await page.keyboard.press(key);
      await page.keyboard.press('Tab');
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
      await until('focus in the editor again', () =>
        page.evaluate((own) => document.activeElement?.closest(`${own} .full`) !== null, selector),
      );
    }
    expect(problemsOf(page)).toEqual([]);
  });
});
