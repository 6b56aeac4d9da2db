/**
 * `npm run bench -- build`: whether a build's time grows no faster than the course. A copy of the site is built with no
 * more chapters than it has, then with 20 and with 200 generated ones; what the first needs is the fixed cost.
 */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCES } from '../lib/build.mjs';
import { endChild, startChild } from '../lib/children.mjs';
import { ROOT, programScript, projectEnvironment } from '../lib/node.mjs';
import { generatedChapter, type SampleChapter } from './generated-chapters.ts';
import { MISSED, row, table } from './table.ts';

const FEW = 20;
const MANY = 200;
const AIM = 2;
/** Caches of its own: a build of the project itself must never find a generated chapter in them. */
const CONFIG = `import config from './astro.config.mjs';
import { offline } from './src/layouts/offline/integration.ts';
// Nobody will keep so many chapters on a phone.
const integrations = config.integrations.map((one) => (one.name === 'offline' ? offline(Infinity) : one));
export default {
  ...config,
  integrations,
  cacheDir: '.cache/astro',
  vite: { ...config.vite, cacheDir: '.cache/vite' },
};
`;

const fixed = await timeBuild(0);
const few = ((await timeBuild(FEW)) - fixed) / FEW;
const many = ((await timeBuild(MANY)) - fixed) / MANY;
const rows = [
  row('Build without generated chapters, s of CPU', fixed, { digits: 1 }),
  row(`  for each of ${MANY} chapters, beside each of ${FEW}, ms`, 1000 * many, {
    bare: 1000 * few,
    aimedRatio: AIM,
  }),
];
console.log(`\n${table([['', 'ours', 'beside', 'ratio', 'aim', ''], ...rows])}`);
// A difference that noise has eaten says nothing, and a ratio below zero least of all.
if (few <= 0 || rows.some((cells) => cells.at(-1) === MISSED)) process.exitCode = 1;

/** How many seconds a build takes with so many chapters more, from cold caches. */
async function timeBuild(chapters: number): Promise<number> {
  process.stderr.write(`build with ${chapters} generated chapters …`);
  const folder = mkdtempSync(join(tmpdir(), 'icebreaker-bench-'));
  try {
    for (const path of [...SOURCES, 'package.json'])
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    writeFileSync(join(folder, 'astro.bench.config.mjs'), CONFIG);
    const samples = samplesOf(folder);
    for (let index = 0; index < chapters; index += 1) {
      const { name, text } = generatedChapter(samples, index);
      writeFileSync(join(folder, 'content', 'en', name), text);
    }
    const before = spentSeconds();
    await build(folder);
    const seconds = spentSeconds() - before;
    const pages = readdirSync(join(folder, 'dist', 'learn')).filter((name) => name.startsWith('generated-'));
    if (pages.length !== chapters) throw new Error(`${pages.length} generated chapters were built.`);
    process.stderr.write(` ${seconds.toFixed(1)} s\n`);
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function samplesOf(folder: string): SampleChapter[] {
  const content = join(folder, 'content', 'en');
  return readdirSync(content)
    .filter((name) => name.endsWith('.mdx'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(content, name), 'utf8') }));
}

async function build(folder: string): Promise<void> {
  const script = programScript('astro');
  const child = startChild(process.execPath, [script, 'build', '--config', 'astro.bench.config.mjs'], {
    cwd: folder,
    env: projectEnvironment(process.execPath),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`The build failed:\n${output.slice(-4_000)}`);
  } finally {
    await endChild(child);
  }
}

/**
 * Seconds of CPU that ended children have used, with theirs: they don't depend on who else uses the machine. Where the
 * system doesn't say (`man 5 proc`, cutime and cstime, in hundredths), the clock on the wall.
 */
function spentSeconds(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return performance.now() / 1000;
  }
}
