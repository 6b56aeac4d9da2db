import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIAGNOSES, type Diagnosis } from '#lessons/diagnose-dumps/checks/dump.ts';
import { weigh } from '#src/components/read-dump/diagnosis.ts';
import { factsOf } from '#src/components/read-dump/facts.ts';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import { findBrowser } from '../../scripts/lib/programs.mjs';
import { type Recorder, openRecorder } from './real/dumps/recorder.ts';
import { STORIES } from './real/dumps/stories.ts';

/* A call that is broken in the same way again leaves a dump that says the same. */

/** Of those that take half a minute, only where there is time. */
const PLAYED: readonly Diagnosis[] =
  process.env['FULL'] === '1' ? DIAGNOSES : ['direct', 'relayed', 'wrong-credential'];

describe.skipIf(!canMakeNamespaces())('the dumps of chapter 14, recorded again', () => {
  let recorder: Recorder;
  beforeAll(async () => {
    const chromium = findBrowser('chromium');
    if (!chromium) throw new Error('Chromium is missing: run `npm run test:nat`, which installs it');
    recorder = await openRecorder(chromium);
  });
  afterAll(() => recorder?.close());

  it.each(PLAYED)(
    '%s',
    async (id) => {
      const facts = factsOf(await recorder.record(STORIES[id]));
      expect(weigh(facts, id).lacks).toEqual([]);
    },
    120_000,
  );
});
