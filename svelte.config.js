import { vitePreprocess } from '@astrojs/svelte';

/** @type {Map<string, string>} the component that has a scope, by the scope's name */
const scopes = new Map();

/**
 * The class that scopes a component's styles. Svelte's own names are twice as long, and stand in every page some
 * hundred times.
 * @param {{ hash(text: string): string, filename: string }} component
 */
function cssHash({ hash, filename }) {
  const scope = `s_${hash(filename).slice(0, 4)}`;
  const other = scopes.get(scope) ?? filename;
  if (other !== filename) throw new Error(`${filename} and ${other} would share their styles: rename one`);
  scopes.set(scope, filename);
  return scope;
}

export default { preprocess: vitePreprocess(), compilerOptions: { cssHash } };
