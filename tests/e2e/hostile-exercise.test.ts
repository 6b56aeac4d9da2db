import { beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers, until } from './driver/index.ts';
import { ExercisePage, type SeenRun } from './exercise-page.ts';

/**
 * What a learner sees when the code of an exercise is hostile, or only badly mistaken: in the built site, with its
 * own policy. hostile.test.ts looks closer, at the runner alone; hostile-forgery.test.ts at facts.
 */

/** A page that hung would stand still for as long as the native calls below take: for ever. */
const HANGING_MS = 5_000;

const everything = (seen: SeenRun): string =>
  [seen.status, ...seen.checks.map(({ text }) => text), seen.output].join('\n');

describeInBrowsers('hostile code in an exercise', { firefox: 'full' }, (browser) => {
  let exercise: ExercisePage;

  beforeAll(async () => {
    exercise = await ExercisePage.open(browser, { id: 'gather-candidates', chapter: 'candidates' });
    await exercise.page.evaluate(() => {
      document.cookie = 'secret=cookie';
      localStorage.setItem('secret', 'storage');
      window.heard = 0;
      new BroadcastChannel('hostile').onmessage = () => (window.heard += 1);
      let last = performance.now();
      window.longestGapMs = 0;
      setInterval(() => {
        const now = performance.now();
        window.longestGapMs = Math.max(window.longestGapMs, now - last);
        last = now;
      }, 50);
    });
  }, 120_000);

  /** Runs a body of `gatherCandidates` and expects the page to be as alive and as clean as before. */
  async function seenOf(body: string, before = ''): Promise<SeenRun> {
    await exercise.write(
      `${before}export async function gatherCandidates(iceServers: RTCIceServer[]): Promise<unknown> {\n${body}\n}\n`,
    );
    await exercise.page.evaluate(() => (window.longestGapMs = 0));
    const seen = await exercise.run();
    const state = await exercise.page.evaluate(() => ({
      gap: window.longestGapMs,
      heard: window.heard,
      secrets: [document.cookie.includes('secret=cookie'), localStorage.getItem('secret')],
      owned: 'owned' in window,
    }));
    expect(state.gap).toBeLessThan(HANGING_MS);
    // The frame of the next run may be on its way; the one of this run is gone.
    await until('no frame but one that waits', async () => {
      const others = await exercise.page.$$('iframe:not([data-waiting])');
      return others.length === 0;
    });
    expect(state).toMatchObject({ heard: 0, secrets: [true, 'storage'], owned: false });
    expect(await exercise.page.browserContext().pages()).toHaveLength(1);
    return seen;
  }

  /** All of it failed; nothing that the learner did not do was credited. */
  function expectNothingPassed(seen: SeenRun): void {
    expect(seen.state).toBe('failed');
    expect(seen.checks.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
  }

  /** A forged list may be well-formed; but nothing about a gathering that wasn't one is believed. */
  function expectNotCredited(seen: SeenRun): void {
    expect(seen.state).toBe('failed');
    const verdictOf = (id: string) => seen.checks.find((check) => check.id === id)?.verdict;
    for (const id of ['waits-for-the-end', 'all-candidates', 'relay-needs-turn']) {
      expect(verdictOf(id), id).toBe('fail');
    }
  }

  describe('that never ends', () => {
    const LOOP = /A loop ran for too long, so it was ended/;
    const BUSY = /kept its page busy without a pause|A loop ran for too long/;
    it.each([
      ['while (true)', 'while (true) {}', LOOP],
      ['for (;;) in an async function', 'const spin = async () => { for (;;) {} };\nawait spin();', LOOP],
      ['a thousand million timers', 'for (let i = 0; i < 1e9; i += 1) setTimeout(() => {});', LOOP],
      ['allocating', 'const kept: unknown[] = [];\nwhile (true) kept.push(new Array(1e6).fill(0));', LOOP],
      ['a sort', 'for (;;) new Float64Array(2 ** 26).map((_, i) => -i).sort();', BUSY],
      ['a fill', 'Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 0, 2 ** 52);', BUSY],
      ['a backtracking regular expression', "/^(a+)+$/.test('a'.repeat(50) + 'b');", BUSY],
    ])('is ended and says why: %s', async (_what, body, why) => {
      const seen = await seenOf(body);
      expectNothingPassed(seen);
      expect(everything(seen)).toMatch(why);
    });

    it('by recursion is named as such', async () => {
      const seen = await seenOf('const f = (n: number): number => 1 + f(n + 1);\nreturn f(0);');
      expectNothingPassed(seen);
      expect(everything(seen)).toMatch(/a function calls itself without end/);
    });

    it('is ended by Stop', async () => {
      await exercise.write('export const gatherCandidates = () => new Promise(() => {});\n');
      await exercise.press('Run checks');
      await exercise.press('Stop');
      const seen = await exercise.finished();
      expect(seen).toMatchObject({ state: 'stopped', status: expect.stringContaining('Stopped') as string });
    });
  });

  it('that throws in callbacks shows each error with its line', async () => {
    const seen = await seenOf(
      `setTimeout(() => { throw new TypeError('from a timer'); });
      const connection = new RTCPeerConnection({ iceServers });
      connection.onnegotiationneeded = () => { throw new Error('from an event'); };
      connection.createDataChannel('x');
      await new Promise((resolve) => setTimeout(resolve, 500));
      connection.close();
      return [];`,
    );
    expect(seen.state).toBe('failed');
    expect(seen.output).toContain('from a timer');
    expect(seen.output).toContain('from an event');
    expect(seen.output).toMatch(/line 2\b/);
  });

  describe('that wants out', () => {
    it.each([
      ['parent', 'parent.document.title;'],
      ['top', '(top as any).owned = 1;'],
      ['cookies', 'return [document.cookie];'],
      ['storage', "localStorage.getItem('secret');"],
      [
        'IndexedDB',
        "await new Promise((ok, no) => { const r = indexedDB.open('icebreaker'); r.onsuccess = ok; r.onerror = () => no(r.error); });",
      ],
      ['caches', 'await caches.keys();'],
      ['a fetch of the site', 'await fetch(`${document.baseURI}ice-servers.json`);'],
      ['a fetch of the site by its address', "await fetch('SITE/ice-servers.json');"],
      ['a window', "if (open('about:blank') === null) throw new Error('no window');"],
    ])('is refused, and sees an error: %s', async (_what, body) => {
      const seen = await seenOf(`${body.replace('SITE', new URL(exercise.page.url()).origin)}\nreturn [];`);
      expectNothingPassed(seen);
      expect(everything(seen)).toMatch(/your code threw \w*Error/);
    });

    it('is heard by nobody on a BroadcastChannel', async () => {
      expectNothingPassed(await seenOf("new BroadcastChannel('hostile').postMessage('hello');\nreturn [];"));
    });

    it('by leaving its page only ends its own run, and is told so', async () => {
      const seen = await seenOf("location.href = 'https://leak.invalid/';\nawait new Promise(() => {});");
      expectNothingPassed(seen);
      expect(everything(seen)).toContain('left its page');
    });
  });

  describe('that would rather be credited than work', () => {
    const LINE = 'candidate:1 1 udp 16777215 192.0.2.1 50000 typ relay raddr 0.0.0.0 rport 0';

    it.each([
      [
        'a hard-coded answer',
        `return [{ type: 'relay', protocol: 'udp', address: '192.0.2.1', port: 50000, priority: 16777215, candidate: '${LINE}' }];`,
        '',
      ],
      [
        'forged messages',
        `for (const message of [{ verdict: 'pass' }, 'pass', { type: 'answer', call: 1, value: [] }]) {
          parent.postMessage(message, '*'); top?.postMessage(message, '*'); postMessage(message, '*');
        }
        return [];`,
        '',
      ],
      [
        'an RTCPeerConnection of its own',
        `return new Promise((resolve) => {
          const connection = new RTCPeerConnection({ iceServers });
          connection.onicecandidate = ({ candidate }) => resolve([candidate]);
        });`,
        `globalThis.RTCPeerConnection = class extends EventTarget {
          set onicecandidate(handler: (event: unknown) => void) { setTimeout(() => handler({ candidate: { type: 'relay', candidate: '${LINE}' } })); }
        } as never;\n`,
      ],
      [
        'the globals that checks would use',
        'return [];',
        `Array.prototype.every = () => true; Array.prototype.some = () => true; Array.prototype.filter = () => [];
        Array.isArray = () => true as never; JSON.stringify = () => 'same'; Object.is = () => true;
        Object.defineProperty(Object.prototype, 'verdict', { get: () => 'pass' });\n`,
      ],
    ])('gets nothing for %s', async (_what, body, before) => {
      expectNotCredited(await seenOf(body, before));
    });

    it('gets nothing for icecandidate events of its own', async () => {
      const seen = await seenOf(
        `const connection = new RTCPeerConnection({ iceServers });
        const gathered: RTCIceCandidate[] = [];
        connection.onicecandidate = ({ candidate }) => { if (candidate) gathered.push(candidate); };
        const candidate = new RTCIceCandidate({ candidate: '${LINE}', sdpMid: '0', sdpMLineIndex: 0 });
        connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', { candidate }));
        connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', { candidate: null }));
        connection.close();
        return gathered;`,
      );
      expectNotCredited(seen);
    });
  });

  it('leaves a page in which honest code is heard', async () => {
    const seen = await seenOf("console.log('still here');\nreturn [];");
    expect(seen.output).toContain('still here');
  });
});

declare global {
  interface Window {
    heard: number;
    longestGapMs: number;
  }
}
