/** The modules of Node that the browser runner has. Another one is an error that says so. */
export const BUILTINS = [
  'node:assert',
  'node:assert/strict',
  'node:buffer',
  'node:crypto',
  'node:dgram',
  'node:events',
  'node:http',
  'node:process',
  'node:test',
  'node:timers',
  'node:timers/promises',
  'node:util',
] as const;

export type Builtin = (typeof BUILTINS)[number];

/** Node takes most of them without `node:` as well. */
export function builtinOf(specifier: string): Builtin | undefined {
  const name = specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  if (specifier === 'test') return undefined;
  return BUILTINS.find((builtin) => builtin === name);
}
