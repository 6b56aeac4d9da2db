import { vitePreprocess } from '@astrojs/svelte';

/** @type {Map<string, string>} the component that has a scope, by the scope's name */
const scopes = new Map();

/**
 * The Lab, the inspector that it opens, and the list of a capture file show most of what they have only when something has run. In the browser their
 * scripts bring the styles; a page carries those that its markup wears (src/layouts/lean-html), told by the scope's name.
 */
const BRINGS_STYLES = /(?:^|\/)src\/components\/(?:lab|inspector|capture)\//;

/**
 * The class that scopes a component's styles. Svelte's own names are twice as long, and stand in every page some
 * hundred times.
 * @param {{ hash(text: string): string, filename: string }} component
 */
function cssHash({ hash, filename }) {
  const scope = `${BRINGS_STYLES.test(filename) ? 'b' : 's'}_${hash(filename).slice(0, 4)}`;
  const other = scopes.get(scope) ?? filename;
  if (other !== filename) throw new Error(`${filename} and ${other} would share their styles: rename one`);
  scopes.set(scope, filename);
  return scope;
}

/**
 * @param {{ filename: string, compileOptions: { generate?: 'client' | 'server' | false } }} component
 * @returns {{ css: 'injected' } | undefined}
 */
function dynamicCompileOptions({ filename, compileOptions: { generate } }) {
  return generate === 'client' && BRINGS_STYLES.test(filename) ? { css: 'injected' } : undefined;
}

/** Styles that scripts bring are minified by Svelte, which leaves what is said in them to their writers. */
const withoutComments = {
  /** @param {{ content: string }} style */
  style: ({ content }) => ({ code: content.replaceAll(/\/\*.*?\*\//gs, '') }),
};

export default {
  preprocess: [vitePreprocess(), withoutComments],
  compilerOptions: { cssHash },
  vitePlugin: { dynamicCompileOptions },
};
