/** `npm run bench`: builds the site, serves it as tests do, and measures it beside pages that do the bare minimum. */
import { join } from 'node:path';
import { ROOT } from './lib/node.mjs';
import { onStopRequest } from './lib/children.mjs';
import { runMain, setUp } from './setup.mjs';
import { createContext } from './test/context.mjs';
import { getRequirements } from './test/requirements.mjs';
import { STAGES } from './test/stages.mjs';

await runMain(async () => {
  const context = createContext(setUp(), {});
  onStopRequest(() => void context.close().finally(() => process.exit(130)));
  try {
    getRequirements(context.node);
    const built = await STAGES.build?.(context);
    if (!built || built.failed > 0) throw new Error('The site could not be built.');
    const { env, prefix } = await context.site('lan');
    process.exitCode =
      (await context.run(
        [join(ROOT, 'scripts/bench/main.ts'), ...process.argv.slice(2)],
        { ...context.env, ...env },
        prefix,
      )) ?? 1;
  } finally {
    await context.close();
  }
});
