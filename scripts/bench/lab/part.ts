import { findBrowser, howToGetBrowser } from '../../lib/programs.mjs';
import { launch } from '../../../tests/e2e/driver/launch.ts';
import { serveLabFixture } from '../../../tests/e2e/lab-fixture/serve.ts';
import { TASKS, type TaskName, type Tasks } from '../../../tests/e2e/lab-fixture/tasks.ts';
import type { BenchPages } from '../bench-pages.ts';
import { machineQuiet } from '../quiet.ts';
import { median, row } from '../table.ts';
import { weighLab } from './weight.ts';

/** Has the Lab do something, somewhere: in a browser, each time in a new worker. */
type Run = <K extends TaskName>(task: K, ...args: Parameters<Tasks[K]>) => Promise<ReturnType<Tasks[K]>>;

const SESSIONS = 100;
const FEW_PACKETS = 10_000;
const MANY_PACKETS = 100_000;
const SLIDER_MOVES = 200;
/** What n log n lets a packet cost more in the longer trace. */
const LOG_RATIO = Math.log(MANY_PACKETS) / Math.log(FEW_PACKETS);

/**
 * Times the NAT Lab's engine in Node, and in Chromium off the main thread: a session, the matrix, what a packet costs in
 * a short trace and in a long one, and the time slider. Then weighs what a page of the site loads for it.
 *
 * @param pages the site, for the weight of its Lab
 * @param rounds how often each is timed; the medians are shown
 * @param say for what stands in no table
 */
export async function timeLab(
  pages: BenchPages,
  rounds: number,
  say: (what: string) => void,
): Promise<string[][]> {
  const quiet = async (what: string) => {
    say(`lab: ${what}`);
    if (!(await machineQuiet())) say('Other programs keep this machine busy: repeat what is close.');
  };
  await quiet('sessions in Node');
  const inNode: Run = (task, ...args) => Promise.resolve(Reflect.apply(TASKS[task], TASKS, args));
  const rows = await timeSessions('Node', inNode);
  await inChromium(async (run) => {
    await quiet('sessions in Chromium');
    rows.push(...(await timeSessions('a worker of Chromium', run)));
    await quiet('the matrix');
    rows.push(await timeMatrix(run, rounds));
    await quiet('long calls');
    rows.push(...(await timeCalls(run, rounds)));
    await quiet('the slider');
    rows.push(...(await timeSlider(run)));
  });
  say('lab: its weight');
  return [...rows, await weighLab(pages)];
}

async function timeSessions(where: string, run: Run): Promise<string[][]> {
  const times = await run('timeSessions', SESSIONS);
  return [
    row(`A session with its trace, in ${where}, ms`, median(times), { digits: 2, aim: 8 }),
    row('  the first, of code that is not compiled yet', times[0], { digits: 2 }),
  ];
}

/** Each round in a worker of its own: so the page does it. */
async function timeMatrix(run: Run, rounds: number): Promise<string[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(...(await run('timeMatrix', 1)));
  return row('The matrix of 11 × 11 NATs with a relay, in a new worker, ms', median(times), { aim: 1_000 });
}

async function timeCalls(run: Run, rounds: number): Promise<string[][]> {
  const times = await run('timeCalls', [FEW_PACKETS, MANY_PACKETS], rounds);
  const costOf = (place: 0 | 1) =>
    median(times.map((calls) => ((calls[place]?.ms ?? NaN) * 1_000) / (calls[place]?.packets ?? NaN)));
  return [
    row(`A packet of ${MANY_PACKETS} in a trace, beside one of ${FEW_PACKETS}, µs`, costOf(1), {
      bare: costOf(0),
      digits: 2,
      aimedRatio: Number(LOG_RATIO.toFixed(2)),
    }),
  ];
}

async function timeSlider(run: Run): Promise<string[][]> {
  const { packets, indexMs, movesMs } = await run('timeSlider', MANY_PACKETS, SLIDER_MOVES);
  return [
    row(
      `The time slider in a trace of ${packets} packets, the slowest move of ${SLIDER_MOVES}, ms`,
      Math.max(...movesMs),
      {
        digits: 2,
        aim: 50,
      },
    ),
    row('  the median', median(movesMs), { digits: 2 }),
    row('  its index, made once', indexMs),
  ];
}

async function inChromium(measure: (run: Run) => Promise<void>): Promise<void> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  const fixture = await serveLabFixture();
  try {
    const options = { javaScript: true, colorScheme: 'light', reducedMotion: true } as const;
    const browser = await launch('chromium', executable, options);
    try {
      const page = await browser.puppeteer.newPage();
      await page.goto(fixture.url, { waitUntil: 'load' });
      await measure((task, ...args) =>
        page.evaluate((name, given) => window.lab.run(name, ...given), task, args),
      );
    } finally {
      await browser.close();
    }
  } finally {
    await fixture.close();
  }
}
