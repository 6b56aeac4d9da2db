/** The stages of `npm test`, in their order. Each answers with what it counted. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { canMakeNamespaces } from '../lib/namespace.mjs';
import { ROOT, programScript } from '../lib/node.mjs';
import { countVitest, ONE_EXCUSED, ONE_FAILED, ONE_PASSED, sum } from './count.mjs';
import { getRequirements } from './requirements.mjs';

/** @typedef {import('./count.mjs').Count} Count */
/** @typedef {import('./context.mjs').Context} Context */

/** @type {Record<string, (context: Context) => Promise<Count>>} */
export const STAGES = {
  /** The areas that have a tsconfig of their own, then all the rest: TypeScript, Astro, Svelte. */
  async types(context) {
    const areas = readdirSync(join(ROOT, 'src')).map((area) => join('src', area, 'tsconfig.json'));
    // A fresh clone has no types of its content yet.
    const synced = await runAll(context, [[programScript('astro'), 'sync']]);
    const checked = await runAll(context, [
      [programScript('astro-check', '@astrojs/check')],
      [programScript('svelte-check'), '--tsconfig', './tsconfig.svelte.json', '--fail-on-warnings'],
      ...areas
        .filter((config) => existsSync(join(ROOT, config)))
        .map((config) => [programScript('tsc', 'typescript'), '--noEmit', '-p', config]),
    ]);
    return sum([synced, checked]);
  },

  async lint(context) {
    return runAll(context, [
      [programScript('eslint'), '--max-warnings', '0', '.'],
      [programScript('prettier'), '--check', '--log-level', 'warn', '.'],
    ]);
  },

  async unit(context) {
    return vitest(context, 'unit');
  },

  /** Into a folder of its own, so that testing never disturbs what `npm start` serves. */
  async build(context) {
    rmSync(context.dist, { recursive: true, force: true });
    return runAll(context, [[programScript('astro'), 'build', '--outDir', context.dist]]);
  },

  /** Each file serves the built site to itself: two of them run at a time, and some turn off what others need. */
  async e2e(context) {
    getRequirements(context.node);
    const { env, prefix } = context.network('lan');
    return vitest(context, 'e2e', { env: { ...context.env, ...env, E2E_DIST: context.dist }, prefix });
  },

  async interop(context) {
    return besideTheSite(context, 'interop', 'lan');
  },

  /** A home behind a real NAT. */
  async nat(context) {
    getRequirements(context.node);
    if (canMakeNamespaces()) return besideTheSite(context, 'nat', 'nat');
    console.log(
      'Network namespaces need root (and a container that allows them): skipped. To run them: sudo npm run test:nat',
    );
    return ONE_EXCUSED;
  },
};

/** Interop tests wait for timers most of their time, and use other ports than the browser tests. */
const BESIDE_THE_ONE_BEFORE = new Set(['interop']);

/**
 * Stages that run at the same time, one group after the other.
 *
 * @template T
 * @param {readonly [string, T][]} stages
 * @returns {[string, T][][]}
 */
export function groupStages(stages) {
  /** @type {[string, T][][]} */
  const groups = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (last && BESIDE_THE_ONE_BEFORE.has(stage[0])) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

/**
 * The browser tests of one exercise: start, solution and mistakes.
 *
 * @param {Context} context
 * @param {string} id
 */
export async function testExercise(context, id) {
  getRequirements(context.node);
  const { env, prefix } = context.network('lan');
  return vitest(
    context,
    'e2e',
    { env: { ...context.env, ...env, E2E_DIST: context.dist }, prefix },
    // The name of its `describe`, between those of the browser and of the test.
    ['tests/e2e/exercise-solutions.test.ts', '-t', ` ${id} `],
  );
}

/**
 * Programs, each counted as one check; as many at a time as there are cores.
 *
 * @param {Context} context
 * @param {readonly string[][]} commands arguments for Node
 */
async function runAll(context, commands) {
  /** @type {Count[]} */
  const counts = [];
  const waiting = commands.values();
  const takeTurns = async () => {
    for (const args of waiting)
      counts.push((await context.run(args, context.env)) === 0 ? ONE_PASSED : ONE_FAILED);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  return sum(counts);
}

/**
 * A project of vitest.config.ts.
 *
 * @param {Context} context
 * @param {string} project
 * @param {{ env?: NodeJS.ProcessEnv, prefix?: readonly string[] }} [place]
 * @param {readonly string[]} [only] arguments that say which of its tests to run
 */
async function vitest(context, project, { env = context.env, prefix = [] } = {}, only = []) {
  const file = join(context.folder, `${project}.json`);
  mkdirSync(context.folder, { recursive: true });
  rmSync(file, { force: true });
  const args = [programScript('vitest'), 'run', '--project', project, '--passWithNoTests'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await context.run([...args, ...only, ...reporters], env, prefix);
  return countVitest(readReport(file), exitCode);
}

/** @param {string} file @returns {import('./count.mjs').VitestReport | undefined} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A project whose tests open the built site, in a network of their own where root allows.
 *
 * @param {Context} context
 * @param {string} project
 * @param {import('./context.mjs').NetworkKind} network
 */
async function besideTheSite(context, project, network) {
  getRequirements(context.node);
  const { env, prefix } = await context.site(network);
  return vitest(context, project, { env: { ...context.env, ...env }, prefix });
}
