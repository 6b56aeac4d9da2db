import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers } from './driver/index.ts';
import type { RunReport, RunSpec } from './runner-fixture/page.ts';
import { serveRunnerFixture, type RunnerFixture } from './runner-fixture/serve.ts';

/**
 * Learner code that would rather forge facts than produce them. Checks look only at observations and at
 * answers; so nothing may be observed that the browser didn't do, and what it did must not be hidden from
 * honest code by what stands on a prototype.
 */

let fixture: RunnerFixture;
beforeAll(async () => {
  fixture = await serveRunnerFixture();
});
afterAll(() => fixture.close());

/** Gathers for real with whatever stands under the usual name, and answers with the candidate lines. */
const GATHER = `
async function gather(Connection: typeof RTCPeerConnection): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  const connection = new Connection({ iceServers: [] });
  const done = new Promise<void>((resolve) => {
    connection.onicecandidate = ({ candidate }) => {
      lines[lines.length] = candidate ? candidate.candidate : null;
      if (!candidate) resolve();
    };
  });
  connection.createDataChannel('x');
  await connection.setLocalDescription();
  await done;
  connection.close();
  return lines;
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
`;

describeInBrowsers('learner code that forges', { firefox: 'full' }, (browser) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(fixture.url);
  });

  const run = (spec: RunSpec): Promise<RunReport> => page.evaluate((asked) => window.runner.run(asked), spec);

  const runMain = (body: string, before = ''): Promise<RunReport> =>
    run({
      source: `${GATHER}\n${before}\nexport async function main(): Promise<unknown> {\n${body}\n}`,
      stayMs: 200,
    });

  const kinds = ({ observations }: RunReport) => observations.map(({ kind }) => kind);
  const candidates = ({ observations }: RunReport) =>
    observations.flatMap((seen) => (seen.kind === 'candidate' ? [seen.candidate] : []));
  const answer = ({ outcomes }: RunReport) => {
    const [outcome] = outcomes;
    if (!outcome?.ok) throw new Error(JSON.stringify(outcome));
    return outcome.value;
  };

  it('an answer without a connection leaves nothing to observe', async () => {
    const report = await runMain(
      "return [{ candidate: 'candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host', type: 'host' }];",
    );
    expect(report.observations).toEqual([]);
  });

  it('icecandidate events of its own are not observed', async () => {
    const report = await runMain(`
      const connection = new RTCPeerConnection();
      const candidate = new RTCIceCandidate({ candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ relay raddr 0.0.0.0 rport 0', sdpMid: '0' });
      const fake = new RTCPeerConnectionIceEvent('icecandidate', { candidate });
      connection.dispatchEvent(fake);
      const trusted = new Proxy(fake, { get: (target, key) => (key === 'isTrusted' ? true : Reflect.get(target, key)) });
      try { connection.dispatchEvent(trusted); } catch {}
      try { Object.defineProperty(fake, 'isTrusted', { value: true }); } catch {}
      try { Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true }); } catch {}
      connection.dispatchEvent(fake);
      connection.close();`);
    expect(candidates(report)).toEqual([]);
    expect(kinds(report)).toEqual(['connection-created', 'connection-closed']);
  });

  it('a trusted event that is dispatched again is not observed again', async () => {
    const report = await runMain(`
      const first = new RTCPeerConnection();
      const second = new RTCPeerConnection();
      first.createDataChannel('x');
      const event = new Promise<Event>((resolve) => first.addEventListener('icecandidate', resolve, { once: true }));
      await first.setLocalDescription();
      const seen = await event;
      await wait(0);
      second.dispatchEvent(seen);
      first.close(); second.close();`);
    expect(report.observations.filter((seen) => seen.kind === 'candidate' && seen.connection === 2)).toEqual(
      [],
    );
    expect(candidates(report).length).toBeGreaterThan(0);
  });

  it('the getters of an event and of a candidate lie to the learner only', async () => {
    const report = await runMain(
      'return gather(RTCPeerConnection);',
      `const lie = { get: () => 'candidate:1 1 udp 1 192.0.2.1 9 typ relay' };
      Object.defineProperty(RTCIceCandidate.prototype, 'candidate', lie);`,
    );
    expect(answer(report)).toContain('candidate:1 1 udp 1 192.0.2.1 9 typ relay');
    expect(candidates(report).join('\n')).toContain(' typ host');
    expect(candidates(report).join('\n')).not.toContain('192.0.2.1');
  });

  it('an RTCPeerConnection of its own is not observed', async () => {
    const report = await runMain(
      'return gather(RTCPeerConnection);',
      `class Fake extends EventTarget {
        onicecandidate: (event: unknown) => void = () => undefined;
        createDataChannel() {}
        async setLocalDescription() { for (const candidate of [{ candidate: 'candidate:1' }, null]) this.onicecandidate({ candidate }); }
        close() {}
      }
      globalThis.RTCPeerConnection = Fake as never;`,
    );
    expect(answer(report)).toEqual(['candidate:1', null]);
    expect(report.observations).toEqual([]);
  });

  it.each([
    ['the global', 'RTCPeerConnection'],
    ['the prototype’s constructor', 'RTCPeerConnection.prototype.constructor as never'],
    ['a subclass', '(class Mine extends RTCPeerConnection {})'],
    [
      'Reflect.construct with another target',
      '(function () { return Reflect.construct(RTCPeerConnection, [], Object); }) as never',
    ],
    ['the old name', '((globalThis as any).webkitRTCPeerConnection ?? RTCPeerConnection)'],
  ])('every way to a native connection is observed: %s', async (_way, expression) => {
    const way = expression.includes('Object)')
      ? `class Seen { constructor() { return Object.setPrototypeOf(Reflect.construct(RTCPeerConnection, [], Object), RTCPeerConnection.prototype); } }\nreturn gather(Seen as never);`
      : `return gather(${expression});`;
    const report = await runMain(way);
    expect(candidates(report)).toEqual(answer(report));
    expect(kinds(report)).toContain('connection-closed');
  });

  it('listeners and handlers of its own come after ours, and can’t silence them', async () => {
    const report = await runMain(`
      const connection = new RTCPeerConnection();
      connection.addEventListener('icecandidate', (event) => event.stopImmediatePropagation(), true);
      connection.createDataChannel('x');
      await connection.setLocalDescription();
      while (connection.iceGatheringState !== 'complete') await wait(20);
      connection.close();`);
    expect(candidates(report).at(-1)).toBeNull();
  });

  it('a “pass” by window messages reaches nobody', async () => {
    const report = await runMain(`
      const messages = ['icebreaker:frame', { type: 'answer', call: 1, value: 'forged' }, { type: 'loaded' },
        { type: 'observation', observation: { kind: 'candidate', connection: 1, atMs: 0, candidate: 'forged' } }, { verdict: 'pass' }];
      for (const target of [parent, top, window]) {
        for (const message of messages) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => port1.postMessage({ type: 'answer', call: 1, value: data });
          target?.postMessage(message, '*', [port2]);
          dispatchEvent(new MessageEvent('message', { data: message, source: parent, ports: [port1] }));
        }
      }
      await wait(300);
      return 'honest';`);
    expect(answer(report)).toBe('honest');
    expect(report.observations).toEqual([]);
  });

  it('the event that the page is handling leads nowhere near the port', async () => {
    const report = await runMain(
      `const found = new Set<string>(early);
      const look = (when: string) => {
        for (const event of [globalThis.event, (Object.getPrototypeOf(globalThis) as any).event]) {
          const port = event?.target;
          if (!(port instanceof MessagePort)) continue;
          found.add(when);
          port.postMessage({ type: 'observation', observation: { kind: 'candidate', connection: 1, atMs: 1, candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ relay' } });
        }
      };
      look('call');
      await null; look('microtask');
      await new Promise<void>((resolve) => queueMicrotask(() => { look('queued'); resolve(); }));
      await wait(0); look('task');
      return [...found];`,
      `const early: string[] = globalThis.event?.target instanceof MessagePort ? ['load'] : [];`,
    );
    expect(answer(report)).toEqual([]);
    expect(report.observations).toEqual([]);
  });

  it('hooks on every prototype see neither the port nor the bootstrap, and honest gathering is still observed', async () => {
    const report = await runMain(
      'return { lines: await gather(RTCPeerConnection), caught };',
      `const caught: string[] = [];
      const { defineProperty, hasOwn } = Object;
      const { apply } = Reflect;
      const note = (what: string) => { caught[caught.length] = what; };
      const look = (where: string, value: unknown) => {
        if (value instanceof MessagePort) note(where + ': port');
        if (typeof value === 'object' && value !== null && (hasOwn(value, 'observation') || hasOwn(value, 'ping'))) note(where + ': message');
      };
      /** Replaces a method by one that looks at what it is called with. */
      const tap = (owner: any, key: PropertyKey) => {
        const native = owner[key];
        owner[key] = function (this: unknown, ...args: unknown[]) {
          look(String(key), this);
          for (let i = 0; i < args.length; i += 1) look(String(key), args[i]);
          return apply(native, this, args);
        };
      };
      tap(MessagePort.prototype, 'postMessage');
      tap(EventTarget.prototype, 'addEventListener');
      tap(Function.prototype, 'call'); tap(Function.prototype, 'apply'); tap(Function.prototype, 'bind');
      tap(Promise.prototype, 'then');
      tap(Array.prototype, 'push'); tap(Array.prototype, 'slice');
      tap(Array.prototype, Symbol.iterator);
      tap(WeakMap.prototype, 'get'); tap(WeakMap.prototype, 'set');
      tap(Reflect, 'apply'); tap(Reflect, 'get'); tap(Reflect, 'construct'); tap(Reflect, 'ownKeys');
      tap(Object, 'create'); tap(JSON, 'stringify'); tap(performance, 'now');
      defineProperty(MessageEvent.prototype, 'data', { get(this: MessageEvent) { note('data: read'); look('data', this.target); return null; } });
      for (const key of ['get', 'set', 'construct', 'apply', 'ping', 'call', 'ok', 'kind', 'type', 'then', 'toJSON', '0', '1']) {
        defineProperty(Object.prototype, key, {
          configurable: true,
          get(this: unknown) { look('get ' + key, this); return undefined; },
          set(this: unknown, value: unknown) {
            look('set ' + key, this); look('set ' + key, value);
            defineProperty(this, key, Object.assign(Object.setPrototypeOf({}, null), { value, writable: true, enumerable: true, configurable: true }));
          },
        });
      }
      (Error as any).stackTraceLimit = 100;
      (Error as any).prepareStackTrace = (_: unknown, sites: any[]) => {
        for (let i = 0; i < sites.length; i += 1) { look('this', sites[i].getThis()); if (sites[i].getFunction() && sites[i].getScriptNameOrSourceURL() !== 'exercise.ts') note('function'); }
        return '';
      };
      try { (null as any).x; } catch (error) { void (error as Error).stack; }`,
    );
    const { lines, caught } = answer(report) as { lines: unknown; caught: unknown };
    expect(caught).toEqual([]);
    expect(candidates(report)).toEqual(lines);
    expect(candidates(report).length).toBeGreaterThan(1);
    expect(kinds(report)).toContain('connection-closed');
  });

  it('no caller leads back to the bootstrap', async () => {
    const report = await run({
      source: `export const main = new Proxy(function () {}, { apply() { return String((0, main_).caller); } });
      const main_ = function () {} as Function;`,
    });
    // Strict code (every module is) has no caller: it throws, and that is all there is.
    expect(report.outcomes).toMatchObject([{ ok: false, error: { kind: 'thrown', name: 'TypeError' } }]);
  });

  it.each([
    [
      'a getter that throws',
      "return { get x() { throw new RangeError('mine'); } };",
      { kind: 'thrown', message: 'mine' },
    ],
    [
      'a function',
      'return { a: [() => 1] };',
      { kind: 'not-cloneable', problem: { kind: 'no-data', path: '.a[0]', what: 'function' } },
    ],
    ['a Map', 'return new Map([[1, 2]]);', { kind: 'not-cloneable' }],
    ['a cycle', 'const a: unknown[] = []; a[0] = a; return a;', { kind: 'not-cloneable' }],
    ['too much', 'return new Array(1e6).fill(0);', { kind: 'not-cloneable' }],
    ['a long text', "return 'x'.repeat(1e6);", { kind: 'not-cloneable' }],
    [
      'a proxy without end',
      'return new Proxy([], { get: (_, key) => (key === "length" ? 1e9 : 1) });',
      { kind: 'not-cloneable' },
    ],
    [
      'a proxy whose length changes',
      'let n = 0; return new Proxy([], { get: (_, key) => (key === "length" ? (n += 1) * 1e4 : 1) }).length && new Proxy([], { get: (t, k) => k === "length" ? -1 : 0 });',
      undefined,
    ],
  ])('an answer that is no plain data is refused or made plain: %s', async (_what, body, error) => {
    const report = await runMain(body);
    expect(report.end).toEqual({ kind: 'finished' });
    if (error) expect(report.outcomes).toMatchObject([{ ok: false, error }]);
    else expect(report.outcomes).toMatchObject([{ ok: true }]);
  });

  it('real candidates may be answered as they are', async () => {
    const report = await runMain(`
      const connection = new RTCPeerConnection();
      connection.createDataChannel('x');
      const event = new Promise<RTCPeerConnectionIceEvent>((resolve) => connection.addEventListener('icecandidate', resolve, { once: true }));
      await connection.setLocalDescription();
      const { candidate } = await event;
      connection.close();
      return candidate;`);
    expect(answer(report)).toMatchObject({
      type: 'host',
      component: 'rtp',
      candidate: candidates(report)[0],
    });
  });

  it('a missing export is named', async () => {
    const report = await run({ source: 'export const other = 1;' });
    expect(report.outcomes).toMatchObject([
      { ok: false, error: { kind: 'missing-export', message: 'main' } },
    ]);
  });
});
