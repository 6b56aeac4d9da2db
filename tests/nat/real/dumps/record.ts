/**
 * Records the dumps of chapter 14 again, all or those that are named:
 *
 *     node tests/nat/real/dumps/record.ts [no-turn …]
 *
 * Needs root, Chromium, coturn and conntrack, like `npm run test:nat`. Then read them: a unit test of `components/read-dump`
 * holds each to its story.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DIAGNOSES } from '#lessons/diagnose-dumps/checks/dump.ts';
import { format, resolveConfig } from 'prettier';
import { findBrowser } from '../../../../scripts/lib/programs.mjs';
import { openRecorder } from './recorder.ts';
import { STORIES } from './stories.ts';

const chromium = findBrowser('chromium');
if (!chromium) throw new Error('Chromium is missing');
const named = process.argv.slice(2);
const recorder = await openRecorder(chromium);
try {
  for (const id of DIAGNOSES.filter((one) => named.length === 0 || named.includes(one))) {
    const dump = await recorder.record(STORIES[id]);
    const file = fileURLToPath(
      new URL(`../../../../lessons/diagnose-dumps/checks/dumps/${id}.json`, import.meta.url),
    );
    const style = await resolveConfig(file);
    writeFileSync(file, await format(JSON.stringify(dump), { ...style, filepath: file }));
    console.log(`${id}: ${dump.events.length} events`);
  }
} finally {
  await recorder.close();
}
