import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { canUseWebContainer } from '#src/components/exercise/data/offers.ts';
import { buildSite, describeInBrowsers, problemsOf, serveSite } from './driver/index.ts';
import type { ServedSite } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/** A site that was built with `WEBCONTAINER=off`. */
const [exercise] = (await loadExercises()).filter(canUseWebContainer);
if (exercise?.runtime !== 'node') throw new Error('no exercise can run in a WebContainer');

let dist: string;
let served: ServedSite;
beforeAll(async () => {
  dist = await buildSite('webcontainer-off', { WEBCONTAINER: 'off' });
  served = serveSite(dist, { WEBCONTAINER: 'off' });
}, 240_000);
afterAll(() => served.close());

describeInBrowsers('a site that offers no WebContainer', { firefox: 'full' }, (browser) => {
  it('has no choice, allows its host no frame, and runs exercises as ever', async () => {
    const { url } = await served.site;
    const path = `/exercises/${exercise.id}/`;
    expect(await readFile(join(dist, path, 'index.html'), 'utf8')).not.toMatch(/stackblitz/);
    expect((await fetch(new URL(path, url))).headers.get('content-security-policy')).not.toMatch(
      /stackblitz/,
    );
    const page = await ExercisePage.open(
      browser,
      { ...exercise, file: exercise.entry },
      { path: new URL(path, url).href },
    );
    expect(await page.page.$(`${page.selector} [data-container]`)).toBeNull();
    await page.writeAll(
      Object.fromEntries(
        Object.entries(exercise.solution).filter(([file, text]) => text !== exercise.start[file]),
      ),
    );
    expect((await page.run()).state).toBe('passed');
    expect(problemsOf(page.page)).toEqual([]);
  }, 120_000);
});
