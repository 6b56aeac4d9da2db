import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeInBrowsers, until } from './driver/index.ts';
import { testInNode } from './runner-fixture/in-node.ts';
import type { ProgramSpec, RunReport } from './runner-fixture/page.ts';
import { PARITY } from './runner-fixture/parity.ts';
import { serveRunnerFixture, type RunnerFixture } from './runner-fixture/serve.ts';
import { serveWebContainerStub, type WebContainerStub } from './webcontainer-stub/server.ts';

/** The backend alone. What is real is the package, its protocol and Node; the host is our stub. */
let fixture: RunnerFixture;
let stub: WebContainerStub;
beforeAll(async () => {
  fixture = await serveRunnerFixture();
  stub = await serveWebContainerStub();
  stub.site = new URL(fixture.url).origin;
});
afterAll(async () => {
  await fixture.close();
  await stub.close();
});
beforeEach(() => {
  stub.mode = 'works';
});

describeInBrowsers('programs in a WebContainer (stub host)', { firefox: 'full' }, (browser) => {
  const open = (path = 'isolated/'): Promise<Page> =>
    browser.open(fixture.url + path, {
      before: async (page) => {
        await page.evaluateOnNewDocument((origin) => {
          globalThis.WEBCONTAINER_API_IFRAME_URL = origin;
        }, stub.origin);
      },
    });
  let page: Page;
  beforeAll(async () => {
    page = await open();
  });
  const run = (spec: ProgramSpec): Promise<RunReport> =>
    page.evaluate((asked) => window.runner.runInContainer(asked), spec);
  const exitOf = ({ observations }: RunReport) => observations.find(({ kind }) => kind === 'exit');
  const printed = ({ output }: RunReport) => output.map(({ text }) => text);
  const testsOf = ({ observations }: RunReport) =>
    observations.flatMap((seen) =>
      seen.kind === 'test' ? [[seen.test.path.join(' > '), seen.test.outcome]] : [],
    );

  it('runs several modules in real Node, and shows what they print', async () => {
    const report = await run({
      files: {
        'main.ts': `import { double } from './lib/double.ts';
          import { readFileSync } from 'node:fs';
          console.log(double(21), process.release.name);
          console.error(readFileSync('lib/double.ts', 'utf8').length);`,
        'lib/double.ts': 'export const double = (n: number): number => 2 * n;',
      },
    });
    expect(report.end).toEqual({ kind: 'finished' });
    expect(printed(report).toSorted()).toEqual(['42 node', '51']);
    expect(exitOf(report)).toMatchObject({ code: 0 });
  });

  it('ends with the code of process.exit()', async () => {
    expect(exitOf(await run({ files: { 'main.ts': 'process.exit(3);' } }))).toMatchObject({ code: 3 });
  });

  it('forgets the files of the run before, and keeps what was installed', async () => {
    await run({ files: { 'main.ts': '', 'old.ts': '' } });
    const source = `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
      console.log(existsSync('old.ts'), readFileSync('package.json', 'utf8').includes('mine'));
      writeFileSync('package.json', '{"type":"module","name":"mine"}');`;
    expect(printed(await run({ files: { 'main.ts': source } }))).toEqual(['false false']);
    expect(printed(await run({ files: { 'main.ts': source } }))).toEqual(['false true']);
  });

  it('ends a process that is busy, and what it started, when it is stopped', async () => {
    const running = run({
      files: { 'a.test.ts': "import test from 'node:test'; test('busy', () => { for (;;); });" },
      tests: ['a.test.ts'],
    });
    // Node itself, and the process of the file.
    await until('the processes', async () => (await stub.processes()) >= 2);
    await page.evaluate(() => window.runner.stop());
    expect((await running).end).toEqual({ kind: 'stopped' });
    await until('its end', async () => (await stub.processes()) === 0);
  });

  it('ends it at its deadline', async () => {
    const report = await run({
      files: { 'main.ts': 'setInterval(() => undefined, 1000);' },
      deadlineMs: 1500,
    });
    expect(report.end).toEqual({ kind: 'deadline', deadlineMs: 1500 });
    await until('its end', async () => (await stub.processes()) === 0);
  });

  it('cuts output that does not end', async () => {
    const report = await run({
      files: { 'main.ts': "setInterval(() => console.log('x\\n'.repeat(100)), 5);" },
      deadlineMs: 2000,
    });
    expect(report.output.length).toBeLessThanOrEqual(501);
    expect(report.output.at(-1)).toMatchObject({ notice: { kind: 'cut' } });
    await until('its end', async () => (await stub.processes()) === 0);
  });

  describe('tests', () => {
    it.each(Object.entries(PARITY))('are judged as by Node itself: %s', async (_, files) => {
      const tests = Object.keys(files).filter((file) => file.endsWith('.test.ts'));
      const inNode = await testInNode(files, tests);
      const here = await run({ files, tests });
      expect(testsOf(here).toSorted()).toEqual(inNode.tests.toSorted());
      expect(exitOf(here)).toMatchObject({ code: inNode.code });
    });

    it('fail when there are none', async () => {
      const report = await run({ files: { 'a.test.ts': 'export {};' }, tests: ['a.test.ts'] });
      expect(testsOf(report)).toEqual([]);
      expect(exitOf(report)).toMatchObject({ code: 1 });
    });

    it('say what was expected, what was seen, and where in the learner’s files, as in the browser runner', async () => {
      const spec = {
        files: {
          'checks/a.check.ts': `import test from 'node:test';
import assert from 'node:assert/strict';
import { answer } from '../answer.ts';
test('compares', () => {
  assert.deepEqual(answer(), [1, 3]);
});
test('throws', () => answer(true));`,
          'answer.ts': `interface Unused { a: number }
export function answer(fails = false): number[] {
  if (fails) throw new RangeError('too far');
  return [1, 2];
}`,
        },
        tests: ['checks/a.check.ts'],
      };
      const seenBy = ({ observations }: RunReport) =>
        observations.flatMap((seen) => (seen.kind === 'test' ? [{ ...seen.test, durationMs: 0 }] : []));
      const seen = seenBy(await run(spec));
      expect(seen).toMatchObject([
        {
          file: 'checks/a.check.ts',
          error: { expected: '[ 1, 3 ]', actual: '[ 1, 2 ]', place: { line: 5 } },
        },
        { error: { name: 'RangeError', place: { file: 'answer.ts', line: 3, column: 20 } } },
      ]);
      const inWorker = seenBy(await page.evaluate((asked) => window.runner.runProgram(asked), spec));
      const comparable = (tests: typeof seen) =>
        tests.map(({ file, path, outcome, error }) => ({
          file,
          path,
          outcome,
          name: error?.name,
          expected: error?.expected,
          actual: error?.actual,
          place: error?.place && [error.place.file, error.place.line],
        }));
      expect(comparable(seen)).toEqual(comparable(inWorker));
    });
  });

  describe('its shell', () => {
    const written = () => page.evaluate(() => window.runner.shell?.written() ?? '');
    const type = (text: string) => page.evaluate((typed) => window.runner.shell?.write(typed), text);
    const writes = (text: string | RegExp) =>
      until(`${text} from the shell`, async () => {
        const all = await written();
        return typeof text === 'string' ? all.includes(text) : text.test(all);
      });

    it('is one at a terminal, in the folder of the exercise, and is over when it is killed', async () => {
      await run({ files: { 'main.ts': "console.log('from main');" } });
      await page.evaluate(() => window.runner.openShell({ cols: 90, rows: 20 }));
      await writes('$');
      await type('stty size; ls\r');
      await writes(/20 90[^]*main\.ts/);
      await type('node main.ts\r');
      await writes('from main');
      // Interrupted before it runs, it would not be the one that hears of it.
      await type("sh -c 'echo begun; sleep 100'\r");
      // Behind the prompt, where the shell was slower than the typing.
      await writes(/^(?:.*\$ )?begun\r?$/m);
      await type('\u0003');
      await type('echo "still $((40 + 2))"\r');
      await writes('still 42');
      await page.evaluate(() => window.runner.shell?.resize({ cols: 50, rows: 10 }));
      await until('the new size', async () => {
        await type('stty size\r');
        return /10 50/.test(await written());
      });
      const exit = page.evaluate(() => window.runner.shell?.exit);
      await page.evaluate(() => window.runner.shell?.kill());
      expect(typeof (await exit)).toBe('number');
      await until('its end', async () => (await stub.processes()) === 0);
    });
  });

  it('leaves the browser runner its frame, where a hung one cannot freeze the page', async () => {
    const spec = { files: { 'main.ts': 'console.log(42);' } };
    const report = await page.evaluate((asked) => window.runner.runProgram(asked), spec);
    expect(printed(report)).toEqual(['42']);
    // In Firefox the frame comes from the other loopback name.
    expect(report.limits).toEqual([]);
  });

  describe('a boot', () => {
    it('is one for the page, and can be made again after a teardown', async () => {
      const before = stub.containers.size;
      const second = await open();
      expect(
        await second.evaluate(() => Promise.all([window.runner.boot(15_000), window.runner.boot(15_000)])),
      ).toEqual(['up', 'up']);
      expect(await second.evaluate(() => window.runner.boot(15_000))).toBe('up');
      expect(stub.containers.size).toBe(before + 1);
      await second.evaluate(() => window.runner.tearDown());
      await until('the teardown', () => Promise.resolve(stub.containers.size === before));
      expect(await second.evaluate(() => window.runner.boot(15_000))).toBe('up');
      await second.close();
      await until('its end with the page', () => Promise.resolve(stub.containers.size === before));
    });

    it('says so when the host is silent, and takes an answer that comes late', async () => {
      stub.mode = 'silent';
      const silent = await open();
      expect(await silent.evaluate(() => window.runner.boot(500))).toBe('unreachable, reload');
      expect(await silent.evaluate(() => window.runner.boot(500))).toBe('unreachable, reload');
      stub.mode = { delayMs: 1500 };
      const slow = await open();
      expect(await slow.evaluate(() => window.runner.boot(500))).toBe('unreachable, reload');
      expect(await slow.evaluate(() => window.runner.boot(15_000))).toBe('up');
    });

    it('asks nothing of the host from a page that is not isolated', async () => {
      const before = stub.requests.length;
      const plain = await open('');
      expect(await plain.evaluate(() => window.runner.boot(1000))).toBe('not-isolated, none');
      expect(stub.requests.length).toBe(before);
    });
  });
});
