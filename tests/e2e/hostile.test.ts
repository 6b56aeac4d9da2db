import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './driver/index.ts';
import type { RunReport, RunSpec } from './runner-fixture/page.ts';
import { serveRunnerFixture, type RunnerFixture } from './runner-fixture/serve.ts';

/**
 * Learner code as an enemy would write it, in real browsers as their users have them. One page goes through
 * all of it: it has to be as good after each run as before.
 */

let fixture: RunnerFixture;
beforeAll(async () => {
  fixture = await serveRunnerFixture();
});
afterAll(() => fixture.close());

/** A frame that hangs the page would stop the page's timers until the deadline at least. */
const DEADLINE_MS = 15_000;
const HANGING_MS = 4_000;

describeInBrowsers('hostile learner code', (browser) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(fixture.url);
    await page.evaluate(() => {
      document.title = 'Untouched';
      localStorage.setItem('secret', 'storage');
      window.received = [];
      const hear = (data: unknown) => window.received.push(JSON.stringify(data));
      addEventListener('message', ({ data }) => hear(data));
      new BroadcastChannel('icebreaker').onmessage = ({ data }) => hear(data);
    });
  });
  beforeEach(async () => {
    fixture.forgetRequests();
    await page.evaluate(() => (window.received = []));
  });

  const run = (spec: RunSpec): Promise<RunReport> =>
    page.evaluate((asked) => window.runner.run(asked), { deadlineMs: DEADLINE_MS, ...spec });

  /** Runs the body of `main` and expects that the page stayed alive and is clean afterwards. */
  async function survive(body: string, more: Partial<RunSpec> = {}): Promise<RunReport> {
    const report = await run({
      source: `export async function main(): Promise<unknown> {\n${body}\n}`,
      ...more,
    });
    expect(report.longestGapMs).toBeLessThan(HANGING_MS);
    expect(report.framesLeft).toBe(0);
    return report;
  }

  /** What `main` answered. */
  async function answerOf(body: string, more: Partial<RunSpec> = {}): Promise<unknown> {
    const { end, outcomes } = await survive(body, more);
    expect(end).toEqual({ kind: 'finished' });
    expect(outcomes).toMatchObject([{ ok: true }]);
    const [outcome] = outcomes;
    return outcome?.ok ? outcome.value : undefined;
  }

  const loopAt = (line: number) => ({
    kind: 'learner-error',
    error: { kind: 'loop', place: { file: 'exercise.ts', line } },
  });

  describe('that never ends', () => {
    it.each([
      ['while (true) {}', loopAt(2)],
      ['const spin = async () => { for (;;) {} };\nawait spin();', loopAt(2)],
      ['while (1) { try { while (1) {} } catch {} }', loopAt(2)],
      ['const again = (): unknown => Promise.resolve().then(again);\nawait again();', loopAt(2)],
      [
        'const f = (n: number): number => { try { return f(n + 1); } finally { f(n + 1); } }; f(0);',
        loopAt(2),
      ],
      ['[...Array(1e7).keys()].sort(() => { for (let i = 0; i < 1e6; i += 1); return 0; });', loopAt(2)],
    ])('is stopped by the loop guard, which says where: %s', async (body, end) => {
      expect((await survive(body)).end).toMatchObject(end);
    });

    it('is stopped while the module loads', async () => {
      const report = await run({
        source: 'let n = 0;\n\ndo n += 1; while (true);\nexport const main = () => n;',
      });
      expect(report.end).toMatchObject(loopAt(3));
    });

    it('by recursion runs into the engine’s own limit', async () => {
      const { outcomes } = await survive('const f = (n: number): number => 1 + f(n + 1);\nreturn f(0);');
      expect(outcomes).toMatchObject([{ ok: false, error: { kind: 'recursion', place: { line: 2 } } }]);
    });

    it('makes a thousand million timers', async () => {
      const { end } = await survive('for (let i = 0; i < 1e9; i += 1) setTimeout(() => {}, 0);');
      expect(end).toMatchObject(loopAt(2));
    });

    it('makes timers that make timers', async () => {
      const { end } = await survive(
        'const again = () => { setTimeout(again); setTimeout(again); };\nagain();\nawait new Promise(() => {});',
        { deadlineMs: 4000 },
      );
      expect(['deadline', 'hung']).toContain(end.kind);
    });

    it.each([
      ['objects', 'const kept: unknown[] = []; while (true) kept.push({ a: [1] });'],
      ['arrays', 'const kept: unknown[] = []; while (true) kept.push(new Array(1e6).fill(1));'],
      ['bytes', 'const kept: unknown[] = []; while (true) kept.push(new Uint8Array(1e5).fill(1));'],
    ])('by allocating %s is stopped by the loop guard', async (_what, body) => {
      expect((await survive(body)).end).toMatchObject(loopAt(2));
    });

    it('by allocating a little in every task meets the deadline', async () => {
      const { end } = await survive(
        'const kept: unknown[] = [];\nsetInterval(() => kept.push(new Uint8Array(1e5).fill(1)));\nawait new Promise(() => {});',
        { deadlineMs: 3000 },
      );
      expect(['deadline', 'hung']).toContain(end.kind);
    });

    it.each([
      ['a regular expression that backtracks', "return /^(a+)+$/.test('a'.repeat(50) + 'b');"],
      ['a sort', 'for (;;) new Float64Array(2 ** 26).map((_, i) => -i).sort();'],
      ['a fill', 'return Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0, 2 ** 52);'],
      ['a search', 'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);'],
    ])('in native code, outside every guard: %s', async (_what, body) => {
      const { end, ms } = await survive(body);
      // A guarded call around the native one may be reached before the frame is given up.
      expect(['hung', 'learner-error']).toContain(end.kind);
      expect(ms).toBeLessThan(DEADLINE_MS);
    });

    it('answers with a thenable that never settles', async () => {
      const { end } = await survive('return { then() {} };', { deadlineMs: 1000 });
      expect(end).toEqual({ kind: 'deadline', deadlineMs: 1000 });
    });

    it('is ended by Stop', async () => {
      const running = survive("return /^(a+)+$/.test('a'.repeat(50) + 'b');");
      await page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        window.runner.stop();
      });
      expect((await running).end).toEqual({ kind: 'stopped' });
    });

    // Each doubles the parser's work with every repetition: here, for hours.
    const ENTANGLED = [
      ['<T>(', '<T>('.repeat(40)],
      ['a<b>(', 'a<b>('.repeat(40)],
      ['(a=', `${'(a='.repeat(40)}1${')=>1'.repeat(40)}`],
    ] as const;

    it.each(ENTANGLED)('while it is only read, by %s over and over', async (_what, source) => {
      const report = await run({ source });
      expect(report.longestGapMs).toBeLessThan(HANGING_MS);
      expect(report.end).toMatchObject({
        kind: 'learner-error',
        error: { kind: 'syntax', problem: { kind: 'too-entangled' } },
      });
    });

    it('while it is only read, is ended by Stop', async () => {
      const running = run({ source: ENTANGLED[0][1] });
      await page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        window.runner.stop();
      });
      expect((await running).end).toEqual({ kind: 'stopped' });
    });

    it('nests deeper than a parser goes', async () => {
      const { end } = await run({ source: '('.repeat(50_000) });
      expect(end).toMatchObject({ error: { kind: 'syntax', problem: { kind: 'nested-too-deeply' } } });
    });

    it('leaves the next run a frame that works', async () => {
      expect(await answerOf('return 1 + 1;')).toBe(2);
    });
  });

  it('that throws in callbacks is shown where it throws, and the run goes on', async () => {
    const { outcomes, output } = await survive(`setTimeout(() => {
      throw new TypeError('in a timer');
    });
    void Promise.reject(new Error('in a promise'));
    const connection = new RTCPeerConnection();
    connection.onnegotiationneeded = () => { throw 'a string'; };
    connection.createDataChannel('x');
    await new Promise((resolve) => setTimeout(resolve, 300));
    connection.close();
    return 'done';`);
    expect(outcomes).toEqual([{ ok: true, value: 'done' }]);
    const uncaught = output.flatMap(({ notice }) => (notice?.kind === 'uncaught' ? [notice.error] : []));
    expect(uncaught).toHaveLength(3);
    expect(uncaught).toContainEqual({
      kind: 'thrown',
      name: 'TypeError',
      message: 'in a timer',
      place: { file: 'exercise.ts', line: 3, column: 13 },
    });
    expect(uncaught.map(({ message }) => message).sort()).toEqual([
      '"a string"',
      'in a promise',
      'in a timer',
    ]);
  });

  it('that floods the console is cut, and the page is told so', async () => {
    const { output } = await survive("for (let i = 0; i < 2000; i += 1) console.log('x'.repeat(5000));");
    expect(output.length).toBe(501);
    expect(output.at(-1)).toMatchObject({ notice: { kind: 'cut', lines: 500 } });
    expect(Math.max(...output.map(({ text }) => text.length))).toBeLessThanOrEqual(4000);
  });

  it('that prints values which fight back is heard within limits', async () => {
    const { output, end } = await survive(`
      const at = (trap: string) => new Proxy({ a: 1 }, { [trap]: () => { throw new Error(trap); } });
      const map = new Map([['still', 1]]);
      const deep: any = {}; let end = deep; for (let i = 0; i < 1000; i += 1) end = end.next = {};
      Object.defineProperty(Object.prototype, 'content', { value: { entries: [1], more: 1 }, configurable: true });
      Map.prototype.entries = Set.prototype.values = Date.prototype.toISOString = () => { throw 1; };
      Array.prototype[Symbol.iterator] = () => { throw 2; };
      console.log(['get', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'].map(at));
      console.log(deep, new Array(2 ** 32 - 1), new Uint8Array(1e5), 'x'.repeat(1e6));
      console.log(map, { map: Object.create(Map.prototype), error: Object.create(Error.prototype) });
      for (let i = 0; i < 600; i += 1) {
        console.log(Array(30).fill(Array(30).fill({ text: 'x'.repeat(99) })));
        // So much at once is more than the loop guard's budget.
        if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    `);
    expect(end).toEqual({ kind: 'finished' });
    expect(output.length).toBe(501);
    const sizes = output.map(({ values = [] }) => JSON.stringify(values).length);
    // Text within its limit, and the braces around it.
    expect(Math.max(...sizes)).toBeLessThan(40_000);
    expect(output.some(({ values }) => values?.some(({ text }) => text === 'Map(1)'))).toBe(true);
  });

  describe('that says too much', () => {
    it.each([
      ['many long texts', "Array(51).fill('x'.repeat(20_000))", { kind: 'too-much-text', limit: 1_000_000 }],
      ['many long names', "Array(6_000).fill({ ['n'.repeat(200)]: 1 })", { kind: 'too-much-text' }],
      [
        'a candidate of its own making',
        "[new RTCIceCandidate({ candidate: 'x'.repeat(30_000), sdpMid: '0' })]",
        { kind: 'text-too-long', path: '[0].candidate' },
      ],
    ])('in its answer is told so: %s', async (_what, value, problem) => {
      const { outcomes } = await survive(`return ${value};`);
      expect(outcomes).toMatchObject([{ ok: false, error: { kind: 'not-cloneable', problem } }]);
    });

    it('in a connection’s configuration is observed without it', async () => {
      const { observations } = await survive(`new RTCPeerConnection({
        iceServers: [{ urls: 'turn:192.0.2.1', username: 'u', credential: 'x'.repeat(17_000) }],
      }).close();`);
      expect(observations).toMatchObject([
        { kind: 'connection-created', configuration: null },
        { kind: 'connection-closed' },
      ]);
    });
  });

  it('that floods the checks with events, to go on unseen, is ended', async () => {
    const { end, outcomes } = await survive(
      `const connection = new RTCPeerConnection();
      connection.createDataChannel('x');
      for (let i = 0; i < 6000; i += 1) {
        await connection.setLocalDescription();
        await connection.setLocalDescription({ type: 'rollback' });
      }
      return 'unseen';`,
      { deadlineMs: 40_000 },
    );
    expect(end).toEqual({ kind: 'too-many-observations', limit: 5000 });
    expect(outcomes).toEqual([]);
  });

  describe('that wants out', () => {
    /** Runs an expression and answers with what it gave, or with the name of what it threw. */
    const attempt = (expression: string) => `
      const tried = async () => { const value: unknown = await (${expression}); return String(value); };
      return tried().catch((error) => 'refused: ' + error.name);`;

    afterEach(async () => {
      const state = await page.evaluate(() => ({
        owned: window.owned,
        title: document.title,
        cookie: document.cookie,
        storage: JSON.stringify(localStorage),
        received: window.received.filter((data) => data !== '"icebreaker:frame"'),
      }));
      expect(state).toEqual({
        owned: undefined,
        title: 'Untouched',
        cookie: 'secret=cookie',
        storage: '{"secret":"storage"}',
        received: [],
      });
      expect(page.url()).toBe(fixture.url);
      expect(await page.browserContext().pages()).toHaveLength(1);
      expect(fixture.strayRequests).toEqual([]);
    });

    it.each([
      ['parent', 'parent.document.title'],
      ['parent, to write', '(parent as any).owned = 1'],
      ['top', 'top.document.cookie'],
      ['top, to navigate it', "top.location.href = '/leak/top'"],
      ['its own element in the page', 'frameElement.ownerDocument.title'],
      ['cookies', 'document.cookie'],
      ['local storage', "localStorage.getItem('secret')"],
      ['session storage', 'sessionStorage.length'],
      [
        'IndexedDB',
        "new Promise((ok, no) => { const r = indexedDB.open('icebreaker'); r.onsuccess = ok; r.onerror = () => no(r.error); })",
      ],
      ['caches', 'caches.keys()'],
      ['service workers', "navigator.serviceWorker.register('/sw.js')"],
      ['fetch of its own origin', "fetch('/leak/fetch')"],
      ['fetch of the site', `fetch('URL/leak/fetch', { credentials: 'include' })`],
      ['fetch without CORS', `fetch('URL/leak/fetch', { mode: 'no-cors' })`],
      [
        'XMLHttpRequest',
        "new Promise((ok, no) => { const r = new XMLHttpRequest(); r.open('GET', 'URL/leak/xhr'); r.onload = ok; r.onerror = () => no(new TypeError()); r.send(); })",
      ],
      ['a script of the site', "import('URL/leak/module.js')"],
      [
        'an unguarded module of its own',
        "import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' })))",
      ],
      ['a data: module', "import('data:text/javascript,export default 1')"],
      ['eval', "(0, eval)('1')"],
      [
        'a worker',
        "new Promise((ok, no) => { const w = new Worker('data:text/javascript,postMessage(1)'); w.onmessage = ok; w.onerror = () => no(new TypeError()); })",
      ],
      [
        'a nested frame',
        "((f) => { document.body.append(f); return f.contentWindow.RTCPeerConnection; })(document.createElement('iframe'))",
      ],
    ])('is refused %s', async (_what, expression) => {
      expect(await answerOf(attempt(expression.replace('URL/', fixture.url)))).toMatch(/^refused: /);
    });

    it.each([
      ['window.open', "open('URL/leak/open')"],
      ['window.open of a blank page', "open('about:blank')"],
      ['alert, confirm and prompt', "[alert('x'), confirm('x'), prompt('x')].find(Boolean)"],
    ])('gets nothing from %s', async (_what, expression) => {
      expect(await answerOf(attempt(expression.replace('URL/', fixture.url)))).toMatch(/^(null|undefined)$/);
    });

    it('gets no unguarded realm out of the bootstrap, whose text it can read', async () => {
      const spoke = await answerOf(`
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = '<script>' + (document.scripts[0]?.text ?? '') + '</scr' + 'ipt>';
        const greeting = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }));
        document.body.append(frame);
        const heard = [await Promise.race([greeting, new Promise((resolve) => setTimeout(resolve, 500))])];
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => heard.push(data);
        frame.contentWindow?.postMessage('icebreaker:port', '*', [port2]);
        port1.postMessage({ type: 'ping', ping: 1 });
        await new Promise((resolve) => setTimeout(resolve, 500));
        return heard.slice(1);`);
      expect(spoke).toEqual([]);
    });

    it('reaches nobody by BroadcastChannel', async () => {
      expect(
        await answerOf(
          "new BroadcastChannel('icebreaker').postMessage('hello'); await new Promise((r) => setTimeout(r, 300)); return 1;",
        ),
      ).toBe(1);
    });

    it('sends nothing by an image, a beacon, a form, a style, a socket, a link', async () => {
      const { output } = await survive(
        `const url = (way: string) => '${fixture.url}leak/' + way;
        new Image().src = url('image');
        try { navigator.sendBeacon(url('beacon'), 'x'); } catch {}
        try { new WebSocket(url('socket').replace('http', 'ws')); } catch {}
        try { new EventSource(url('events')); } catch {}
        document.body.innerHTML = '<link rel=stylesheet href="' + url('style') + '"><link rel=prefetch href="' + url('prefetch')
          + '"><video src="' + url('video') + '"></video><object data="' + url('object') + '"></object><iframe src="' + url('frame')
          + '"></iframe><form action="' + url('form') + '"><button></button></form>';
        document.forms[0]?.submit();
        document.querySelector('button')?.click();
        await new Promise((resolve) => setTimeout(resolve, 1000));`,
      );
      const blocked = output.flatMap(({ notice }) => (notice?.kind === 'blocked' ? [notice.what] : []));
      expect(blocked.join(' ')).toContain('leak/image');
    });

    const navigations: [string, string][] = [
      ['location', "location.href = 'URL/leak/location?secret'"],
      [
        'a link',
        "const a = document.createElement('a'); a.href = 'URL/leak/link'; document.body.append(a); a.click()",
      ],
      ['open into itself', "open('URL/leak/self', '_self')"],
      ['a refresh', `document.head.innerHTML = '<meta http-equiv=refresh content="0;url=URL/leak/refresh">'`],
    ];

    it.each(navigations)(
      'by navigating its frame to a stranger’s server ends its run, by %s',
      async (_way, go) => {
        const { end } = await survive(
          `${go.replace('URL/', fixture.strangerUrl)};\nawait new Promise(() => {});`,
        );
        expect(end).toEqual({ kind: 'left' });
      },
    );

    it('by the history of the page moves nothing and adds nothing', async () => {
      const before = await page.evaluate(() => history.length);
      await survive(
        `const tried = (way: () => unknown) => { try { way(); } catch {} };
        tried(() => history.pushState(null, ''));
        tried(() => History.prototype.pushState.call(history, null, ''));
        tried(() => history.back()); tried(() => history.go(-1)); tried(() => history.forward());
        await new Promise((resolve) => setTimeout(resolve, 500));`,
      );
      expect(await page.evaluate(() => [document.title, history.length])).toEqual(['Untouched', before]);
    });

    it('by taking the focus ends its run, and the one who types goes on', async () => {
      await page.evaluate(() => {
        const field = document.createElement('textarea');
        field.id = 'typed';
        document.body.append(field);
        field.focus();
      });
      const running = survive(
        `const thief = document.createElement('textarea');
        document.body.append(thief);
        setInterval(() => { window.focus(); thief.focus(); }, 20);
        await new Promise((resolve) => setTimeout(resolve, 3000));
        return thief.value;`,
      );
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await page.keyboard.type('secret');
      const { end } = await running;
      expect(end).toEqual({ kind: 'left' });
      expect(
        await page.evaluate(() => [
          document.activeElement?.id,
          (document.querySelector('#typed') as HTMLTextAreaElement).value,
        ]),
      ).toEqual(['typed', 'secret']);
      await page.evaluate(() => document.querySelector('#typed')?.remove());
    });

    it('by navigating its frame to the site’s own pages ends its run', async () => {
      const { end } = await survive(`location.replace('${fixture.url}');\nawait new Promise(() => {});`);
      expect(end).toEqual({ kind: 'left' });
    });

    it('by writing another document over its own ends its run', async () => {
      const { end } = await survive(
        "document.open(); document.write('gone'); document.close();\nawait new Promise(() => {});",
      );
      expect(end).toEqual({ kind: 'left' });
    });
  });
});

declare global {
  interface Window {
    received: string[];
  }
}
