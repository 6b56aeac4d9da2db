import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScene } from '#src/simulator/index.ts';
import { describeInBrowsers } from './driver/index.ts';
import { type LabFixture, serveLabFixture } from './lab-fixture/serve.ts';
import { variedScene } from './lab-fixture/scenes.ts';
import { TASKS, type TraceDigest } from './lab-fixture/tasks.ts';

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

let here: TraceDigest[];
let fixture: LabFixture;

beforeAll(async () => {
  here = TASKS.digestTraces(SEEDS);
  fixture = await serveLabFixture();
});
afterAll(() => fixture.close());

describe('The scenes of 100 seeds', () => {
  it('are valid', () => {
    for (const seed of SEEDS) expect(readScene(variedScene(seed))).toMatchObject({ ok: true });
  });

  it('differ, and come to every outcome', () => {
    expect(new Set(here.map(({ sha256 }) => sha256)).size).toBe(SEEDS.length);
    const outcomes = new Set(here.map(({ outcome }) => outcome));
    expect([...outcomes]).toEqual(expect.arrayContaining(['direct', 'relayed', 'failed']));
  });

  it('have the same traces, byte for byte, when they are run again', () => {
    expect(TASKS.digestTraces(SEEDS)).toEqual(here);
  });
});

describeInBrowsers('The scenes of 100 seeds', ({ open }) => {
  it('have the same traces, byte for byte, as in Node', async () => {
    const page = await open(fixture.url);
    const there = await page.evaluate((seeds) => window.lab.run('digestTraces', seeds), SEEDS);
    const differing = here.findIndex(({ sha256 }, i) => sha256 !== there[i]?.sha256);
    // Shows the first event that differs rather than two hashes.
    if (differing >= 0) expect(await linesIn(page, differing)).toEqual(TASKS.traceLines(differing));
    expect(there).toEqual(here);
  });
});

function linesIn(page: Page, seed: number): Promise<string[]> {
  return page.evaluate((wanted) => window.lab.run('traceLines', wanted), seed);
}
