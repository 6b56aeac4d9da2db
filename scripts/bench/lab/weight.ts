import { gzipSync } from 'node:zlib';
import type { BenchPages } from '../bench-pages.ts';
import { row } from '../table.ts';
import { inChromium, runScene } from './page.ts';

/** Another instrument: what it loads as well, such as the framework, is not the Lab's. */
const OTHER = 'tools/gather/';
const AIM_KB = 90;

/** The scripts that the Lab's page has loaded once a session was run, its workers' too: gzipped one by one. */
export async function weighLab(pages: BenchPages): Promise<string[][]> {
  const other = await scriptsOf(pages, () => inChromium(pages.url + OTHER, () => Promise.resolve()));
  const lab = await scriptsOf(pages, () =>
    inChromium(`${pages.url}lab/`, async (page) => {
      await runScene(page);
      await page.waitForNetworkIdle();
    }),
  );
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

/** The paths of the scripts that were asked for meanwhile. */
async function scriptsOf(pages: BenchPages, visit: () => Promise<void>): Promise<Set<string>> {
  pages.requested.clear();
  await visit();
  return new Set([...pages.requested].filter((asked) => asked.endsWith('.js')));
}
