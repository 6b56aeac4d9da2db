import type { Exercise } from '#src/components/exercise/data/load.ts';
import type { TestBrowser } from './driver/index.ts';
import { ExercisePage, type SeenRun } from './exercise-page.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * Runs an exercise with each of these texts (what a text leaves out is as at the start), in pages beside each other.
 * A page takes one text after the other, as a learner goes on in it; it is closed when none is left.
 *
 * @returns what was seen of each run, in the order of the texts
 */
export function runEach(
  browser: TestBrowser,
  exercise: Exercise,
  texts: readonly Texts[],
  { pagesAtOnce }: { readonly pagesAtOnce: number },
): Promise<SeenRun>[] {
  const runs = texts.map((files) => ({ files, ...Promise.withResolvers<SeenRun>() }));
  const waiting = runs.values();
  const takeTurns = async (): Promise<void> => {
    let page: ExercisePage | undefined;
    let written: Texts = exercise.start;
    for (const { files, resolve, reject } of waiting) {
      const wanted = { ...exercise.start, ...files };
      // Nothing else can be, or need be, written.
      const changed = Object.keys(exercise.start).filter((file) => wanted[file] !== written[file]);
      try {
        page ??= await open(browser, exercise);
        await page.writeAll(Object.fromEntries(changed.map((file) => [file, wanted[file] ?? ''])));
        written = wanted;
        resolve(await page.run());
      } catch (error) {
        reject(error);
        await page?.close();
        page = undefined;
        written = exercise.start;
      }
    }
    await page?.close();
  };
  for (let count = 0; count < pagesAtOnce; count++) void takeTurns();
  return runs.map(({ promise }) => promise);
}

function open(browser: TestBrowser, exercise: Exercise): Promise<ExercisePage> {
  return ExercisePage.open(browser, { ...exercise, file: exercise.entry }, { outlivesTest: true });
}
