import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  findAll,
  problemsOf,
  textOf,
  waitForText,
  watchPolicy,
} from './index.ts';

const PAGE = `<!doctype html><html lang="en"><title>Driver</title>
<style>@media (prefers-color-scheme: dark) { p::after { content: ' dark' } }
@media (prefers-reduced-motion: reduce) { p::after { content: ' still' } }</style>
<main><h1>Driver</h1>
<section aria-labelledby="g"><h2 id="g">Gather candidates</h2><button disabled>Gather</button>
<div role="status"></div></section>
<label for="port">Port</label><input id="port"><div hidden><button>Ghost</button></div>
<noscript><p>No script</p></noscript><p>Theme</p>
<iframe title="Learner" sandbox="allow-scripts" srcdoc="<button>Inner</button>"></iframe></main>
<script src="/page.js"></script>`;

const POLICY = "default-src 'self'; style-src 'unsafe-inline'; frame-src 'self' http://localhost:*";

const SCRIPT = `const button = document.querySelector('section button');
setTimeout(() => { button.disabled = false; }, 300);
button.onclick = () => { document.querySelector('[role=status]').textContent = 'Done in 12 ms'; };`;

/** A page that is busy from a moment after it has said that it is there. */
const BUSY_MS = 3000;
const BUSY = `<!doctype html><script>parent.postMessage('busy', '*');
setTimeout(() => { for (const end = Date.now() + ${BUSY_MS}; Date.now() < end;); }, 50);</script>`;

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const script = request.url === '/page.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    if (request.url === '/') response.setHeader('content-security-policy', POLICY);
    response.end(script ? SCRIPT : request.url === '/busy' ? BUSY : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describeInBrowsers('the driver', (browser) => {
  it('finds elements by role and name, as the accessibility tree has them', async () => {
    const page = await browser.open(url);
    const region = await find(page, 'region', 'Gather candidates');
    expect(await findAll(region, 'button')).toHaveLength(1);
    expect(await findAll(page, 'button', 'Ghost')).toHaveLength(0);
    expect(await findAll(page, 'textbox', 'Port')).toHaveLength(1);
    await expect(find(page, 'button', 'Ghost', { timeoutMs: 300 })).rejects.toThrow('button “Ghost”');
  });

  it('waits for a control to be enabled before clicking, and for text to appear', async () => {
    const page = await browser.open(url);
    await click(page, 'button', 'Gather');
    expect(await waitForText(page, /Done in \d+ ms/)).toBe('Done in 12 ms');
    await expect(waitForText(page, 'never', { timeoutMs: 200 })).rejects.toThrow('Done in 12 ms');
  });

  it('looks into the frames of a page, sandboxed ones too', async () => {
    const page = await browser.open(url);
    const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
    if (!frame) throw new Error('There is no frame');
    expect(await findAll(frame, 'button', 'Inner')).toHaveLength(1);
  });

  it('opens a page without JavaScript', async () => {
    const page = await browser.open(url, { javaScript: false });
    expect(await textOf(page)).toContain('No script');
  });

  it('opens a page in a dark system theme, with reduced motion, at a size', async () => {
    const page = await browser.open(url, {
      colorScheme: 'dark',
      reducedMotion: true,
      viewport: { width: 320, height: 600, deviceScaleFactor: 2 },
    });
    const media = ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(width: 320px)'];
    expect(
      await page.evaluate((queries) => queries.map((query) => matchMedia(query).matches), media),
    ).toEqual(media.map(() => true));
  });

  it('reports violations of the content security policy, uncaught errors and failed requests', async () => {
    const page = await browser.open(url);
    expect(problemsOf(page).filter(({ text }) => !text.includes('favicon'))).toEqual([]);
    await page.evaluate(() => {
      const image = new Image();
      image.src = 'https://example.invalid/leak.png';
      setTimeout(() => {
        throw new Error('nobody catches this');
      });
    });
    await expect
      .poll(() =>
        problemsOf(page)
          .map(({ kind }) => kind)
          .sort(),
      )
      .toEqual(['csp', 'uncaught']);
  });

  it('has what a policy blocks said in the same words by both browsers, if asked', async () => {
    const page = await browser.open(url, { before: watchPolicy });
    await page.evaluate(() => {
      const image = new Image();
      image.src = 'https://example.invalid/leak.png';
    });
    await expect
      .poll(() => problemsOf(page))
      .toContainEqual({
        kind: 'csp',
        text: 'Content Security Policy: img-src blocked https://example.invalid/leak.png',
      });
  });

  it('runs axe under the page’s policy', async () => {
    const page = await browser.open(url);
    expect(await axeViolations(page)).toEqual([]);
    await page.evaluate(() => document.querySelector('label')?.remove());
    expect((await axeViolations(page)).join()).toMatch(/^label: /);
  });

  describe('pages of their own', () => {
    it('share nothing unless they share a context', async () => {
      const first = await browser.open(url);
      await first.evaluate(() => localStorage.setItem('seen', 'yes'));
      const read = () => localStorage.getItem('seen');
      const stranger = await browser.open(url);
      expect(await stranger.evaluate(read)).toBeNull();
      const second = await browser.open(url, { context: first.browserContext() });
      expect(await second.evaluate(read)).toBe('yes');
    });
  });

  it('keeps a page going while a frame of another site is busy, as it does for users', async () => {
    const page = await browser.open(url);
    const longestGapMs = await page.evaluate(
      async (busy) => {
        const frame = document.createElement('iframe');
        frame.src = busy;
        document.body.append(frame);
        await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
        const end = performance.now() + 2000;
        let longest = 0;
        for (let last = performance.now(); last < end;) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
        }
        return longest;
      },
      url.replace('127.0.0.1', 'localhost') + 'busy',
    );
    expect(longestGapMs).toBeLessThan(BUSY_MS / 2);
  });
});
