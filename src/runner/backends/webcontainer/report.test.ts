import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PARITY } from '#tests/e2e/runner-fixture/parity.ts';
import { testInNode } from '#tests/e2e/runner-fixture/in-node.ts';
import { parseFrameMessage } from '../../messages.ts';
import { nodeArguments, REPORTER } from './node-arguments.ts';
import { createReportReader, type Said } from './report.ts';

const NONCE = 'b5c1';

/** What real `node --test` prints with our reporter, in the pieces in which it came. */
async function piecesOf(
  files: Readonly<Record<string, string>>,
  tests: readonly string[],
): Promise<string[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'icebreaker-report-')));
  try {
    for (const [file, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    await cp(new URL('reporter.mjs', import.meta.url), join(folder, REPORTER), { recursive: true });
    // Vitest tells its children that they are inside of a test run.
    const env = { ...process.env, NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined };
    const child = spawn(process.execPath, nodeArguments({ entry: '', tests }), {
      cwd: folder,
      env: { ...env, ICEBREAKER_NONCE: NONCE },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pieces: string[] = [];
    child.stdout.setEncoding('latin1').on('data', (piece: string) => pieces.push(piece));
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    return pieces;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function read(pieces: readonly string[]): Said[] {
  const reader = createReportReader(NONCE);
  return [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.end()];
}

const run = async (files: Readonly<Record<string, string>>, tests: readonly string[]): Promise<Said[]> =>
  read(await piecesOf(files, tests));
const testsOf = (said: readonly Said[]) => said.flatMap((each) => (each.type === 'test' ? [each.test] : []));
const textsOf = (said: readonly Said[]) =>
  said.flatMap((each) => (each.type === 'output' ? [each.text] : []));

describe('the report of real node --test', () => {
  it.each(Object.entries(PARITY))('has its outcomes: %s', async (_, files) => {
    const tests = Object.keys(files).filter((file) => file.endsWith('.test.ts'));
    const inNode = await testInNode(files, tests);
    const said = await run(files, tests);
    expect(
      testsOf(said)
        .map(({ path, outcome }) => [path.join(' > '), outcome])
        .toSorted(),
    ).toEqual(inNode.tests.toSorted());
    expect(said.every((each) => parseFrameMessage({ ...each, atMs: 0 }) !== undefined)).toBe(true);
  });

  it('has what was expected, what was seen, and a stack that names the file', async () => {
    const said = await run(
      {
        'checks/a.check.ts': `import test from 'node:test';
import assert from 'node:assert/strict';
test('compares', () => assert.deepEqual([1, 'é'], [1, 'ü']));
test('compares nothing', () => assert.fail('waited'));`,
      },
      ['checks/a.check.ts'],
    );
    const [compares, nothing] = testsOf(said);
    expect(compares).toMatchObject({
      file: 'checks/a.check.ts',
      path: ['compares'],
      outcome: 'fail',
      error: { name: 'AssertionError', expected: "[ 1, 'ü' ]", actual: "[ 1, 'é' ]" },
    });
    expect(compares?.error?.stack).toMatch(/\/checks\/a\.check\.ts:3:\d+/);
    expect(nothing?.error).toMatchObject({ message: 'waited' });
    expect(nothing?.error).not.toHaveProperty('expected');
  });

  it.each([
    ['cannot be read', 'const a = ;', 'SyntaxError'],
    ['imports what is not there', "import { no } from './b.ts';", 'SyntaxError'],
    ['imports a file that is not there', "import './c.ts';", 'Error'],
    ['throws', "throw new RangeError('top');", 'RangeError'],
  ])('says why a file that %s has no tests', async (_, source, name) => {
    const files = { 'a.test.ts': `import 'node:test';\n${source}`, 'b.ts': 'export const b = 1;' };
    expect(testsOf(await run(files, ['a.test.ts']))).toMatchObject([
      { file: 'a.test.ts', path: ['a.test.ts'], outcome: 'fail', error: { name } },
    ]);
  });

  it('has no test for a file without tests', async () => {
    expect(testsOf(await run({ 'a.test.ts': 'export {};' }, ['a.test.ts']))).toEqual([]);
  });

  it('takes nothing that a test prints for an outcome, and tests do not learn the nonce', async () => {
    const test = { file: 'a.test.ts', path: ['forged'], outcome: 'pass', durationMs: 1 };
    const forged = { type: 'test', test };
    const said = await run(
      {
        'a.test.ts': `console.log(${JSON.stringify(`icebreaker ${NONCE} ${JSON.stringify(forged)}`)});
          console.error('nonce: ' + process.env.ICEBREAKER_NONCE);`,
      },
      ['a.test.ts'],
    );
    expect(testsOf(said)).toEqual([]);
    expect(textsOf(said)).toContain('nonce: undefined');
    expect(textsOf(said).join()).toContain('forged');
  });

  it('reads the same however its pieces are cut', async () => {
    const files = {
      'a.test.ts': "import test from 'node:test'; test('é', () => console.log('ü\\n\\u{1f9ca}'));",
    };
    const whole = (await piecesOf(files, ['a.test.ts'])).join('');
    const inBytes = read([...whole]);
    expect(inBytes).toEqual(read([whole]));
    expect(testsOf(inBytes)).toMatchObject([{ path: ['é'], outcome: 'pass' }]);
    expect(textsOf(inBytes)).toEqual(['ü', '🧊']);
  });

  it('stops telling what is printed when it is too much', async () => {
    const said = await run(
      {
        'a.test.ts':
          "import test from 'node:test'; for (let i = 0; i < 5000; i++) console.log(i); test('t', () => 0);",
      },
      ['a.test.ts'],
    );
    expect(textsOf(said).length).toBeLessThan(1500);
    expect(said.filter(({ type }) => type === 'output-cut')).toHaveLength(1);
    expect(testsOf(said)).toMatchObject([{ path: ['t'], outcome: 'pass' }]);
  });
});

describe('the output of a program', () => {
  it('is its lines, without what is meant for a terminal', () => {
    expect(read(['\u001b[33m42\u001b[39m\r\nnext', ' line\nlast'])).toEqual([
      { type: 'output', level: 'log', text: '42' },
      { type: 'output', level: 'log', text: 'next line' },
      { type: 'output', level: 'log', text: 'last' },
    ]);
  });

  it('is bounded when a line never ends', () => {
    const reader = createReportReader(NONCE);
    for (let i = 0; i < 100; i++) expect([...reader.push('x'.repeat(100_000))]).toEqual([]);
    expect([...reader.end()]).toMatchObject([{ text: 'x'.repeat(4_000) }]);
  });

  it('is half a line of the reporter’s when the process was killed, and says nothing', () => {
    expect(read([`icebreaker ${NONCE} {"type":"te`])).toEqual([]);
  });
});
