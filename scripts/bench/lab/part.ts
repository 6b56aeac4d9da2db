import type { Page } from 'puppeteer-core';
import { longCall } from '../../../tests/e2e/lab-fixture/scenes.ts';
import { serveLabFixture } from '../../../tests/e2e/lab-fixture/serve.ts';
import { TASKS } from '../../../tests/e2e/lab-fixture/tasks.ts';
import type { BenchPages } from '../bench-pages.ts';
import { machineQuiet } from '../quiet.ts';
import { median, row } from '../table.ts';
import { inChromium, timeMatrixOf, timeSlider } from './page.ts';
import { tasksOfPlaying } from './tasks.ts';
import { weightOfLab } from './weight.ts';

const SESSIONS = 100;
const FEW_PACKETS = 10_000;
const MANY_PACKETS = 100_000;
const SLIDER_MOVES = 200;
/** Interaction to Next Paint is the slowest of a page's interactions, but for one in fifty: what the system was busy with. */
const INP_LEAVES_OUT_ONE_OF = 50;
/** What n log n lets a packet cost more in the longer trace. */
const LOG_RATIO = Math.log(MANY_PACKETS) / Math.log(FEW_PACKETS);

/**
 * Times the NAT Lab's engine in Node, and in Chromium off the main thread: a session, the matrix, what a packet costs in
 * a short trace and in a long one, and what the time slider has to read. Then moves the slider in the Lab's page, and
 * weighs that.
 *
 * @param pages the site
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
  const rows = rowsOfSessions('Node', TASKS.timeSessions(SESSIONS));
  await inFixture(async (page) => {
    await quiet('sessions in Chromium');
    const times = await page.evaluate((count) => window.lab.run('timeSessions', count), SESSIONS);
    rows.push(...rowsOfSessions('a worker of Chromium', times));
    await quiet('the matrix');
    rows.push(await timeMatrix(page, rounds));
    await quiet('long calls');
    rows.push(...(await timeCalls(page, rounds)));
    await quiet('moments of a long call');
    rows.push(...(await timeMoments(page)));
  });
  const lab = `${pages.url}lab/`;
  if (!(await fetch(lab)).ok) return [...rows, ['There is no page of the Lab', '', '', '', '', '']];
  await quiet('its matrix');
  const matrices: number[] = [];
  for (let round = 0; round < rounds; round += 1) matrices.push(await timeMatrixOf(lab));
  rows.push(
    row('The same in the Lab’s page, with a worker for each core, ms', median(matrices), { aim: 1_000 }),
  );
  await quiet('its slider');
  const moves = await timeSlider(lab, longCall(MANY_PACKETS), SLIDER_MOVES);
  const slowest = moves.toSorted((one, other) => other - one);
  rows.push(
    row(
      `The time slider in ${MANY_PACKETS} packets, ${SLIDER_MOVES} moves as INP counts them, ms`,
      slowest[Math.floor(SLIDER_MOVES / INP_LEAVES_OUT_ONE_OF)],
      { aim: 50 },
    ),
    row('  the slowest', slowest[0]),
    row('  the median', median(moves)),
  );
  await quiet('its page while a session plays');
  const tasks = await tasksOfPlaying(lab);
  rows.push(
    row('The longest task of the main thread while a session plays, ms', tasks[0], { aim: 50 }),
    row('  the tenth longest', tasks[9]),
  );
  say('lab: its weight');
  return [...rows, ...(await weightOfLab(pages))];
}

function rowsOfSessions(where: string, times: readonly number[]): string[][] {
  return [
    row(`A session with its trace, in ${where}, ms`, median(times), { digits: 2, aim: 8 }),
    row('  the first, of code that is not compiled yet', times[0], { digits: 2 }),
  ];
}

/** Each round in a worker of its own: so the page does it. */
async function timeMatrix(page: Page, rounds: number): Promise<string[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    times.push(...(await page.evaluate(() => window.lab.run('timeMatrix', 1))));
  return row('The matrix of 11 × 11 NATs with a relay, in one new worker, ms', median(times));
}

async function timeCalls(page: Page, rounds: number): Promise<string[][]> {
  const times = await page.evaluate(
    (packets, count) => window.lab.run('timeCalls', packets, count),
    [FEW_PACKETS, MANY_PACKETS],
    rounds,
  );
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

async function timeMoments(page: Page): Promise<string[][]> {
  const { packets, indexMs, movesMs } = await page.evaluate(
    (wanted, moves) => window.lab.run('timeMoments', wanted, moves),
    MANY_PACKETS,
    SLIDER_MOVES,
  );
  return [
    row(
      `A moment among 200 hosts and ${packets} packets, the slowest of ${SLIDER_MOVES}, ms`,
      Math.max(...movesMs),
      {
        digits: 2,
        aim: 50,
      },
    ),
    row('  the index of its trace, made once', indexMs),
  ];
}

async function inFixture(measure: (page: Page) => Promise<void>): Promise<void> {
  const fixture = await serveLabFixture();
  try {
    await inChromium(fixture.url, measure);
  } finally {
    await fixture.close();
  }
}
