import type { Exercise } from '#src/components/exercise/data/load.ts';
import type { TestBrowser } from './driver/index.ts';
import { ExercisePage, type SeenRun } from './exercise-page.ts';

type Texts = Readonly<Record<string, string>>;

export interface Runs {
  /** What was seen of each run, in the order of the texts. */
  readonly seen: readonly Promise<SeenRun>[];
  /** Resolves when the pages are closed. */
  readonly closed: Promise<void>;
}

/**
 * Runs an exercise with each of these texts (what a text leaves out is as at the start), in pages beside each other.
 * A page takes one text after the other, as a learner goes on in it; it is closed when none is left.
 */
export function runEach(
  browser: TestBrowser,
  exercise: Exercise,
  texts: readonly Texts[],
  { pagesAtOnce }: { readonly pagesAtOnce: number },
): Runs {
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
  const pages = Promise.all(Array.from({ length: pagesAtOnce }, takeTurns));
  const seen = runs.map(({ promise }) => promise);
  // Each is awaited by its test; one that fails before that is no unhandled rejection.
  for (const run of seen) run.catch(() => undefined);
  return { seen, closed: pages.then(() => undefined) };
}

function open(browser: TestBrowser, exercise: Exercise): Promise<ExercisePage> {
  return ExercisePage.open(browser, { ...exercise, file: exercise.entry }, { outlivesTest: true });
}
