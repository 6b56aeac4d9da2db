import { gzipSync } from 'node:zlib';
import { findBrowser, howToGetBrowser } from '../../lib/programs.mjs';
import { launch } from '../../../tests/e2e/driver/launch.ts';
import { click, until } from '../../../tests/e2e/driver/queries.ts';
import type { BenchPages } from '../bench-pages.ts';
import { row } from '../table.ts';

const LAB = 'lab/';
/** A page with what every page has, and no more. */
const PLAIN = 'glossary/';
const AIM_KB = 90;

/**
 * The scripts that the Lab's page has loaded once a session was run, its workers' too, without those of a plain page:
 * gzipped one by one, in kB.
 */
export async function weighLab(pages: BenchPages): Promise<string[]> {
  const what = 'Scripts of the Lab’s page after Run, beyond those of a plain page, kB gz';
  if (!(await fetch(pages.url + LAB)).ok) return [`${what}: there is no such page`, '', '', '', '', ''];
  const plain = await scriptsOf(pages, PLAIN);
  const lab = await scriptsOf(pages, LAB, 'Run');
  let bytes = 0;
  for (const path of [...lab].filter((asked) => !plain.has(asked))) {
    const script = await fetch(new URL(path, pages.url));
    bytes += gzipSync(await script.bytes(), { level: 9 }).length;
  }
  return row(what, bytes / 1_000, { digits: 1, aim: AIM_KB });
}

/** The paths of the scripts that a page asks for in a browser with an empty cache, and after a button was pressed. */
async function scriptsOf(pages: BenchPages, path: string, button?: string): Promise<Set<string>> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  pages.requested.clear();
  const browser = await launch('chromium', executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion: true,
  });
  try {
    const page = await browser.puppeteer.newPage();
    await page.goto(pages.url + path, { waitUntil: 'networkidle0' });
    if (button !== undefined) {
      await click(page, 'button', button);
      await until('an outcome', () =>
        page.$eval('[role="status"]', ({ textContent }) => /direct|relay|fail/i.test(textContent)),
      );
      await page.waitForNetworkIdle();
    }
  } finally {
    await browser.close();
  }
  return new Set([...pages.requested].filter((asked) => asked.endsWith('.js')));
}
