import type { LoadProgram } from '../../../messages.ts';

/** What a module of Node exports, by name; `default` too. */
export type Exports = Readonly<Record<string, unknown>>;

const createObjectURL = URL.createObjectURL.bind(URL);
const revokeObjectURL = URL.revokeObjectURL.bind(URL);

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** Names of modules of Node need no more than this; `default` is written apart. */
const isNamed = (name: string): boolean => name !== 'default' && IDENTIFIER.test(name);

export interface Linked {
  /** The address of a root, to be imported. */
  urlOf(file: string): string;
  /** Forgets the addresses; what was imported stays. */
  dispose(): void;
}

/**
 * Gives every module of a program an address, and puts it where the module is imported. Addresses are of blobs, so
 * that a module's text can only name those that came before it.
 *
 * A module of Node reads its exports from a global while it is loaded; all of them are loaded here, and the global is
 * gone before any code of the learner's runs.
 *
 * @param builtin the exports of a module of Node, for the file that imports it
 */
export async function linkProgram(
  { modules }: LoadProgram,
  builtin: (name: string, file: string) => Exports,
): Promise<Linked> {
  const files = new Map<string, string>();
  const builtins = new Map<string, string>();
  const given = globalThis as unknown as Record<string, Exports | undefined>;

  async function addressOfBuiltin(name: string, file: string): Promise<string> {
    const exports = builtin(name, file);
    const known = builtins.get(name);
    // Two files get the same module, unless it knows which file it is for.
    if (known !== undefined && name !== 'node:test') return known;
    const global = `exports_${crypto.getRandomValues(new Uint32Array(4)).join('')}`;
    const names = Object.keys(exports).filter(isNamed);
    const source = [
      `const exports = globalThis[${JSON.stringify(global)}];`,
      'export default exports.default ?? exports;',
      ...names.map((each) => `const $${each} = exports.${each}; export { $${each} as ${each} };`),
    ].join('\n');
    const url = address(source);
    given[global] = exports;
    await import(/* @vite-ignore */ url);
    Reflect.deleteProperty(globalThis, global);
    builtins.set(name, url);
    return url;
  }

  const all: string[] = [];
  function address(source: string): string {
    const url = createObjectURL(new Blob([source], { type: 'text/javascript' }));
    all.push(url);
    return url;
  }

  for (const { file, source, imports } of modules) {
    let linked = '';
    let from = 0;
    for (const { start, end, target } of imports) {
      const url = files.get(target) ?? (await addressOfBuiltin(target, file));
      linked += source.slice(from, start) + url;
      from = end;
    }
    files.set(file, address(linked + source.slice(from)));
  }

  return {
    urlOf: (file) => files.get(file) ?? '',
    dispose: () => {
      for (const url of all) revokeObjectURL(url);
    },
  };
}
