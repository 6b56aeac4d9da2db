/**
 * `npm run new:chapter <slug>` and `npm run new:exercise <id>`: files to begin with, which build and hold what the
 * project's checks ask of them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './lib/node.mjs';
import { runMain, setUp } from './setup.mjs';

await runMain(() => {
  const main = join(ROOT, 'scripts', 'new', 'main.ts');
  const flags = ['--no-warnings', '--experimental-strip-types'];
  const { status } = spawnSync(setUp(), [...flags, main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
