import { describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { describeInBrowsers } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/**
 * Every exercise, in the page, with the real runner: the start fails, the solution passes, each mistake is caught by the
 * check that exercise.yaml names and offers its hint. `FULL=1` makes the mistakes in Firefox as well, and
 * those of exercises for Node, which real Node judges each time (scripts/exercise/verify.test.ts).
 */
const exercises = await loadExercises();
const full = process.env['FULL'] === '1';

describeInBrowsers('exercises', (browser) => {
  it('are there', () => {
    expect(exercises.length).toBeGreaterThan(0);
  });

  for (const exercise of exercises) {
    describe(exercise.id, () => {
      const open = () => ExercisePage.open(browser, { ...exercise, file: exercise.entry });
      /** Those of a text that differ from the start: nothing else can be, or need be, written. */
      const changed = (files: Readonly<Record<string, string>> = {}) =>
        Object.fromEntries(Object.entries(files).filter(([file, text]) => text !== exercise.start[file]));

      it('the start fails', async () => {
        const page = await open();
        expect((await page.run()).state).toBe('failed');
      }, 120_000);

      it('the solution passes', async () => {
        const page = await open();
        await page.writeAll(changed(exercise.solution));
        const seen = await page.run();
        expect(
          seen.checks.filter(({ verdict }) => verdict !== 'pass'),
          seen.output,
        ).toEqual([]);
        expect(seen.state, seen.status).toBe('passed');
      }, 120_000);

      const isDue = full || (browser.name === 'chromium' && exercise.runtime === 'browser');
      for (const mistake of isDue ? exercise.mistakes : []) {
        it(`catches: ${mistake.name}`, async () => {
          const page = await open();
          await page.writeAll(changed(exercise.mistakeFiles[mistake.name]));
          const seen = await page.run();
          expect(seen.state).toBe('failed');
          const check = seen.checks.find(({ id }) => id === mistake.check);
          expect(check, seen.status).toMatchObject({ verdict: 'fail', hint: mistake.hint });
        }, 120_000);
      }
    });
  }
});
