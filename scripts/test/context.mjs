/** What the stages of one test run share: folders, the environment, the served site; and their end. */
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endChild, endRecordedChildren, startChild } from '../lib/children.mjs';
import { makeNetwork } from '../lib/namespace.mjs';
import { ROOT, programScript, projectEnvironment } from '../lib/node.mjs';
import { freePort } from '../lib/ports.mjs';

/** Only against a stage that hangs: a slow machine may need long. */
const STAGE_LIMIT_MS = 60 * 60_000;
const SITE_READY_MS = 60_000;

/**
 * @typedef {object} Place
 * @property {readonly string[]} prefix what to put before a command that is to run there
 * @property {NodeJS.ProcessEnv} env what tests have to know about it
 */

/** @typedef {import('../lib/namespace.mjs').NetworkKind} NetworkKind */

/**
 * @typedef {object} Context
 * @property {string} node the project's Node
 * @property {string} folder for reports and logs
 * @property {string} dist where the site under test is built
 * @property {NodeJS.ProcessEnv} env
 * @property {(args: string[], env: NodeJS.ProcessEnv, prefix?: readonly string[]) => Promise<number | null>} run
 *   runs Node with these arguments; resolves to its exit code, or null when it was ended from outside
 * @property {(kind: NetworkKind) => Place} network made at the first call; without namespaces, this machine's own
 * @property {(kind: NetworkKind) => Promise<Place>} site starts the preview server of a network at the first call
 * @property {() => Promise<void>} close ends everything that was started
 */

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} settings
 * @returns {Context}
 */
export function createContext(node, settings) {
  const folder = join(ROOT, '.cache', 'test');
  const runDir = join(folder, `run-${process.pid}`);
  mkdirSync(runDir, { recursive: true });
  // Programs that tests start are recorded here, and ended at the end whatever became of the tests.
  process.env.RUN_DIR = runDir;
  // Its tests open a site at its host's root.
  const env = { ...projectEnvironment(node), BASE_PATH: '', ...settings, RUN_DIR: runDir };
  const dist = join(folder, 'dist');

  /** @type {Map<NetworkKind, Place & { remove: () => void }>} */
  const networks = new Map();
  /** @param {NetworkKind} kind */
  const network = (kind) => {
    const made = networks.get(kind) ?? connect(kind);
    networks.set(kind, made);
    return made;
  };
  /** @type {Map<NetworkKind, Promise<Place & { close: () => Promise<void> }>>} */
  const sites = new Map();
  return {
    node,
    folder,
    dist,
    env,
    run: (args, runEnv, prefix = []) => runNode(node, args, runEnv, prefix),
    network,
    site: (kind) => {
      const site =
        sites.get(kind) ?? serve(network(kind), node, dist, join(folder, `preview-${kind}.log`), env);
      sites.set(kind, site);
      return site;
    },
    close: async () => {
      await Promise.allSettled([...sites.values()].map((site) => site.then(({ close }) => close())));
      for (const { remove } of networks.values()) remove();
      endRecordedChildren(runDir);
      rmSync(runDir, { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} prefix
 * @returns {Promise<number | null>}
 */
async function runNode(node, args, env, prefix) {
  const [command = node, ...rest] = [...prefix, node, ...args];
  const child = startChild(command, rest, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const limit = setTimeout(() => void endChild(child), STAGE_LIMIT_MS);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
  } finally {
    clearTimeout(limit);
  }
}

/**
 * @param {NetworkKind} kind
 * @returns {Place & { remove: () => void }}
 */
function connect(kind) {
  const network = makeNetwork(kind);
  const remove = () => network?.remove();
  process.once('exit', remove);
  return { prefix: network?.prefix ?? [], env: network?.env ?? {}, remove };
}

/**
 * Serves the built site with its STUN/TURN server.
 *
 * @param {Place} network
 * @param {string} node
 * @param {string} dist
 * @param {string} log
 * @param {NodeJS.ProcessEnv} env
 */
async function serve({ prefix, env: networkEnv }, node, dist, log, env) {
  if (!existsSync(join(dist, 'index.html')))
    throw new Error('There is no built site: run the stage build first.');
  const [port, icePort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}/`;
  // Astro's lock allows one preview a project; this one may run beside `npm start`.
  const preview = [programScript('astro'), 'preview', '--ignore-lock', '--outDir', dist];
  const [command = node, ...args] = [...prefix, node, ...preview];
  const server = startChild(command, args, {
    cwd: ROOT,
    env: { ...env, PORT: `${port}`, ICE_PORT: `${icePort}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = createWriteStream(log);
  server.stdout?.pipe(output, { end: false });
  server.stderr?.pipe(output, { end: false });
  const close = () => endChild(server, { graceMs: 5000 });

  const wait = `const end = Date.now() + ${SITE_READY_MS};
    while (!(await fetch('${url}').then((answer) => answer.ok, () => false))) {
      if (Date.now() > end) process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }`;
  const ready = runNode(node, ['--input-type=module', '-e', wait], env, prefix);
  const died = new Promise((resolve) => server.once('exit', () => resolve(1)));
  if ((await Promise.race([ready, died])) === 0)
    return { prefix, env: { ...networkEnv, E2E_BASE_URL: url }, close };
  await close();
  throw new Error(`The preview server did not come up:\n${readFileSync(log, 'utf8')}`);
}
