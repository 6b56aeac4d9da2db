/**
 * `npm run exercise stun-codec`: whether an exercise holds what it promises. Its start fails, its solution passes, and
 * each typical mistake is caught by the check that exercise.yaml names. It runs in the page, with the browser tests of
 * that exercise alone; one for Node runs in real Node before that.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/node.mjs';
import { onStopRequest } from './lib/children.mjs';
import { runMain, setUp } from './setup.mjs';
import { createContext } from './test/context.mjs';
import { closingLine, isGood } from './test/count.mjs';
import { STAGES, testExercise } from './test/stages.mjs';

const LESSONS = join(ROOT, 'lessons');

await runMain(async () => {
  const [id, ...others] = process.argv.slice(2);
  if (!id || others.length > 0) throw new Error(`Usage: npm run exercise <id>\n${whichThereAre()}`);
  const yaml = join(LESSONS, id, 'exercise.yaml');
  if (!existsSync(yaml)) throw new Error(`There is no lessons/${id}/exercise.yaml.\n${whichThereAre()}`);
  const isForNode = /^runtime:\s*node\s*$/m.test(readFileSync(yaml, 'utf8'));

  const context = createContext(setUp(), { FULL: '1' });
  onStopRequest(() => void context.close().finally(() => process.exit(130)));
  try {
    if (isForNode) {
      const main = join(ROOT, 'scripts', 'exercise', 'main.ts');
      const flags = ['--no-warnings', '--experimental-strip-types'];
      const code = await context.run([...flags, main, id], context.env);
      // In real Node is where an author sees why; the browser runner has to agree with it.
      if (code !== 0) {
        process.exitCode = code ?? 1;
        return;
      }
    }
    const built = await STAGES.build?.(context);
    if (!built || built.failed > 0) throw new Error('The site could not be built.');
    const count = await testExercise(context, id);
    if (!isGood(count, process.env.CI === 'true')) process.exitCode = 1;
    console.log(closingLine(count));
  } finally {
    await context.close();
  }
});

function whichThereAre() {
  const ids = readdirSync(LESSONS).filter((name) => existsSync(join(LESSONS, name, 'exercise.yaml')));
  return `There are: ${ids.join(', ')}.`;
}
