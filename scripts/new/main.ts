/** `new:chapter` and `new:exercise`, under the project's own Node. */
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/node.mjs';
import { newChapter } from './chapter.ts';
import { RUNTIMES, newExercise } from './exercise.ts';
import type { Made } from './made.ts';

const USAGE = `Usage: npm run new:chapter <slug>
       npm run new:exercise <id> [--runtime browser|node|lab] [--chapter <slug>]`;

try {
  const { files, next } = make(process.argv.slice(2));
  console.log(['Made:', ...files.map((file) => `  ${file}`), '', 'Next:'].join('\n'));
  for (const [index, step] of next.entries()) console.log(`  ${index + 1}. ${step}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function make([what, ...args]: readonly string[]): Made {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { runtime: { type: 'string' }, chapter: { type: 'string' } },
  });
  const [name, ...words] = positionals;
  if (name === undefined) throw new Error(USAGE);
  if (what === 'chapter' && words.length === 0) return newChapter(ROOT, name);
  if (what !== 'exercise' || words.length > 2) throw new Error(USAGE);
  // Without a `--` before them, npm takes the names of options for itself and hands on what followed them.
  const isRuntime = (word: string): boolean => RUNTIMES.includes(word);
  const runtime = values.runtime ?? words.find(isRuntime) ?? kept('runtime') ?? 'browser';
  const chapter = values.chapter ?? words.find((word) => !isRuntime(word)) ?? kept('chapter') ?? 'why-ice';
  return newExercise(ROOT, name, { runtime, chapter });
}

/** The value of an option that npm took: of `--runtime=lab` all of it, of `--runtime lab` only that it was there. */
function kept(option: string): string | undefined {
  const value = process.env[`npm_config_${option}`];
  return value === 'true' ? undefined : value;
}
