import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const DIRECTORY = fileURLToPath(new URL('..', import.meta.url));
const FRAME = 'frame/bootstrap.ts';
const WORKER = 'worker/realm/main.ts';

/** The script that runs first in a learner's frame, and its name in a content security policy. */
export interface FrameBootstrap {
  /** A classic script in strict mode, safe to stand between `<script>` and `</script>`. */
  readonly source: string;
  /** CSP Level 3 hash source of `source`, without quotes: `sha256-…`. */
  readonly hash: `sha256-${string}`;
}

let built: Promise<FrameBootstrap> | undefined;
let workerBuilt: Promise<string> | undefined;

/**
 * Bundles `bootstrap.ts` into one script. The same source always gives the same text, so the hash
 * that the site's policy carries and the script that the frame carries belong together.
 */
export function buildFrameBootstrap(): Promise<FrameBootstrap> {
  built ??= bundle(FRAME).then((source) => ({
    source,
    hash: `sha256-${createHash('sha256').update(source).digest('base64')}`,
  }));
  return built;
}

/** Bundles what a learner's worker runs first into one classic script. */
export function buildWorkerRealm(): Promise<string> {
  workerBuilt ??= bundle(WORKER);
  return workerBuilt;
}

/** The hash for `script-src` of every page with an exercise (a `srcdoc` frame inherits that policy). */
export async function frameBootstrapHash(): Promise<FrameBootstrap['hash']> {
  return (await buildFrameBootstrap()).hash;
}

/**
 * Gives `import { source, hash, sandboxOrigin } from 'virtual:frame-bootstrap'` and
 * `import { source } from 'virtual:worker-realm'`.
 *
 * @param settings.sandboxOrigin an origin of another site that serves the same files, where the host has one
 */
export function frameBootstrap(settings: { readonly sandboxOrigin?: string | undefined } = {}): Plugin {
  const modules: Readonly<Record<string, () => Promise<object>>> = {
    'virtual:frame-bootstrap': async () => ({
      ...(await buildFrameBootstrap()),
      sandboxOrigin: settings.sandboxOrigin || null,
    }),
    'virtual:worker-realm': async () => ({ source: await buildWorkerRealm() }),
  };
  return {
    name: 'icebreaker:frame-bootstrap',
    resolveId: (id) => (id in modules ? `\0${id}` : undefined),
    async load(id) {
      const constants = id.startsWith('\0') ? await modules[id.slice(1)]?.() : undefined;
      if (!constants) return undefined;
      return Object.entries(constants)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
        .join('');
    },
  };
}

async function bundle(entry: string): Promise<string> {
  // Vite's build() sets NODE_ENV for the whole process; a dev server that only wants the hash must not notice.
  const nodeEnv = process.env.NODE_ENV;
  const output = await build({
    configFile: false,
    envDir: false,
    root: DIRECTORY,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry, formats: ['iife'], name: 'bootstrap' },
    },
  });
  if (nodeEnv === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = nodeEnv;
  const [chunk] = (Array.isArray(output) ? output : [output]).flatMap((o) => ('output' in o ? o.output : []));
  if (chunk?.type !== 'chunk') throw new Error(`${entry} did not bundle into one script.`);
  // Strict for the whole script: learner code must not reach a function of it through `caller` or a stack.
  const source = `'use strict';${chunk.code.trim()}`;
  if (/<\/script|<!--/i.test(source)) throw new Error(`${entry} would end its own script element.`);
  return source;
}
