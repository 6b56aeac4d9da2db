import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { untrippedChecks } from '../../scripts/exercise/untripped.ts';
import { describeInBrowsers } from './driver/index.ts';
import type { SeenRun } from './exercise-page.ts';
import { runEach, type Runs } from './exercise-runs.ts';

/**
 * Every exercise, in the page, with the real runner: the start fails, the solution passes, each mistake is caught by the
 * check that exercise.yaml names and offers its hint. Real Node judges all of a Node exercise each time
 * (scripts/exercise/verify.test.ts): here its solution is enough. In Firefox it's the solutions that meet Firefox's own
 * RTCPeerConnection. `FULL=1` makes all of it, everywhere.
 */
const exercises = await loadExercises();
const full = process.env['FULL'] === '1';

/**
 * A wrong answer often waits until the run's deadline: in so many pages, runs wait beside each other. A tab of Firefox
 * in the background sleeps.
 */
const PAGES_AT_ONCE = { chromium: 4, firefox: 1 } as const;

describeInBrowsers('exercises', (browser) => {
  it('are there', () => {
    expect(exercises.length).toBeGreaterThan(0);
  });

  for (const exercise of exercises) {
    if (!full && browser.name === 'firefox' && exercise.runtime !== 'browser') continue;
    const isDue = full || (browser.name === 'chromium' && exercise.runtime !== 'node');
    const mistakes = isDue ? exercise.mistakes : [];

    describe(exercise.id, () => {
      const texts = new Map([
        ...(isDue ? [['the start', {}] as const] : []),
        ['the solution', exercise.solution] as const,
        ...mistakes.map(({ name }) => [name, exercise.mistakeFiles[name] ?? {}] as const),
      ]);
      let runs: Runs;
      beforeAll(() => {
        runs = runEach(browser, exercise, [...texts.values()], { pagesAtOnce: PAGES_AT_ONCE[browser.name] });
      });
      afterAll(() => runs.closed);
      const seenOf = async (text: string): Promise<SeenRun> => {
        const seen = runs.seen[[...texts.keys()].indexOf(text)];
        if (!seen) throw new Error(`no run of ${text} of ${exercise.id}`);
        return seen;
      };

      if (isDue)
        it('the start fails', async () => {
          expect((await seenOf('the start')).state).toBe('failed');
        }, 120_000);

      it('the solution passes', async () => {
        const seen = await seenOf('the solution');
        expect(
          seen.checks.filter(({ verdict }) => verdict !== 'pass'),
          seen.output,
        ).toEqual([]);
        expect(seen.state, seen.status).toBe('passed');
      }, 120_000);

      for (const mistake of mistakes) {
        it(`catches: ${mistake.name}`, async () => {
          const seen = await seenOf(mistake.name);
          expect(seen.state).toBe('failed');
          const check = seen.checks.find(({ id }) => id === mistake.check);
          expect(check, seen.status).toMatchObject({ verdict: 'fail', hint: mistake.hint });
        }, 120_000);
      }

      if (!isDue) return;
      it('has no check that no mistake trips', async () => {
        const failed = await Promise.all(
          mistakes.map(async ({ name }) => {
            const { checks } = await seenOf(name);
            return checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
          }),
        );
        expect(untrippedChecks(exercise, failed)).toEqual([]);
      });
    });
  }
});
