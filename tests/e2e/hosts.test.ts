import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { headersFor, parseHeadersFile } from '#src/ice-server/preview/headers-file.ts';
import { PAGES } from '#tests/site-pages.ts';
import { findCommand } from '../../scripts/lib/programs.mjs';
import { describeInBrowsers, problemsOf, watchPolicy } from './driver/index.ts';
import { type Host, type HostName, startHost } from './driver/hosts.ts';
import { ExercisePage } from './exercise-page.ts';

/* The built site behind Debian's Caddy and nginx, with the files that docs/deploying.md hands out. */

const DIST = process.env['E2E_DIST'] ?? 'dist';
const RULES = parseHeadersFile(readFileSync('public/_headers', 'utf8'));
const NAMES = [...new Set(RULES.flatMap(({ headers }) => headers.map(([name]) => name)))];
const LONG_LIVED = 'public, max-age=31536000, immutable';

const isMissing = (command: HostName) => process.env['CI'] !== 'true' && findCommand(command) === undefined;
/** A file of the build, by its pattern there, as a path of the site. */
const built = (pattern: string) => `/${globSync(pattern, { cwd: DIST }).toSorted()[0]}`;

describe.each(['caddy', 'nginx'] as const)('behind %s', (name) => {
  describe.skipIf(isMissing(name))('the built site', () => {
    let host: Host;
    beforeAll(async () => {
      host = await startHost(name, DIST);
    });
    afterAll(() => host.close());
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(new URL(path, host.url), { redirect: 'manual', ...init });

    it('comes with the headers of public/_headers, path by path, and pages with their policy', async () => {
      const paths = [
        ...PAGES.map(({ path }) => path),
        ...['/sandbox/frame/', '/ice-servers.json', '/favicon.svg'],
        ...[built('_astro/*.js'), built('_astro/workers/*.js')],
      ];
      for (const path of paths) {
        const response = await ask(path);
        const wanted = new Map([['Cache-Control', 'no-cache'], ...headersFor(RULES, path)]);
        expect([path, response.status]).toEqual([path, 200]);
        for (const header of NAMES)
          expect([path, header, response.headers.get(header)]).toEqual([
            path,
            header,
            wanted.get(header) ?? null,
          ]);
        const text = await response.text();
        if (path.endsWith('/'))
          expect([path, /<meta http-equiv="content-security-policy"/.test(text)]).toEqual([path, true]);
      }
      expect(NAMES).toContain('Cross-Origin-Embedder-Policy');
    });

    it('says what its files are', async () => {
      const typeOf = async (path: string) => (await ask(path)).headers.get('Content-Type')?.toLowerCase();
      expect(await typeOf('/')).toBe('text/html; charset=utf-8');
      expect(await typeOf(built('_astro/*.js'))).toMatch(/^(text|application)\/javascript; charset=utf-8$/);
      expect(await typeOf('/ice-servers.json')).toMatch(/^application\/json/);
      expect(await typeOf('/favicon.svg')).toMatch(/^image\/svg\+xml/);
    });

    it('comes compressed, and is asked for again with its mark', async () => {
      for (const path of ['/', built('_astro/*.js')]) {
        const response = await ask(path, { headers: { 'Accept-Encoding': 'gzip' } });
        expect([path, response.headers.get('Content-Encoding')]).toEqual([path, 'gzip']);
        expect(response.headers.get('Vary')).toBe('Accept-Encoding');
        await response.body?.cancel();
      }
      const mark = (await ask('/learn/')).headers.get('ETag') ?? '';
      expect(mark).not.toBe('');
      expect((await ask('/learn/', { headers: { 'If-None-Match': mark } })).status).toBe(304);
    });

    it('says 404 with the page for it, which no browser keeps, not even for a file that was kept for ever', async () => {
      for (const path of ['/learn/nothing/', '/_astro/nothing.js', '/_headers']) {
        const response = await ask(path);
        expect([path, response.status, response.headers.get('Cache-Control')]).toEqual([
          path,
          404,
          'no-cache',
        ]);
        expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
        expect(await response.text()).toBe(readFileSync(`${DIST}/404.html`, 'utf8'));
      }
      expect((await ask(built('_astro/*.js'))).headers.get('Cache-Control')).toBe(LONG_LIVED);
    });

    it('leads to a page from its address without the slash, whatever name the browser used', async () => {
      const response = await ask('/learn');
      expect([301, 308]).toContain(response.status);
      const location = response.headers.get('Location') ?? '';
      expect(new URL(location, host.url).href).toBe(new URL('/learn/', host.url).href);
      expect(location.startsWith('/')).toBe(true);
    });
  });
});

describe.skipIf(isMissing('caddy'))('behind Caddy', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost('caddy', DIST);
  });
  afterAll(() => host.close());

  // The rest of what a reader does there is in journey/: with what the browser keeps, as this is without.
  describeInBrowsers('the built site works', { firefox: 'full' }, (browser) => {
    const open = (path: string) => browser.open(new URL(path, host.url).href, { before: watchPolicy });

    it('in an exercise, on an isolated page with learner code in its frame', async () => {
      const exercise = (await loadExercises()).find(({ id }) => id === 'stun-codec');
      if (!exercise) throw new Error('There is no exercise stun-codec');
      const path = new URL('/exercises/stun-codec/', host.url).href;
      const opened = await ExercisePage.open(
        browser,
        { ...exercise, file: exercise.entry },
        { path, before: watchPolicy },
      );
      expect(await opened.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
      const changed = Object.entries(exercise.solution).filter(
        ([name, text]) => text !== exercise.start[name],
      );
      await opened.writeAll(Object.fromEntries(changed));
      expect((await opened.run()).state).toBe('passed');
      expect(problemsOf(opened.page)).toEqual([]);
    });

    it('with a page that says so where there is none', async () => {
      const page = await open('/learn/nothing/');
      expect(await page.$$eval('h1', (headings) => headings.length)).toBe(1);
      expect(problemsOf(page).filter(({ text }) => !/404/.test(text))).toEqual([]);
    });
  });
});
