import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './driver/index.ts';
import type { ProgramSpec, RunReport } from './runner-fixture/page.ts';
import { serveRunnerFixture, type RunnerFixture } from './runner-fixture/serve.ts';

/**
 * Programs as an enemy would write them, in the browser runner. One page goes through all of them: it has to be as
 * good after each as before. Checks stand beside the learner's code in one realm here, so there is more to bend.
 */

let fixture: RunnerFixture;
beforeAll(async () => {
  fixture = await serveRunnerFixture();
});
afterAll(() => fixture.close());

const DEADLINE_MS = 2_000;
/** A worker has its own thread, so the page never waits: this is for a machine that is busy. */
const HANGING_MS = 2_000;

/** A check that honest code can't pass: `answer` is wrong. */
const CHECK = `import test from 'node:test';
import assert from 'node:assert/strict';
import { answer } from './exercise.ts';
test('is right', () => {
  assert.deepEqual([...answer()], [1, 2, 3]);
  assert.equal(answer().length, 3);
  assert.ok(Array.from(answer()).every((n, index) => n === index + 1));
});
test('rejects', () => assert.rejects(async () => { answer(); }, /no/));`;

describeInBrowsers('hostile programs', { firefox: 'full' }, (browser) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(fixture.url);
    await page.evaluate(() => {
      document.title = 'Untouched';
      document.cookie = 'own=cookie';
      localStorage.setItem('secret', 'storage');
      window.received = [];
      const hear = (data: unknown): void => {
        // The bootstrap's own word, when a frame has come up.
        if (data !== 'icebreaker:frame') window.received.push(JSON.stringify(data));
      };
      addEventListener('message', ({ data }) => hear(data));
      new BroadcastChannel('icebreaker').onmessage = ({ data }) => hear(data);
    });
  });
  beforeEach(async () => {
    fixture.forgetRequests();
    await page.evaluate(() => (window.received = []));
  });

  const run = (spec: ProgramSpec): Promise<RunReport> =>
    page.evaluate((asked) => window.runner.runProgram(asked), { deadlineMs: DEADLINE_MS, ...spec });

  /** Runs a program and expects that the page stayed alive and is clean afterwards. */
  async function survive(source: string, more: Partial<ProgramSpec> = {}): Promise<RunReport> {
    const report = await run({ ...more, files: { 'main.ts': source, ...more.files } });
    expect(report.longestGapMs).toBeLessThan(HANGING_MS);
    expect(report.framesLeft).toBe(0);
    expect(fixture.strayRequests).toEqual([]);
    expect(await page.evaluate(() => [document.title, window.received, window.owned === undefined])).toEqual([
      'Untouched',
      [],
      true,
    ]);
    return report;
  }

  const printed = async (source: string): Promise<string[]> =>
    (await survive(source)).output.map(({ text }) => text);

  describe('that never end', () => {
    it.each([
      ['a loop', 'while (true) {}'],
      ['a loop in an async function', 'const spin = async () => { for (;;); };\nawait spin();'],
      ['a loop that catches', 'while (1) { try { while (1); } catch {} }'],
      ['promises', 'const again = (): unknown => Promise.resolve().then(again);\nagain();'],
      ['ticks', 'const again = (): void => process.nextTick(again);\nagain();'],
      ['a thousand million timers', 'for (let i = 0; i < 1e9; i += 1) setTimeout(() => undefined, 1e6);'],
      ['immediates', 'const again = (): unknown => setImmediate(again);\nagain();'],
      ['a backtracking expression', "/^(a+)+$/.test('a'.repeat(50) + 'b');"],
      ['a sort', 'for (;;) new Float64Array(2 ** 24).map((_, i) => -i).sort();'],
      ['a fill', 'Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0, 2 ** 52);'],
      [
        'a memory that grows',
        'const kept: unknown[] = []; setInterval(() => kept.push(new Uint8Array(1e7).fill(1)));',
      ],
      [
        'a memory that grows at once',
        'const kept: unknown[] = []; while (true) kept.push(new Uint8Array(1e7).fill(1));',
      ],
      [
        'datagrams',
        `import dgram from 'node:dgram';
         const s = dgram.createSocket('udp4'); s.bind(9, '127.0.0.1');
         s.on('message', (m) => { s.send(m, 9, '127.0.0.1'); s.send(m, 9, '127.0.0.1'); });
         s.send('x', 9, '127.0.0.1');`,
      ],
      [
        'requests, ten thousand at a time',
        `import http from 'node:http';
         const server = http.createServer((_, response) => response.end('x'.repeat(1000)));
         await new Promise<void>((resolve) => server.listen(8080, '127.0.0.1', resolve));
         for (;;) await Promise.all(Array.from({ length: 10_000 }, () => fetch('http://127.0.0.1:8080/')));`,
      ],
      [
        'requests that are never answered',
        `import http from 'node:http';
         http.createServer().listen(8080);
         for (let i = 0; i < 10_000; i += 1) void fetch('http://127.0.0.1:8080/', { method: 'POST', body: 'x' });`,
      ],
      [
        'a server that asks itself',
        `import http from 'node:http';
         http.createServer(() => { for (const _ of [1, 2]) void fetch('http://127.0.0.1:8080/'); }).listen(8080);
         void fetch('http://127.0.0.1:8080/');`,
      ],
    ])('are ended: %s', async (_what, source) => {
      const { end, ms } = await survive(source);
      expect(['deadline', 'hung', 'failed-to-start', 'finished']).toContain(end.kind);
      if (end.kind === 'finished') {
        // An engine that runs out of memory throws before the deadline.
        expect(_what).toMatch(/memory/);
      }
      expect(ms).toBeLessThan(4 * DEADLINE_MS);
    });

    it('by recursion run into the engine’s own limit', async () => {
      const { output } = await survive('const f = (n: number): number => 1 + f(n + 1);\nf(0);');
      expect(output).toMatchObject([{ notice: { kind: 'uncaught', error: { kind: 'recursion' } } }]);
    });
  });

  it('flood the console and the report, which stay bounded', async () => {
    const flood = await survive("for (let i = 0; i < 1e5; i += 1) console.log('x'.repeat(1e5));");
    expect(flood.output.length).toBeLessThanOrEqual(501);
    const { end } = await survive('', {
      files: {
        'a.test.ts':
          "import test from 'node:test'; for (let i = 0; i < 2e4; i += 1) test(`t${i}`, () => undefined);",
      },
      tests: ['a.test.ts'],
      deadlineMs: 30_000,
    });
    expect(end).toMatchObject({ kind: 'too-many-observations' });
  });

  it('open servers without end, which are watched up to a limit', async () => {
    const { end } = await survive(
      `import http from 'node:http';
       const again = (): void => { const server = http.createServer(); server.listen(0, () => { server.close(); again(); }); };
       again();`,
      { deadlineMs: 30_000 },
    );
    expect(end).toMatchObject({ kind: expect.stringMatching(/too-many-observations|hung/) as string });
  });

  it('throw in callbacks, and are told where', async () => {
    const { output } = await survive('\nsetTimeout(() => { throw new Error("in a callback"); });');
    expect(output).toMatchObject([
      {
        notice: {
          kind: 'uncaught',
          error: { message: 'in a callback', place: { file: 'main.ts', line: 2 } },
        },
      },
    ]);
  });

  it('find no page, no storage and no other document', async () => {
    const source = `const names = ['window', 'parent', 'top', 'document', 'localStorage', 'sessionStorage', 'Worker', 'SharedWorker', 'importScripts', 'RTCPeerConnection'];
      console.log(names.filter((name) => (globalThis as Record<string, unknown>)[name] !== undefined).join());`;
    expect(await printed(source)).toEqual(['']);
  });

  it.each([
    [
      'IndexedDB',
      `await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no; });`,
    ],
    ['caches', `await caches.open('x');`],
    ['the site by fetch', `await fetch('${'/secret'}');`],
    [
      'a socket',
      `await new Promise((ok, no) => { const s = new WebSocket('ws://127.0.0.1:1'); s.onopen = ok; s.onerror = no; });`,
    ],
    [
      'an event source',
      `await new Promise((ok, no) => { const s = new EventSource('http://127.0.0.1:1'); s.onopen = ok; s.onerror = no; });`,
    ],
    ['a module from elsewhere', `await import(/* computed */ \`\${'http://127.0.0.1:1/x.js'}\`);`],
    [
      'a module of data',
      `const d: string = 'data:text/javascript,globalThis.owned=1'; await new Function('u', 'return import(u)')(d);`,
    ],
    ['a blob of its own', `URL.createObjectURL(new Blob(['1']));`],
    ['text as code', `eval('1'); new Function('return 1')();`],
  ])('can’t reach %s', async (_what, body) => {
    const source = `const attempt = async (): Promise<void> => { ${body} };
      attempt().then(() => console.log('reached'), () => console.log('refused'));
      setTimeout(() => undefined, 500);`;
    const { end, output } = await survive(source);
    // What can't even be linked is refused before it runs.
    if (end.kind === 'learner-error') return;
    expect(output.map(({ text }) => text)).toContain('refused');
    expect(output.map(({ text }) => text)).not.toContain('reached');
  });

  it('are told that a fetch finds the servers of this program only', async () => {
    const words =
      await printed(`for (const url of ['${fixture.strangerUrl}', '${fixture.url}secret', 'http://192.0.2.1/', 'https://example.com/']) {
      const error: any = await fetch(url).catch((error: unknown) => error);
      console.log(error.name, error.message, /simulated network/.test(error.cause.message), error.cause.code);
    }`);
    // What is on this machine's loopback could be a server of the program's, and isn't.
    expect(words).toEqual([
      'TypeError fetch failed false ECONNREFUSED',
      'TypeError fetch failed false ECONNREFUSED',
      'TypeError fetch failed true ENETUNREACH',
      'TypeError fetch failed true ENETUNREACH',
    ]);
  });

  it('can’t get the browser’s own fetch back', async () => {
    const words = await printed(`const ours = globalThis.fetch;
      const found: string[] = [];
      for (let holder: object | null = globalThis; holder; holder = Object.getPrototypeOf(holder)) {
        for (const name of ['fetch', 'importScripts']) {
          const value: unknown = Reflect.getOwnPropertyDescriptor(holder, name)?.value;
          if (value !== undefined && value !== ours) found.push(name);
        }
      }
      try { Reflect.deleteProperty(globalThis, 'fetch'); } catch {}
      console.log(found.length, globalThis.fetch === ours);
      try { (globalThis as any).fetch = () => 'bent'; } catch {}
      console.log(globalThis.fetch === ours);`);
    expect(words).toEqual(['0 true', 'true']);
  });

  it('reach nobody by a broadcast or a message', async () => {
    await survive(`new BroadcastChannel('icebreaker').postMessage('hello');
      try { (globalThis as unknown as { postMessage(m: unknown): void }).postMessage({ type: 'loaded' }); } catch {}`);
  });

  describe('beside checks', () => {
    it.each([
      ['honest and wrong', 'export const answer = () => [1, 2];'],
      [
        'registering a test of the same name',
        "import test from 'node:test'; test('is right', () => undefined); test('rejects', () => undefined); export const answer = () => [1];",
      ],
      [
        'replacing the assertions',
        "import assert from 'node:assert/strict'; try { Object.assign(assert, { deepEqual() {}, equal() {}, ok() {}, rejects: async () => {} }); } catch {} export const answer = () => [1];",
      ],
      [
        'redefining iteration',
        'try { Array.prototype[Symbol.iterator] = function* () { yield 1; yield 2; yield 3; }; } catch {} export const answer = () => [9];',
      ],
      [
        'redefining every',
        'try { Array.prototype.every = () => true; } catch {} try { Object.defineProperty(Array.prototype, "every", { value: () => true }); } catch {} export const answer = () => [3, 2, 1];',
      ],
      [
        'redefining Object.is and Reflect',
        'try { Object.is = () => true; } catch {} try { Reflect.ownKeys = () => []; } catch {} export const answer = () => [9, 9, 9];',
      ],
      [
        'redefining promises',
        'try { Promise.prototype.then = function (ok: any) { return ok(); } as any; } catch {} try { globalThis.Promise = class { static resolve() {} } as any; } catch {} export const answer = () => [1];',
      ],
      [
        'redefining globals',
        'for (const name of ["Array", "Map", "Set", "Error", "Object", "JSON", "performance"]) try { (globalThis as any)[name] = undefined; } catch {} export const answer = () => [1];',
      ],
      ['leaving early', 'export const answer = () => { process.exit(0); };'],
      ['leaving at once', 'process.exit(0); export const answer = () => [1];'],
      [
        'answering with a proxy',
        'export const answer = () => new Proxy([], { get: (target, key) => (key === "length" ? 3 : Reflect.get(target, key)) });',
      ],
      [
        'throwing what looks like a pass',
        'export const answer = () => { throw { verdict: "pass", ok: true }; };',
      ],
    ])('pass none: %s', async (_what, exercise) => {
      const { observations } = await survive('', {
        files: { 'exercise.ts': exercise, 'check.test.ts': CHECK },
        tests: ['check.test.ts'],
      });
      const passed = observations.filter(
        (seen) => seen.kind === 'test' && seen.test.file === 'check.test.ts' && seen.test.outcome === 'pass',
      );
      expect(passed).toEqual([]);
    });

    it('leave honest code as it is', async () => {
      const { observations } = await survive('', {
        files: {
          'exercise.ts': 'export const answer = () => { const [first] = [[1, 2, 3]]; return first ?? []; };',
          'check.test.ts': CHECK,
        },
        tests: ['check.test.ts'],
      });
      const outcomes = observations.flatMap((seen) =>
        seen.kind === 'test' ? [[seen.test.path[0], seen.test.outcome]] : [],
      );
      expect(outcomes).toEqual([
        ['is right', 'pass'],
        ['rejects', 'fail'],
      ]);
    });
  });
});
