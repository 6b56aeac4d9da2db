import { gzipSync } from 'node:zlib';
import type { BenchPages } from '../bench-pages.ts';
import { row } from '../table.ts';
import { inChromium, runScene } from './page.ts';

/** Another instrument: what it loads as well, such as the framework, is not the Lab's. */
const OTHER = 'tools/gather/';
const AIM_KB = 90;

export interface LabWeight {
  /** Each script of the Lab alone, gzipped, in kB; the heaviest first. */
  readonly ownKb: readonly number[];
  /** What another instrument loads as well, together. */
  readonly sharedKb: number;
}

/** The scripts that the Lab's page has loaded once a session was run, its workers' too. */
export async function weighLab(pages: BenchPages): Promise<LabWeight> {
  const other = await scriptsOf(pages, () => inChromium(pages.url + OTHER, () => Promise.resolve()));
  const lab = await scriptsOf(pages, () =>
    inChromium(`${pages.url}lab/`, async (page) => {
      await runScene(page);
      await page.waitForNetworkIdle();
    }),
  );
  const ownKb: number[] = [];
  let sharedKb = 0;
  for (const path of lab) {
    const script = await fetch(new URL(path, pages.url));
    const kB = gzipSync(await script.bytes(), { level: 9 }).length / 1_000;
    if (other.has(path)) sharedKb += kB;
    else ownKb.push(kB);
  }
  return { ownKb: ownKb.toSorted((a, b) => b - a), sharedKb };
}

/** The same for the bench's table. */
export async function weightOfLab(pages: BenchPages): Promise<string[][]> {
  const { ownKb, sharedKb } = await weighLab(pages);
  const own = ownKb.reduce((sum, kB) => sum + kB, 0);
  return [
    row('Scripts of the Lab’s page after Run, its workers’ too, kB gz', own, { digits: 1, aim: AIM_KB }),
    [`  ${ownKb.map((kB) => kB.toFixed(1)).join(', ')}`, '', '', '', '', ''],
    row(`  besides, what /${OTHER} loads as well`, sharedKb, { digits: 1 }),
  ];
}

/** The paths of the scripts that were asked for meanwhile. */
async function scriptsOf(pages: BenchPages, visit: () => Promise<void>): Promise<Set<string>> {
  pages.requested.clear();
  await visit();
  return new Set([...pages.requested].filter((asked) => asked.endsWith('.js')));
}
