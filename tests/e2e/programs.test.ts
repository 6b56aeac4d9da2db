import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './driver/index.ts';
import { PARITY } from './runner-fixture/parity.ts';
import { HTTP_PARITY, httpTest } from './runner-fixture/parity-http.ts';
import type { ProgramSpec, RunReport } from './runner-fixture/page.ts';
import { testInNode } from './runner-fixture/in-node.ts';
import { serveRunnerFixture, type RunnerFixture } from './runner-fixture/serve.ts';

let fixture: RunnerFixture;
beforeAll(async () => {
  fixture = await serveRunnerFixture();
});
afterAll(() => fixture.close());

describeInBrowsers('the browser runner for programs', { firefox: 'full' }, (browser) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(fixture.url);
  });
  const run = (spec: ProgramSpec): Promise<RunReport> =>
    page.evaluate((asked) => window.runner.runProgram(asked), spec);
  const runMain = (source: string, rest: Partial<ProgramSpec> = {}): Promise<RunReport> =>
    run({ ...rest, files: { ...rest.files, 'main.ts': source } });
  const exitOf = ({ observations }: RunReport) => observations.find(({ kind }) => kind === 'exit');
  const printed = ({ output }: RunReport) => output.map(({ text }) => text);
  const testsOf = ({ observations }: RunReport) =>
    observations.flatMap((seen) =>
      seen.kind === 'test' ? [[seen.test.path.join(' > '), seen.test.outcome]] : [],
    );

  const testErrors = ({ observations }: RunReport) =>
    observations.flatMap((seen) => (seen.kind === 'test' && seen.test.error ? [seen.test.error] : []));

  it('runs several modules to their end and shows what they print', async () => {
    const report = await runMain(
      `import { double } from './lib/double.ts';
       import { inspect } from 'node:util';
       console.log(double(21));
       setTimeout(() => console.log('later', inspect({ a: [1, 'x'] })), 10);`,
      { files: { 'lib/double.ts': 'export const double = (n: number): number => 2 * n;' } },
    );
    expect(report.end).toEqual({ kind: 'finished' });
    expect(printed(report)).toEqual(['42', "later { a: [ 1, 'x' ] }"]);
    expect(exitOf(report)).toMatchObject({ code: 0 });
    expect(report.framesLeft).toBe(0);
  });

  it('ends when nothing is left that holds it, and not before', async () => {
    const source = `import dgram from 'node:dgram';
      const socket = dgram.createSocket('udp4');
      socket.bind(0, '127.0.0.1', () => setTimeout(() => { console.log('closing'); socket.close(); }, 50));
      setInterval(() => undefined, 1000).unref();`;
    const report = await runMain(source);
    expect(printed(report)).toEqual(['closing']);
    expect(exitOf(report)).toMatchObject({ code: 0 });
  });

  it('says so when a socket is left open', async () => {
    const source = `import dgram from 'node:dgram'; dgram.createSocket('udp4').bind(0);`;
    expect((await runMain(source, { deadlineMs: 1500 })).end).toEqual({ kind: 'deadline', deadlineMs: 1500 });
  });

  it('carries datagrams between sockets, with the port that they came from', async () => {
    const report = await runMain(`import dgram from 'node:dgram';
      import { once } from 'node:events';
      const server = dgram.createSocket('udp4');
      server.on('message', (data, { address, port }) => server.send(data.toString().toUpperCase(), port, address));
      server.bind(3478, '127.0.0.1');
      await once(server, 'listening');
      const client = dgram.createSocket('udp4');
      client.send('ping', 3478, '127.0.0.1');
      const [answer, from] = await once(client, 'message');
      console.log(String(answer), from.address, from.port, from.family, from.size);
      const taken = dgram.createSocket('udp4');
      taken.on('error', ({ code }) => { console.log(code); client.close(); server.close(); });
      taken.bind(3478, '127.0.0.1');`);
    expect(printed(report)).toEqual(['PING 127.0.0.1 3478 IPv4 4', 'EADDRINUSE']);
    expect(exitOf(report)).toMatchObject({ code: 0 });
  });

  it('serves requests of the program itself, and ends when its server is closed', async () => {
    const report = await runMain(`import http from 'node:http';
      const server = http.createServer((request, response) => {
        response.end(request.method + ' ' + request.url);
        server.close();
      });
      server.on('close', () => console.log('closed'));
      server.listen(8080, () => {
        fetch('http://localhost:8080/hello').then((response) => response.text()).then(console.log);
      });`);
    expect(printed(report).toSorted()).toEqual(['GET /hello', 'closed']);
    expect(exitOf(report)).toMatchObject({ code: 0 });
  });

  it('hands requests of the page to a server of the program, and its answers back', async () => {
    const report = await runMain(
      `import http from 'node:http';
       http.createServer((request, response) => {
         if (request.url === '/wait') return void response.on('close', () => console.log('gone'));
         if (request.url === '/cut') return void response.destroy();
         if (request.url === '/long') return void response.end('x'.repeat(2_000_000));
         response.writeHead(201, { 'X-Room': 'Blue' });
         request.setEncoding('utf8').on('data', (text) => response.write(request.method + ' ' + text + '|')).on('end', () => response.end('é'));
       }).listen(8080, '127.0.0.1');`,
      {
        requests: {
          port: 8080,
          all: [
            { method: 'POST', path: '/a?b', headers: { 'content-type': 'text/plain' }, body: 'héllo' },
            { method: 'GET', path: '/wait', abortMs: 100 },
            { method: 'GET', path: '/cut' },
            { method: 'GET', path: '/long' },
          ],
        },
      },
    );
    expect(report.answers).toMatchObject([
      { ok: true, status: 201, headers: { 'x-room': 'Blue' }, body: 'POST héllo|é' },
      'aborted',
      { ok: false, why: 'cut-off' },
      { ok: false, why: 'too-long' },
    ]);
    expect(printed(report)).toEqual(['gone']);
    expect(report.observations).toMatchObject([{ kind: 'listening', address: '127.0.0.1', port: 8080 }]);
    expect(report.end).toEqual({ kind: 'finished' });
  });

  it('says that nobody listens', async () => {
    const report = await runMain("setTimeout(() => console.log('no server'), 200);", {
      requests: { port: 8080, all: [{ method: 'GET', path: '/' }] },
    });
    expect(report.answers).toEqual([{ ok: false, why: 'refused' }]);
  });

  it('is held by a server that listens, and not by one that is unrefed', async () => {
    const listening = "import http from 'node:http'; http.createServer().listen(0)";
    expect((await runMain(`${listening};`, { deadlineMs: 1500 })).end).toMatchObject({ kind: 'deadline' });
    expect(exitOf(await runMain(`${listening}.unref();`))).toMatchObject({ code: 0 });
  });

  it('fails a test whose server throws where nobody catches', async () => {
    const files = {
      'a.test.ts': `import test from 'node:test';
        import http from 'node:http';
        test('asks', async () => {
          const server = http.createServer(() => { throw new Error('in the listener'); });
          await new Promise<void>((resolve) => server.listen(8080, resolve));
          await fetch('http://127.0.0.1:8080/');
        });`,
    };
    const report = await run({ files, tests: ['a.test.ts'] });
    expect(testErrors(report)).toMatchObject([{ message: 'in the listener' }]);
  });

  it('computes the hashes that STUN needs', async () => {
    // RFC 1321 §A.5, FIPS 180 for "abc", RFC 2202 §3 test case 2, RFC 4231 §4.3.
    const report = await runMain(`import { createHash, createHmac } from 'node:crypto';
      console.log(createHash('md5').update('abc').digest('hex'));
      console.log(createHash('sha1').update('a').update(Buffer.from('bc')).digest('hex'));
      console.log(createHmac('sha1', 'Jefe').update('what do ya want for nothing?').digest('hex'));
      console.log(createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest().toString('hex'));`);
    expect(printed(report)).toEqual([
      '900150983cd24fb0d6963f7d28e17f72',
      'a9993e364706816aba3e25717850c26c9cd0d89d',
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ]);
  });

  it('links an error to its line in the learner’s file', async () => {
    const report = await run({
      files: {
        'main.ts': "import { fail } from './fail.ts';\n\nfail();",
        'fail.ts': 'export function fail(): void {\n  throw new RangeError("too far");\n}',
      },
    });
    expect(exitOf(report)).toMatchObject({ code: 1 });
    expect(report.output).toMatchObject([
      {
        notice: {
          kind: 'uncaught',
          error: { name: 'RangeError', message: 'too far', place: { file: 'fail.ts', line: 2 } },
        },
      },
    ]);
  });

  it.each([
    ["import 'node:fs';", { kind: 'unsupported-builtin', specifier: 'node:fs' }],
    ["import './no.ts';", { kind: 'missing-file', specifier: './no.ts' }],
    ["import 'left-pad';", { kind: 'unknown-package', specifier: 'left-pad' }],
  ])('refuses %s before it runs anything', async (source, problem) => {
    const { end } = await runMain(`console.log(1);\n${source}`);
    expect(end).toMatchObject({
      kind: 'learner-error',
      error: { problem, place: { file: 'main.ts', line: 2 } },
    });
  });

  it('ends with the code of process.exit() and runs nothing after it', async () => {
    const report = await runMain("process.stdout.write('a'); process.exit(3); console.log('after');");
    expect(exitOf(report)).toMatchObject({ code: 3 });
    expect(printed(report)).toEqual(['a']);
  });

  it('stops a program at once, however busy', async () => {
    const running = runMain('for (;;);');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.evaluate(() => window.runner.stop());
    const report = await running;
    expect(report.end).toEqual({ kind: 'stopped' });
    expect(report.longestGapMs).toBeLessThan(1000);
  });

  describe('tests', () => {
    it('takes a run without any for a failure', async () => {
      const report = await run({ files: { 'a.test.ts': 'export {};' }, tests: ['a.test.ts'] });
      expect(testsOf(report)).toEqual([]);
      expect(exitOf(report)).toMatchObject({ code: 1 });
    });

    it('ends after the last test, whatever was left open', async () => {
      const files = {
        'a.test.ts': `import test from 'node:test';
          import dgram from 'node:dgram';
          test('leaves a socket', () => void dgram.createSocket('udp4').bind(0));`,
      };
      const report = await run({ files, tests: ['a.test.ts'] });
      expect(testsOf(report)).toEqual([['leaves a socket', 'pass']]);
      expect(exitOf(report)).toMatchObject({ code: 0 });
    });

    it('says what was expected, what was seen, and where', async () => {
      const files = {
        'a.test.ts': `import test from 'node:test';
import assert from 'node:assert/strict';
test('compares', () => {
  assert.deepEqual([1, 2], [1, 3]);
});`,
      };
      const { observations } = await run({ files, tests: ['a.test.ts'] });
      expect(observations[0]).toMatchObject({
        kind: 'test',
        test: {
          file: 'a.test.ts',
          outcome: 'fail',
          error: {
            name: 'AssertionError',
            expected: '[ 1, 3 ]',
            actual: '[ 1, 2 ]',
            place: { file: 'a.test.ts', line: 4 },
          },
        },
      });
    });

    it('says nothing of values where an assertion compares none', async () => {
      const files = {
        'a.test.ts':
          "import test from 'node:test'; import assert from 'node:assert'; test('fails', () => assert.fail('waited'));",
      };
      const { observations } = await run({ files, tests: ['a.test.ts'] });
      const errors = observations.flatMap((seen) => (seen.kind === 'test' ? [seen.test.error] : []));
      expect(errors).toMatchObject([{ name: 'AssertionError', message: 'waited' }]);
      expect(errors[0]).not.toHaveProperty('expected');
    });

    it('tells the tests of a file from those that another one registers under its names', async () => {
      const files = {
        'exercise.ts':
          "import test from 'node:test'; test('works', () => undefined); export const answer = 1;",
        'check.test.ts': `import test from 'node:test';
          import assert from 'node:assert/strict';
          import { answer } from './exercise.ts';
          test('works', () => assert.equal(answer, 2));`,
      };
      const { observations } = await run({ files, tests: ['check.test.ts'] });
      const seen = observations.flatMap((each) =>
        each.kind === 'test' ? [[each.test.file, each.test.outcome]] : [],
      );
      expect(seen).toContainEqual(['check.test.ts', 'fail']);
      expect(seen.filter(([file]) => file === 'check.test.ts')).toHaveLength(1);
    });

    it.each(Object.entries(HTTP_PARITY))('does over HTTP what real Node does: %s', async (_, source) => {
      const files = { 'a.test.ts': httpTest(source) };
      const inNode = await testInNode(files, ['a.test.ts']);
      // They are assertions about Node, so they say something only where it passes them.
      expect(inNode.tests.filter(([, outcome]) => outcome !== 'pass')).toEqual([]);
      const here = await run({ files, tests: ['a.test.ts'] });
      expect(testErrors(here)).toEqual([]);
      expect(testsOf(here).toSorted()).toEqual(inNode.tests.toSorted());
      expect(exitOf(here)).toMatchObject({ code: inNode.code });
    });

    it.each(Object.entries(PARITY))('gives the verdicts of real Node: %s', async (_, files) => {
      const tests = Object.keys(files).filter((file) => file.endsWith('.test.ts'));
      const inNode = await testInNode(files, tests);
      const here = await run({ files, tests });
      expect(testsOf(here).toSorted()).toEqual(inNode.tests.toSorted());
      expect(exitOf(here)).toMatchObject({ code: inNode.code });
    });
  });
});
