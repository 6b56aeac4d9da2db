/**
 * `npm run bench`, inside the site's network: E2E_BASE_URL names the served site. Ratios are against a page that does
 * the bare minimum, for the STUN codec against the fastest of npm's, in the same run and in turn with it; absolute
 * figures say as much about the machine. Words after the command name the parts to run: `npm run bench -- gathering`.
 */
import { readdirSync } from 'node:fs';
import { BROWSER_NAMES, findBrowser, howToGetBrowser } from '../lib/programs.mjs';
import { serveBenchPages } from './bench-pages.ts';
import { timeCodecs } from './codec/part.ts';
import { BARE_PAGE, gatherBeside } from './gathering.ts';
import { timeLab } from './lab/part.ts';
import { CATEGORIES, HOW_TO_GET_LIGHTHOUSE, type Scores, findLighthouse, scorePage } from './lighthouse.ts';
import { timeLargestPaint, typeIntoExercise, weighPage } from './page-load.ts';
import { machineQuiet } from './quiet.ts';
import { timeRuns, type RunTimes } from './runs.ts';
import { type Against, MISSED, median, row, table } from './table.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 7);
/** A round of the codecs takes milliseconds. */
const ROUNDS_PER_RUN = 5;
const PARTS = { loading: pageLoads, lighthouse, typing, runs, gathering: gatherings, codec: codecs, lab };
const CHAPTERS = readdirSync(new URL('../../content/en/', import.meta.url))
  .map((file) => `learn/${file.replace(/^\d+-|\.mdx$/g, '')}/`)
  .sort();
/** The chapter that is typed into. */
const CHAPTER = 'learn/candidates/';
/** Exercises that need little time themselves, one for each runner. */
const RUNS_OF: Record<string, { exercise: string; path: string; aims: { first?: Against; over?: Against } }> =
  {
    frame: { exercise: 'encode-binding-request', path: 'learn/stun/', aims: { over: { aim: 60 } } },
    worker: { exercise: 'stun-codec', path: 'exercises/stun-codec/', aims: { first: { aim: 250 } } },
  };
const SCORED = ['', 'learn/', CHAPTER];
const POINTS_SHORT = { performance: 2, accessibility: 0, 'best-practices': 0, seo: 0 };
const EMPTY = 'bench/empty';
const EMPTY_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><p>Empty</p></html>';
const FRAME_MS = 1000 / 60;

const site = process.env['E2E_BASE_URL'];
if (!site) throw new Error('E2E_BASE_URL names no site: start this with `npm run bench`');
const pages = await serveBenchPages(site, { [`/${EMPTY}`]: EMPTY_PAGE, '/bench/gather': BARE_PAGE });
try {
  const asked = process.argv.slice(2);
  const rows: string[][] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure(pages.url)));
  }
  console.log(
    `\nMedians of ${RUNS} runs. Slow: slow 4G (150 ms, 1.6 Mbit/s), CPU × 4, cold cache.\nBeside: the bare page; for a codec the fastest of npm’s.\n`,
  );
  console.log(table([['', 'ours', 'beside', 'ratio', 'aim', ''], ...rows]));
  if (rows.some((cells) => cells.at(-1) === MISSED)) process.exitCode = 1;
} finally {
  await pages.close();
}

async function pageLoads(base: string): Promise<string[][]> {
  const paints = new Map<string, number[]>([EMPTY, ...CHAPTERS].map((path) => [path, []]));
  for (let run = 0; run < RUNS; run += 1) {
    say(`page load ${run + 1} of ${RUNS}`);
    for (const [path, list] of paints) {
      if (!(await machineQuiet())) say('Other programs keep this machine busy: the ratios will be off.');
      list.push(await timeLargestPaint(base + path));
    }
  }
  const paintOf = (path: string) => median(paints.get(path) ?? []);
  const rows: string[][] = [];
  for (const path of CHAPTERS) {
    const { other, ...counted } = await weighPage(base + path);
    const total = Object.values(counted).reduce((sum, bytes) => sum + bytes, 0);
    const parts = Object.entries({ ...counted, 'not counted': other })
      .filter(([, bytes]) => bytes > 0)
      .map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(1)}`);
    rows.push(
      row(`/${path} before it is touched, kB gz`, total / 1000, { digits: 1, aim: 45 }),
      [`  ${parts.join(', ')}`, '', '', '', '', ''],
      row('  largest paint, slow, ms', paintOf(path), { bare: paintOf(EMPTY), aimedRatio: 1.3 }),
    );
  }
  return rows;
}

async function lighthouse(base: string): Promise<string[][]> {
  const run = await findLighthouse();
  if (!run) {
    say(`No Lighthouse: ${HOW_TO_GET_LIGHTHOUSE}`);
    return [];
  }
  const rows: string[][] = [];
  for (const path of SCORED) {
    const scores: Scores[] = [];
    for (let time = 1; time <= RUNS; time += 1) {
      say(`Lighthouse, /${path} ${time} of ${RUNS}`);
      if (!(await machineQuiet())) say('Other programs keep this machine busy: the scores will be lower.');
      scores.push(await scorePage(run, base + path));
    }
    for (const name of CATEGORIES) {
      const short = 100 - median(scores.map((score) => score[name]));
      rows.push(
        row(`Lighthouse, /${path}, ${name}: points short of 100`, short, { aim: POINTS_SHORT[name] }),
      );
    }
  }
  return rows;
}

async function typing(base: string): Promise<string[][]> {
  const times = [];
  const paints = [];
  for (let run = 0; run < RUNS; run += 1) {
    say(`typing ${run + 1} of ${RUNS}`);
    times.push(await typeIntoExercise(base + CHAPTER));
    // Of a page that nobody types into: the first key ends the search for the largest paint.
    paints.push(await timeLargestPaint(base + CHAPTER));
  }
  const kept = times.filter((time) => time.kept).length;
  return [
    row(
      'Page open to a typed character, slow, beside its own largest paint, ms',
      median(times.map(({ typedMs }) => typedMs)),
      { bare: median(paints), aimedRatio: 2 },
    ),
    [`  kept by the full editor: ${kept} of ${RUNS}`, '', '', '', '', kept === RUNS ? 'ok' : MISSED],
  ];
}

async function runs(base: string): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [runner, { exercise, path, aims }] of Object.entries(RUNS_OF)) {
    const times: RunTimes[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      say(`runs in the ${runner} ${run + 1} of ${RUNS}`);
      times.push(await timeRuns(base + path, exercise));
    }
    const over = median(times.map(({ warmMs, callsMs }) => warmMs - callsMs));
    rows.push(
      row(
        `Run checks to verdict, ${runner}, first run, ms`,
        median(times.map(({ coldMs }) => coldMs)),
        aims.first,
      ),
      row('  once more, ms', median(times.map(({ warmMs }) => warmMs))),
      // The tests of a program are the runner's own affair: nothing outside sees their calls.
      ...(Number.isNaN(over) ? [] : [row('    over what the code itself needs', over, aims.over)]),
    );
  }
  return rows;
}

function codecs(): Promise<string[][]> {
  return timeCodecs(ROUNDS_PER_RUN * RUNS, say);
}

function lab(): Promise<string[][]> {
  return timeLab(pages, RUNS, say);
}

async function gatherings(base: string): Promise<string[][]> {
  const rows: string[][] = [];
  for (const name of BROWSER_NAMES) {
    const executable = findBrowser(name);
    if (!executable) {
      say(`${name} is missing: ${howToGetBrowser(name)}`);
      continue;
    }
    say(`gathering in ${name}`);
    const urls = { bare: `${base}bench/gather`, site: `${base}tools/gather/` };
    const times = await gatherBeside(name, executable, urls, 2 * RUNS);
    const of = (which: 'bare' | 'site', what: 'firstEventMs' | 'firstRowMs' | 'doneMs') =>
      median(times[which].map((time) => time[what]));
    const frames = median(times.site.map(({ framesToRow }) => framesToRow));
    const gap = (of('site', 'firstRowMs') - of('bare', 'firstEventMs')) / FRAME_MS;
    rows.push(
      row(`First row, ${name}, ms`, of('site', 'firstRowMs'), { bare: of('bare', 'firstEventMs') }),
      row('  frames after the bare page’s event', gap, { digits: 2, aim: 1 }),
      row('  frames from its own event to the one that shows it', frames, { aim: 1 }),
      row(`Gathering done, ${name}, ms`, of('site', 'doneMs'), {
        bare: of('bare', 'doneMs'),
        aimedRatio: 1.1,
      }),
    );
  }
  return rows;
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
