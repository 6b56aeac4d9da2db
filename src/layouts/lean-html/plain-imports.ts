import type { Plugin } from 'vite';

/**
 * Vite lets each script that loads another one later ask, by a helper, for what that one needs besides. In the script
 * that every page has, the helper weighs as much as the rest, and what is loaded later there can wait for its parts.
 *
 * @param name how the script's file begins
 */
export function plainImports(name: string): Plugin {
  return {
    name: 'plain-imports',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'chunk' && file.fileName.startsWith(`_astro/${name}`))
            file.code = withPlainImports(file.code);
      },
    },
  };
}

const LISTS = /^const __vite__mapDeps=.*\n/;
const HELPER = /import\{\w+ as (\w+)\}from"\.\/preload-helper\.[\w-]+\.js";/;

/** Throws where Vite writes them in another way than it did: the page would only get heavier, and nobody would see it. */
export function withPlainImports(code: string): string {
  const helper = HELPER.exec(code)?.[1];
  if (helper === undefined) return code;
  const plain = code
    .replace(LISTS, '')
    .replace(HELPER, '')
    .replace(
      new RegExp(
        `\\b${helper}\\(\\(\\)=>(import\\([^()]*\\)),(?:__vite__mapDeps\\([^()]*\\)|\\[\\]|void 0)\\)`,
        'g',
      ),
      '$1',
    );
  if (/__vite__mapDeps|preload-helper/.test(plain) || new RegExp(`\\b${helper}\\(\\(\\)=>`).test(plain))
    throw new Error('The script of all pages still asks for scripts by Vite’s helper');
  return plain;
}
