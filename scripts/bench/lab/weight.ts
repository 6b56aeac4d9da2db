import { gzipSync } from 'node:zlib';
import { findBrowser, howToGetBrowser } from '../../lib/programs.mjs';
import { launch } from '../../../tests/e2e/driver/launch.ts';
import { click, until } from '../../../tests/e2e/driver/queries.ts';
import type { BenchPages } from '../bench-pages.ts';
import { row } from '../table.ts';

const LAB = 'lab/';
/** Another instrument: what it loads as well, such as the framework, is not the Lab's. */
const OTHER = 'tools/gather/';
const AIM_KB = 90;

/** The scripts that the Lab's page has loaded once a session was run, its workers' too: gzipped one by one. */
export async function weighLab(pages: BenchPages): Promise<string[][]> {
  if (!(await fetch(pages.url + LAB)).ok) return [['There is no page of the Lab', '', '', '', '', '']];
  const other = await scriptsOf(pages, OTHER);
  const lab = await scriptsOf(pages, LAB, 'Run');
  const sizes: number[] = [];
  let shared = 0;
  for (const path of lab) {
    const script = await fetch(new URL(path, pages.url));
    const kB = gzipSync(await script.bytes(), { level: 9 }).length / 1_000;
    if (other.has(path)) shared += kB;
    else sizes.push(kB);
  }
  const own = sizes.reduce((sum, kB) => sum + kB, 0);
  const list = sizes.sort((a, b) => b - a).map((kB) => kB.toFixed(1));
  return [
    row('Scripts of the Lab’s page after Run, its workers’ too, kB gz', own, { digits: 1, aim: AIM_KB }),
    [`  ${list.join(', ')}`, '', '', '', '', ''],
    row(`  besides, what /${OTHER} loads as well`, shared, { digits: 1 }),
  ];
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
