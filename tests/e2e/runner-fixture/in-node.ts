import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Says each outcome as a line of JSON: the names from the outermost, and how it ended. */
const REPORTER = `export default async function* (source) {
  const names = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const outcome = data.skip !== undefined ? 'skip' : data.todo !== undefined ? 'todo' : type.slice(5);
    const path = [...names.slice(0, data.nesting), data.name];
    yield JSON.stringify([path.map((name) => name.split('/').at(-1)).join(' > '), outcome]) + '\\n';
  }
}`;

export interface NodeOutcome {
  /** The names of each test, and how it ended; of a file that failed, the file's. */
  readonly tests: readonly (readonly [path: string, outcome: string])[];
  readonly code: number;
}

/** What the real `node --test` says of these files. */
export async function testInNode(
  files: Readonly<Record<string, string>>,
  tests: readonly string[],
): Promise<NodeOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'icebreaker-parity-'));
  try {
    for (const [file, text] of Object.entries({
      ...files,
      'package.json': '{"type":"module"}',
      'reporter.mjs': REPORTER,
    })) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    // Vitest tells its children that they are inside of a test run.
    const env = { ...process.env };
    delete env['NODE_TEST_CONTEXT'];
    delete env['NODE_OPTIONS'];
    const args = ['--test', '--test-reporter=./reporter.mjs', ...tests];
    return await new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: folder, env, timeout: 30_000 }, (error, stdout) => {
        const lines = stdout.split('\n').filter((line) => line.startsWith('['));
        resolve({
          tests: lines.map((line) => JSON.parse(line) as [string, string]),
          code: error ? Number(error.code) : 0,
        });
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
