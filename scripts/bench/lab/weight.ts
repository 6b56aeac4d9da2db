import { gzipSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import type { BenchPages } from '../bench-pages.ts';
import { row } from '../table.ts';
import { inChromium, runScene } from './page.ts';

/** Another instrument: what it loads as well, such as the framework, is not the Lab's. */
const OTHER = 'tools/gather/';
const AIM_KB = 90;
/** Long enough for what a page loads when it has nothing else to do. */
const IDLE_MS = 2_000;
/** The styles of a component, as its script brings them. */
const STYLES = /\{hash:`[^`]*`,code:`[^`]*`\}/g;

export interface LabWeight {
  /** The code of each script of the Lab alone, gzipped, in kB; the heaviest first. */
  readonly ownKb: readonly number[];
  /** The styles that these scripts bring, and what they add to them, together. */
  readonly stylesKb: number;
  /** What another instrument loads as well, together. */
  readonly sharedKb: number;
}

/** The scripts that the Lab's page has loaded once a session was run, its workers' too. */
export async function weighLab(pages: BenchPages): Promise<LabWeight> {
  const other = await scriptsOf(pages, () => inChromium(pages.url + OTHER, settle));
  const lab = await scriptsOf(pages, () =>
    inChromium(`${pages.url}lab/`, async (page) => {
      await runScene(page);
      await settle(page);
    }),
  );
  const ownKb: number[] = [];
  let stylesKb = 0;
  let sharedKb = 0;
  for (const path of lab) {
    const script = await (await fetch(new URL(path, pages.url))).text();
    const whole = zippedKb(script);
    if (other.has(path)) {
      sharedKb += whole;
    } else {
      const code = zippedKb(script.replaceAll(STYLES, '0'));
      ownKb.push(code);
      stylesKb += whole - code;
    }
  }
  return { ownKb: ownKb.toSorted((a, b) => b - a), stylesKb, sharedKb };
}

/** The same for the bench's table. */
export async function weightOfLab(pages: BenchPages): Promise<string[][]> {
  const { ownKb, stylesKb, sharedKb } = await weighLab(pages);
  const own = ownKb.reduce((sum, kB) => sum + kB, 0);
  return [
    row('Code of the Lab’s page after Run, its workers’ too, kB gz', own, { digits: 1, aim: AIM_KB }),
    [`  ${ownKb.map((kB) => kB.toFixed(1)).join(', ')}`, '', '', '', '', ''],
    row('  besides, the styles that its scripts bring', stylesKb, { digits: 1 }),
    row(`  besides, what /${OTHER} loads as well`, sharedKb, { digits: 1 }),
  ];
}

async function settle(page: Page): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: IDLE_MS });
}

const zippedKb = (text: string): number => gzipSync(text, { level: 9 }).length / 1_000;

/** The paths of the scripts that were asked for meanwhile. */
async function scriptsOf(pages: BenchPages, visit: () => Promise<void>): Promise<Set<string>> {
  pages.requested.clear();
  await visit();
  return new Set([...pages.requested].filter((asked) => asked.endsWith('.js')));
}
