import { expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { describeInBrowsers } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';
import { Terminal } from './terminal-screen.ts';

/** What is different where an exercise's program is a host of a scene of the Lab. */
const exercise = (await loadExercises()).find(({ id }) => id === 'nat-mapping');
if (exercise?.runtime !== 'lab') throw new Error('nat-mapping is no exercise for the Lab');
const { entry, solution } = exercise;
const solved = { [entry]: solution[entry] ?? '' };
const KINDS = ['address-and-port-dependent', 'address-dependent', 'endpoint-independent'];

describeInBrowsers('an exercise for the Lab', (browser) => {
  const open = (options?: Parameters<typeof ExercisePage.open>[2]): Promise<ExercisePage> =>
    ExercisePage.open(browser, { ...exercise, file: entry }, options);

  it('loads the simulator with its first run and not before', async () => {
    const asked: string[] = [];
    const page = await open({
      before: (opened) => Promise.resolve(void opened.on('request', (request) => asked.push(request.url()))),
    });
    const isSimulator = (url: string): boolean => /\/lab-checks\.[^/]*\.js$/.test(url);
    expect(asked.some((url) => /\/ExerciseBench\.[^/]*\.js$/.test(url))).toBe(true);
    expect(asked.filter(isSimulator)).toEqual([]);
    await page.run();
    expect(asked.filter(isSimulator)).toHaveLength(1);
  });

  it('says what its network saw', async () => {
    const page = await open();
    await page.writeAll(solved);
    const { checks } = await page.run();
    const { text = '' } = checks.find(({ id }) => id === 'asks-enough') ?? {};
    expect(text).toContain('Mappings that the servers saw');
    // One for all destinations, and two for the others: the solution stops at the first difference.
    const counts = [...text.matchAll(/(\d+) of 192\.168\.\d\.10/g)].map(([, count]) => count);
    expect(counts.toSorted()).toEqual(['1', '2', '2']);
  });

  it('runs the program alone in the terminal, in a scene of its own', async () => {
    const page = await open();
    await page.writeAll(solved);
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
