import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { loadExercise } from '#src/components/exercise/data/load.ts';
import {
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';
import { Terminal } from './terminal-screen.ts';

const exercise = await loadExercise('signalling-server');

/** The peers give up after 12 s, and a busy machine takes its time to say so. */
const GIVEN_UP = { timeoutMs: 40_000 };

/** A server of its own, whatever the exercise asks for. */
const serverThat = (handle: string): string => `import { createServer } from 'node:http';
export const createSignallingServer = () => createServer((request, response) => { ${handle} });
`;
const ANYWHERE = "response.setHeader('Access-Control-Allow-Origin', '*');";

describeInBrowsers(
  'a learner’s signalling server, tried by two peers of the page',
  { firefox: 'full' },
  (browser) => {
    it('lets them connect when it is right, shows each request, and leaves nothing open', async () => {
      const { page, bench, trial } = await openTrial(browser, { before: countConnections });
      expect(await textOf(trial)).toContain('Not tried yet.');
      expect(await scriptsOf(page, /run-trial/)).toEqual([]);
      await bench.writeAll(own(exercise.solution));
      await click(trial, 'button', 'Connect two peers');
      await waitForText(trial, /Connected after \d+ ms, and a message of each peer arrived at the other/);
      expect(await stateOf(trial)).toBe('connected');

      const requests = await requestsOf(trial);
      const posted = (peer: string) =>
        requests.filter((row) => row.method === 'POST' && row.peer === peer).map(({ carried }) => carried);
      const collected = (peer: string) =>
        requests
          .filter((row) => row.method === 'GET' && row.peer === peer)
          .flatMap(({ carried }) => carried.split(' '));
      expect(posted('a')[0]).toBe('offer');
      expect(posted('b')).toContain('answer');
      expect(collected('b')[0]).toBe('offer');
      expect(collected('a')).toContain('answer');
      expect(requests.filter(({ bad }) => bad)).toEqual([]);
      for (const peer of ['a', 'b']) {
        expect(await peerState(trial, peer, 'channel')).toBe('open');
        expect(await peerState(trial, peer, 'connection')).toBe('connected');
        expect(await peerState(trial, peer, 'message')).toBe('arrived');
      }
      expect(await textOf(trial)).toContain('The signalling server listens on port 8080');

      expect((await connections(page)).open).toBe(0);
      expect(await page.$$eval('iframe', (frames) => frames.length)).toBe(0);
      expect(problemsOf(page)).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      await screenshot(page, `signalling-server-connected-${browser.name}`);
    });

    it('says why not, for each way to be wrong', async () => {
      const { bench, trial } = await openTrial(browser);
      const tryWith = async (server: string, what: RegExp | string, kind: string): Promise<string> => {
        await bench.show('server.ts');
        await bench.write(server);
        await click(trial, 'button', 'Connect two peers');
        await waitForText(trial, what, GIVEN_UP);
        expect(await stateOf(trial)).toBe(kind);
        const text = await textOf(trial);
        expect(text).toContain('What to look at');
        return text;
      };

      await tryWith(exercise.start['server.ts'] ?? '', 'has no “Access-Control-Allow-Origin: *”', 'fault');
      await tryWith(
        serverThat(`${ANYWHERE} response.writeHead(404).end();`),
        /GET \/rooms\/room-\d+\/a was answered with 404/,
        'fault',
      );
      await tryWith(
        serverThat(`${ANYWHERE} response.end('{}');`),
        'something that is no JSON array',
        'fault',
      );
      await tryWith(serverThat('response.destroy();'), /connection was cut before GET/, 'fault');
      const thrown = await tryWith(
        serverThat("throw new RangeError('oh no');"),
        'Your program ended (exit code 1)',
        'exited',
      );
      expect(thrown).toContain('oh no');
      await tryWith(
        `import { createServer } from 'node:http';
       export const createSignallingServer = () => { const server = createServer(); server.listen = () => server; return server; };
       setInterval(() => undefined, 1000);`,
        'No server listened within 3 s',
        'never-listened',
      );
      await tryWith(
        serverThat(
          `${ANYWHERE} if (request.method === 'GET') return; request.resume(); response.writeHead(204).end();`,
        ),
        /Lost: your server took from A what B never got: offer/,
        'lost',
      );
      await tryWith(serverThat(ANYWHERE), 'A posted its offer and never got an answer', 'unanswered');
      await screenshot(bench.page, `signalling-server-unanswered-${browser.name}`);
    }, 180_000);

    it('connects all the same by a server that doesn’t wait, and says so', async () => {
      const { bench, trial } = await openTrial(browser);
      await bench.writeAll(own(mistake('answers-at-once')));
      await click(trial, 'button', 'Connect two peers');
      await waitForText(trial, /Connected after \d+ ms/);
      expect(await textOf(trial)).toContain('GETs were answered while nothing waited');
    });

    it('says what can’t be run at all, and where', async () => {
      const { bench, trial } = await openTrial(browser);
      await bench.show('server.ts');
      await bench.write('export const createSignallingServer = (;');
      await click(trial, 'button', 'Connect two peers');
      await waitForText(trial, 'Your program could not be run.');
      expect(await stateOf(trial)).toBe('not-loaded');
    });

    it('stops at once, and when the checks are run', async () => {
      const { page, bench, trial } = await openTrial(browser, { before: countConnections });
      await bench.show('server.ts');
      await bench.write(serverThat(ANYWHERE));
      const connected = async (): Promise<void> => {
        await click(trial, 'button', 'Connect two peers');
        await until('two open connections', async () => (await connections(page)).open === 2);
      };
      await connected();
      await click(trial, 'button', 'Stop');
      await waitForText(trial, 'Stopped. Server and peers are closed.');
      await until('no open connection', async () => (await connections(page)).open === 0);
      expect(await page.$$eval('iframe', (frames) => frames.length)).toBe(0);

      await connected();
      await bench.press('Run checks');
      await until('no open connection', async () => (await connections(page)).open === 0);
      expect((await bench.finished()).state).toBe('failed');
      expect(await stateOf(trial)).toBe('stopped');

      await connected();
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
      await until('no open connection', async () => (await connections(page)).open === 0);
    });

    it('waits for a program of the terminal, and gives way to one: one run of the learner’s at a time', async () => {
      const { page, bench, trial } = await openTrial(browser, { before: countConnections });
      await bench.show('server.ts');
      await bench.write(serverThat(ANYWHERE));
      await bench.press('Open the terminal');
      const terminal = new Terminal(bench);
      await terminal.shows('$');
      await click(trial, 'button', 'Connect two peers');
      await until('two open connections', async () => (await connections(page)).open === 2);
      await terminal.type('node main.ts\r');
      await until('no open connection', async () => (await connections(page)).open === 0);
      await waitForText(trial, 'Your code runs already');
      await terminal.focus();
      await terminal.press('c', 'Control');
      await click(trial, 'button', 'Connect two peers');
      await until('two open connections', async () => (await connections(page)).open === 2);
      await click(trial, 'button', 'Stop');
    });

    it('fits a narrow page in the dark, in Chinese', async () => {
      const { page, bench, trial } = await openTrial(browser, {
        viewport: { width: 390, height: 844 },
        colorScheme: 'dark',
        path: `/zh-cn/exercises/${exercise.id}/`,
      });
      await bench.page.bringToFront();
      await click(trial, 'button', '连接两个对端');
      await waitForText(trial, '没有带“Access-Control-Allow-Origin: *”');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await axeViolations(page)).toEqual([]);
      await trial.scrollIntoView();
      await screenshot(page, `signalling-server-narrow-${browser.name}`);
    });
  },
);

/** What the learner may change of a version of the exercise. */
function own(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(['server.ts', 'mailbox.ts'].map((file) => [file, files[file] ?? '']));
}

function mistake(name: string): Readonly<Record<string, string>> {
  return exercise.mistakeFiles[name] ?? {};
}

async function openTrial(
  browser: TestBrowser,
  options: OpenOptions & { readonly path?: string } = {},
): Promise<{ readonly page: Page; readonly bench: ExercisePage; readonly trial: ElementHandle<Element> }> {
  const bench = await ExercisePage.open(browser, { ...exercise, file: exercise.entry }, options);
  const trial = await bench.page.waitForSelector('[data-trial]');
  if (!trial) throw new Error('no trial');
  return { page: bench.page, bench, trial };
}

const stateOf = (trial: ElementHandle<Element>): Promise<string | undefined> =>
  trial.evaluate((element) => (element as HTMLElement).dataset['trial']);

interface SeenRequest {
  readonly peer: string;
  readonly method: string;
  readonly carried: string;
  readonly bad: boolean;
}

async function requestsOf(trial: ElementHandle<Element>): Promise<SeenRequest[]> {
  const table = await find(trial, 'table', 'Requests');
  return table.$$eval('tr[data-method]', (rows) =>
    rows.map((row) => {
      const { peer = '', method = '', carried = '', bad } = (row as HTMLElement).dataset;
      return { peer, method, carried, bad: bad !== undefined };
    }),
  );
}

function peerState(trial: ElementHandle<Element>, peer: string, which: string): Promise<string> {
  return trial.$eval(`tr[data-peer="${peer}"] [data-state="${which}"]`, (cell) =>
    (cell.textContent ?? '').trim(),
  );
}

/** The page's scripts whose names say what they are. */
function scriptsOf(page: Page, name: RegExp): Promise<string[]> {
  return page.evaluate(
    (source) =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry.name)
        .filter((url) => new RegExp(source).test(url)),
    name.source,
  );
}
