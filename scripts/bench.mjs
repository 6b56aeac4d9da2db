/**
 * `npm run bench`: builds the site, serves it as tests do, and measures it beside pages that do the bare minimum; then
 * builds copies of it. Words after the command name the parts: `npm run bench -- build` serves nothing.
 */
import { join } from 'node:path';
import { ROOT } from './lib/node.mjs';
import { onStopRequest } from './lib/children.mjs';
import { runMain, setUp } from './setup.mjs';
import { createContext } from './test/context.mjs';
import { getRequirements } from './test/requirements.mjs';
import { STAGES } from './test/stages.mjs';

/** The part that needs no served site. */
const BUILD = 'build';

await runMain(async () => {
  const asked = process.argv.slice(2);
  const others = asked.filter((part) => part !== BUILD);
  const context = createContext(setUp(), {});
  onStopRequest(() => void context.close().finally(() => process.exit(130)));
  try {
    if (asked.length === 0 || others.length > 0) await benchServed(context, others);
    if (asked.length === 0 || asked.includes(BUILD)) await bench(context, ['build.ts'], context.env);
  } finally {
    await context.close();
  }
});

/**
 * @param {import('./test/context.mjs').Context} context
 * @param {readonly string[]} parts
 */
async function benchServed(context, parts) {
  getRequirements(context.node);
  const built = await STAGES.build?.(context);
  if (!built || built.failed > 0) throw new Error('The site could not be built.');
  const { env, prefix } = await context.site('lan');
  await bench(context, ['main.ts', ...parts], { ...context.env, ...env }, prefix);
}

/**
 * @param {import('./test/context.mjs').Context} context
 * @param {readonly [script: string, ...parts: string[]]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} [prefix]
 */
async function bench(context, [script, ...parts], env, prefix = []) {
  const code = await context.run([join(ROOT, 'scripts/bench', script), ...parts], env, prefix);
  if (code !== 0) process.exitCode = code ?? 1;
}
