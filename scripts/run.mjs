/** `node scripts/run.mjs astro dev`: a program of the project under the project's own Node, after set-up. */
import { ROOT, programScript, projectEnvironment } from './lib/node.mjs';
import { endChild, onStopRequest, startChild } from './lib/children.mjs';
import { runMain, setUp } from './setup.mjs';

await runMain(async () => {
  const [program, ...args] = process.argv.slice(2);
  if (!program) throw new Error('Usage: node scripts/run.mjs <program> [arguments]');
  const node = setUp();
  const child = startChild(node, [programScript(program), ...args], {
    cwd: ROOT,
    env: projectEnvironment(node),
    stdio: 'inherit',
  });
  onStopRequest(() => void endChild(child, { graceMs: 5000 }));
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
});
