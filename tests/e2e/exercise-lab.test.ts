import { expect, it } from 'vitest';
import type { LabExercise } from '#src/components/exercise/data/assemble.ts';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { describeInBrowsers } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';
import { Terminal } from './terminal-screen.ts';

/** What is different where an exercise's program is a host of a scene of the Lab. */
const exercises = await loadExercises();
const mapping = labExercise('nat-mapping');
const punching = labExercise('punch-a-hole');
const KINDS = ['address-and-port-dependent', 'address-dependent', 'endpoint-independent'];

function labExercise(id: string): LabExercise {
  const exercise = exercises.find((one) => one.id === id);
  if (exercise?.runtime !== 'lab') throw new Error(`${id} is no exercise for the Lab`);
  return exercise;
}

/** What the learner writes: the rest is given. */
const solved = ({ entry, solution }: LabExercise) => ({ [entry]: solution[entry] ?? '' });

describeInBrowsers('an exercise for the Lab', (browser) => {
  const open = (
    exercise: LabExercise,
    options?: Parameters<typeof ExercisePage.open>[2],
  ): Promise<ExercisePage> => ExercisePage.open(browser, { ...exercise, file: exercise.entry }, options);

  it('loads the simulator with its first run and not before', async () => {
    const asked: string[] = [];
    const page = await open(mapping, {
      before: (opened) => Promise.resolve(void opened.on('request', (request) => asked.push(request.url()))),
    });
    const isSimulator = (url: string): boolean => /\/lab-checks\.[^/]*\.js$/.test(url);
    expect(asked.some((url) => /\/ExerciseBench\.[^/]*\.js$/.test(url))).toBe(true);
    expect(asked.filter(isSimulator)).toEqual([]);
    await page.run();
    expect(asked.filter(isSimulator)).toHaveLength(1);
  });

  /** What a check of the solution says when it has passed. */
  async function said(exercise: LabExercise, check: string): Promise<string> {
    const page = await open(exercise);
    await page.writeAll(solved(exercise));
    const { checks } = await page.run();
    const found = checks.find(({ id }) => id === check);
    expect(found?.verdict).toBe('pass');
    return found?.text ?? '';
  }

  it('says what the servers saw', async () => {
    const text = await said(mapping, 'asks-enough');
    expect(text).toContain('Mappings that the servers saw');
    // One for all destinations, and two for the others: the solution stops at the first difference.
    const counts = [...text.matchAll(/(\d+) of 192\.168\.\d\.10/g)].map(([, count]) => count);
    expect(counts.toSorted()).toEqual(['1', '2', '2']);
  });

  it('says what the filters kept out', async () => {
    const text = await said(punching, 'hears-pong');
    expect(Number(/kept out on the way: (\d+)/.exec(text)?.[1])).toBeGreaterThan(0);
  });

  it('runs the program alone in the terminal, in a scene of its own', async () => {
    const page = await open(mapping);
    await page.writeAll(solved(mapping));
    await page.press('Open the terminal');
    const terminal = new Terminal(page);
    await terminal.shows('$');
    await terminal.type('node main.ts\r');
    await terminal.shows(/192\.168\.3\.10: [a-z-]+dent/);
    const found = [...(await terminal.text()).matchAll(/192\.168\.\d\.10: ([a-z-]+)/g)].map(
      ([, kind]) => kind,
    );
    expect(found.toSorted()).toEqual(KINDS);
  });
});
