import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { headersBelow, headersFor, parseHeadersFile } from '#src/ice-server/preview/headers-file.ts';
import { type Preview, startPreview } from '#src/ice-server/preview/preview-server.ts';
import { servedFramePolicy } from '#src/layouts/csp.ts';
import { landing } from '#src/i18n/messages/landing.ts';
import { search } from '#src/i18n/messages/search.ts';
import { PAGES } from '#tests/site-pages.ts';
import { freePort } from '../../scripts/lib/ports.mjs';
import { findCommand } from '../../scripts/lib/programs.mjs';
import { readBuiltLinks } from './built-links.ts';
import {
  buildSite,
  click,
  describeInBrowsers,
  find,
  problemsOf,
  serveSite,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import { startHost } from './driver/hosts.ts';
import { ExercisePage } from './exercise-page.ts';

/* A site that was built to stand below a path of its host, by BASE_PATH. */

const BASE = '/icebreaker/';
const exercise = (await loadExercises()).find(({ id }) => id === 'parse-candidate-line');
if (!exercise) throw new Error('the exercise has gone');

let dist: string;
beforeAll(async () => {
  dist = await buildSite('below-a-path', { BASE_PATH: BASE, SITE_URL: '' });
}, 300_000);

describe('the files of a site below a path', () => {
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');

  it('have links that lead to pages that are there, and to places on them', () => {
    const { pages, deadLinks } = readBuiltLinks(dist, BASE);
    expect(pages.size).toBeGreaterThan(30);
    const dead = [...pages].flatMap(([address, html]) =>
      deadLinks(address, html).map((href) => `${address} has a link to ${href}`),
    );
    expect(dead).toEqual([]);
    expect(deadLinks(BASE, '<a href="/learn/stun/">')).toHaveLength(1);
  });

  it('name nothing else of their host, neither to browsers nor to search engines', () => {
    const files = [...globSync('**/*.html', { cwd: dist }), 'sitemap.xml', 'robots.txt'];
    const named = files.flatMap((file) =>
      [
        ...read(file).matchAll(
          /(?:(?:href|src|component-url|renderer-url)="|http:\/\/127\.0\.0\.1:4321)(\/[^"<\s]*)/g,
        ),
      ].map(([, address = '']) => address),
    );
    expect(named.length).toBeGreaterThan(1000);
    const other = named.filter((address) => !address.startsWith(BASE));
    expect([...new Set(other)]).toEqual([]);
    const isThere = new Set(
      globSync('**/*', { cwd: dist }).map((file) => file.replace(/(^|\/)index\.html$/, '$1')),
    );
    const missing = named
      .map((address) => address.slice(BASE.length).replace(/#.*/, ''))
      .filter((file) => !isThere.has(file));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('have headers for the paths of the host', () => {
    expect(read('_headers')).toBe(headersBelow(readFileSync('public/_headers', 'utf8'), BASE));
  });
});

describe.each(['caddy', 'nginx'] as const)('behind %s', (name) => {
  const isMissing = process.env['CI'] !== 'true' && findCommand(name) === undefined;

  it.skipIf(isMissing)(
    'a site below a path comes with its headers, and with its page for what is not there',
    async () => {
      const host = await startHost(name, dist, { base: BASE });
      try {
        const rules = parseHeadersFile(readFileSync('public/_headers', 'utf8'));
        const headers = [...new Set(rules.flatMap((rule) => rule.headers.map(([header]) => header)))];
        const ask = (path: string) => fetch(new URL(path, host.url), { redirect: 'manual' });
        const worker = globSync('_astro/workers/*.js', { cwd: dist }).toSorted()[0];
        for (const path of [
          ...PAGES.map((page) => page.path),
          '/sandbox/frame/',
          '/ice-servers.json',
          `/${worker}`,
        ]) {
          const response = await ask(path.slice(1));
          const wanted = new Map([['Cache-Control', 'no-cache'], ...headersFor(rules, path)]);
          expect([path, response.status]).toEqual([path, 200]);
          for (const header of headers)
            expect([path, header, response.headers.get(header)]).toEqual([
              path,
              header,
              wanted.get(header) ?? null,
            ]);
          await response.body?.cancel();
        }
        for (const path of ['learn/nothing/', '_headers']) {
          const response = await ask(path);
          expect([path, response.status]).toEqual([path, 404]);
          expect(await response.text()).toBe(readFileSync(join(dist, '404.html'), 'utf8'));
        }
        const bare = await ask('learn');
        expect(new URL(bare.headers.get('Location') ?? '', host.url).href).toBe(`${host.url}learn/`);
      } finally {
        await host.close();
      }
    },
  );
});

/** What the host was asked for, by whomever: pages, their workers, the service worker. */
interface Asked {
  readonly address: string;
  readonly status: number;
}

describe('a site below a path', () => {
  it('is served by `npm run preview` with its setting, and by its name without the slash', async () => {
    const served = serveSite(dist, { BASE_PATH: BASE });
    try {
      const { url } = await served.site;
      expect(new URL(url).pathname).toBe(BASE);
      const statusOf = async (path: string) =>
        (await fetch(new URL(path, url), { redirect: 'manual' })).status;
      expect([await statusOf(BASE), await statusOf('/'), await statusOf('/learn/')]).toEqual([200, 404, 404]);
      const bare = await fetch(new URL('/icebreaker?a', url), { redirect: 'manual' });
      expect([bare.status, bare.headers.get('location')]).toEqual([308, '/icebreaker/?a']);
      const servers = await fetch(new URL('ice-servers.json', url));
      expect(servers.headers.get('cache-control')).toBe('no-store');
      expect(servers.headers.get('icebreaker-control')).toBe(`${BASE}ice-control`);
      expect(JSON.stringify(await servers.json())).toMatch(/"turn:/);
      const page = await fetch(new URL('learn/', url));
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    } finally {
      await served.close();
    }
  }, 120_000);
});

describeInBrowsers('a site below a path', { firefox: 'full' }, (browser) => {
  let preview: Preview;
  let url: string;
  let asked: Asked[];

  beforeEach(async () => {
    const port = await freePort();
    preview = await startPreview({
      root: resolve(dist),
      base: BASE,
      host: '127.0.0.1',
      port,
      icePort: await freePort(),
      open: 'this-machine',
      hosts: [],
      headers: { 'Content-Security-Policy': servedFramePolicy({ site: 'http://127.0.0.1' }, port) },
    });
    url = `http://127.0.0.1:${port}${BASE}`;
    asked = [];
    preview.server.on('request', ({ url: address = '' }, response) => {
      response.once('finish', () => asked.push({ address, status: response.statusCode }));
    });
  });
  afterEach(() => preview.close());

  /** What a page asks other hosts for. */
  const elsewhere: string[] = [];
  const open = (path: string) =>
    browser.open(new URL(path, url).href, {
      offline: true,
      before: async (page) => {
        page.on('request', (request) => {
          const { protocol, hostname } = new URL(request.url());
          if (/^http/.test(protocol) && !['127.0.0.1', 'localhost'].includes(hostname))
            elsewhere.push(request.url());
        });
        await page.evaluateOnNewDocument(() => {
          try {
            localStorage.setItem('icebreaker.editor', 'plain');
          } catch {
            // The frame of learner code.
          }
        });
      },
    });
  /** Follows a link by clicking it, to a path of the site. */
  const follow = async (page: Page, name: string, path: string) => {
    await Promise.all([page.waitForNavigation(), click(page, 'link', name)]);
    expect(page.url().replace(/#.*/, '')).toBe(url + path);
  };

  it('is read in both languages, gathers, searches, runs the Lab and an exercise, and is there without a network', async () => {
    const page = await open('');
    await follow(page, landing.en.start('Why ICE'), 'learn/why-ice/');
    await follow(page, '简体中文', 'zh-cn/learn/why-ice/');
    await follow(page, 'English', 'learn/why-ice/');
    await follow(page, 'Learn', 'learn/');
    const place = await page.$eval('continue-reading a', ({ pathname }) => pathname);
    expect(place).toBe(`${BASE}learn/why-ice/`);
    await follow(page, 'Candidates', 'learn/candidates/');

    await (await find(page, 'button', 'Gather')).scrollIntoView();
    await click(page, 'button', 'Gather');
    await waitForText(page, /Done in \d+ ms: [1-9]\d* host, \d+ srflx, [1-9]\d* relay/);
    const bench = await ExercisePage.on(page, exercise.id);
    await bench.writeAll(exercise.solution);
    const seen = await bench.run();
    expect(seen.state, seen.output).toBe('passed');
    await bench.useFullEditor();

    await click(page, 'button', search.en.open);
    await find(page, 'searchbox', search.en.title);
    await page.type('dialog input', 'hairpinning');
    await page.waitForSelector('dialog ol a', { timeout: 20_000 });
    const found = await page.$$eval('dialog ol a', (links) =>
      links.map(({ pathname, hash }) => pathname + hash),
    );
    expect(found).toContain(`${BASE}glossary/#hairpinning`);
    expect(found.filter((address) => /\/learn\/[\w-]+\/#./.test(address)).length).toBeGreaterThan(0);
    expect(
      found.filter((address) => !address.startsWith(BASE) || address.startsWith(BASE + BASE.slice(1))),
    ).toEqual([]);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);

    await follow(page, 'Lab', 'lab/');
    const lab = await find(page, 'region', 'NAT Lab');
    await click(lab, 'button', 'Run');
    await waitForText(lab, /Direct: srflx → srflx/);

    await follow(page, 'Settings', 'settings/');
    await page.waitForSelector('[data-keeping="kept"]', { timeout: 60_000 });
    const scopes = await page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
    );
    expect(scopes).toEqual([BASE]);

    await preview.close();
    await expect(fetch(url)).rejects.toThrow();
    for (const [path, words] of [
      ['learn/candidates/', 'An address comes from one of four places'],
      ['learn/turn/', 'TURN'],
    ] as const) {
      await page.goto(url + path);
      expect(await textOf(page)).toContain(words);
    }
    await click(page, 'button', search.en.open);
    await find(page, 'searchbox', search.en.title);
    await page.type('dialog input', 'foundation');
    await page.waitForSelector('dialog ol a', { timeout: 20_000 });

    expect(asked.length).toBeGreaterThan(400);
    expect(asked.filter(({ address }) => !address.startsWith(BASE))).toEqual([]);
    expect(asked.filter(({ status }) => status >= 300 && status !== 304)).toEqual([]);
    expect(elsewhere).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
  }, 240_000);

  it('says of an address that is not there which page was meant, in its language', async () => {
    const page = await open('zh-cn/learn/candidate/');
    const suggested = () =>
      page.$$eval('.nearest:not([hidden]) a', (links) => links.map(({ pathname }) => pathname));
    await until('the suggestion', async () => (await suggested()).length > 0);
    expect(await suggested()).toEqual([`${BASE}zh-cn/learn/candidates/`]);
    expect(await page.$eval('link[rel=icon]', ({ href }) => new URL(href).pathname)).toBe(
      `${BASE}favicon.svg`,
    );
    expect(asked.filter(({ address }) => !address.startsWith(BASE))).toEqual([]);
  });
});
