import { expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { describeInBrowsers, until } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/** What is different where an exercise is a program of several files. */
const exercises = await loadExercises();
const exercise = exercises.find(({ runtime }) => runtime === 'node');
if (exercise?.runtime !== 'node') throw new Error('there is no exercise for Node in lessons/');

describeInBrowsers('an exercise for Node', { firefox: 'full' }, (browser) => {
  it('stands on a page of its own, to which its chapter leads', async () => {
    const chapter = await browser.open(`/learn/${exercise.chapter}/`);
    const hrefs = await chapter.$$eval('.exercise-link a', (links) =>
      links.map((link) => link.getAttribute('href')),
    );
    const programs = exercises.filter(
      ({ chapter: slug, runtime }) => slug === exercise.chapter && runtime !== 'browser',
    );
    expect(hrefs).toEqual(programs.map(({ id }) => `/exercises/${id}/`));
    const page = await ExercisePage.open(browser, { ...exercise, file: exercise.entry });
    expect(await page.page.$eval('main', (main) => main.textContent)).toContain(
      'Browser runner, simulated network',
    );
    const runner = await page.page.$eval(
      page.selector,
      (section) => (section as HTMLElement).dataset['runner'],
    );
    expect(runner).toBe('worker');
  });

  it('has Node’s types in the full editor: nothing is wrong with its code, and a mistake is found', async () => {
    const page = await ExercisePage.open(browser, { ...exercise, file: exercise.entry });
    await page.write(`const wrong: number = setTimeout(() => 0).unref();\n${await page.code()}`);
    await page.useFullEditor();
    const problems = () =>
      page.page.$$eval(`${page.selector} [data-type-problems] li`, (items) => items.length);
    // Its one mistake shows that TypeScript has looked, and that it found none elsewhere.
    await until('the type problem', async () => (await problems()) === 1, { timeoutMs: 60_000 });
  });
});
