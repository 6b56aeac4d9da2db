/** The checks of a Node exercise in real `node --test`, as they would run on the learner's own machine. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endChild, startChild } from '../lib/children.mjs';
import { ROOT } from '../lib/node.mjs';

export type Files = Readonly<Record<string, string>>;

export interface TestOutcome {
  /** Of a check; or the path of a file that could not be loaded. */
  readonly name: string;
  readonly passed: boolean;
  /** What it threw, and the first place in the exercise's files where: `codec.ts:12`. */
  readonly message?: string;
  readonly place?: string;
}

export interface NodeRun {
  readonly outcomes: readonly TestOutcome[];
  /** It was ended because it took longer than `limitMs`. */
  readonly timedOut: boolean;
  /** What code and checks printed, and what Node itself complained about. */
  readonly output: string;
}

const LIMIT_MS = 20_000;
/** Types are stripped without a flag since Node 22.18. A learner's open socket must not keep the run alive. */
const NODE_FLAGS = ['--no-warnings', '--experimental-strip-types', '--test', '--test-force-exit'];

/**
 * Mounts these files in a folder of its own and runs some of them as tests.
 *
 * @param tests paths among the files
 */
export async function runInNode(
  files: Files,
  tests: readonly string[],
  { node = process.execPath, limitMs = LIMIT_MS } = {},
): Promise<NodeRun> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'icebreaker-exercise-')));
  try {
    for (const [path, text] of Object.entries({ 'package.json': '{ "type": "module" }\n', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const reporter = join(ROOT, 'scripts', 'exercise', 'reporter.mjs');
    const { stdout, stderr, timedOut } = await runProgram(
      node,
      [...NODE_FLAGS, `--test-reporter=${reporter}`, ...tests],
      folder,
      limitMs,
    );
    return { ...readReport(stdout, stderr, folder), timedOut };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runProgram(
  command: string,
  args: readonly string[],
  folder: string,
  limitMs: number,
): Promise<{ stdout: string; stderr: string; timedOut: boolean }> {
  const env = { ...process.env };
  // What Vitest or another test runner around us has told its own processes.
  delete env['NODE_OPTIONS'];
  delete env['NODE_TEST_CONTEXT'];
  const child = startChild(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let timedOut = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const limit = setTimeout(() => {
    timedOut = true;
    void endChild(child);
  }, limitMs);
  try {
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  } finally {
    clearTimeout(limit);
  }
  return { stdout, stderr, timedOut };
}

type ReportLine = { readonly printed: string } | (TestOutcome & { readonly stack?: string });

function readReport(stdout: string, stderr: string, folder: string): Omit<NodeRun, 'timedOut'> {
  const outcomes: TestOutcome[] = [];
  let output = stderr;
  for (const line of stdout.split('\n').filter((text) => text.startsWith('{'))) {
    const reported = JSON.parse(line) as ReportLine;
    if ('printed' in reported) output += reported.printed;
    else {
      const { stack, ...outcome } = reported;
      const place = placeIn(folder, stack ?? '');
      outcomes.push({ ...outcome, ...(place !== undefined && { place }) });
    }
  }
  return { outcomes, output: output.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '') };
}

/** The first place in that folder which a stack names, with its line: `checks/codec.check.ts:12`. */
function placeIn(folder: string, stack: string): string | undefined {
  const at = stack.indexOf(`${folder}/`);
  if (at < 0) return undefined;
  return /^[^\s:)]+:\d+/.exec(stack.slice(at + folder.length + 1))?.[0];
}
