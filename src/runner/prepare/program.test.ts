import { describe, expect, it } from 'vitest';
import type { Files } from '../contract.ts';
import type { LoadProgram } from '../messages.ts';
import { placeInFile } from './prepared.ts';
import { prepareProgram } from './program.ts';

const prepare = (files: Files, ...roots: string[]) => prepareProgram(files, roots, false);
const programOf = (files: Files, ...roots: string[]): LoadProgram => {
  const prepared = prepare(files, ...roots);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
  if (prepared.load.type !== 'load-program') throw new Error('unreachable');
  return prepared.load;
};

describe('preparing a program', () => {
  it('puts each module after those that it imports, and only those that are imported', () => {
    const { modules, roots } = programOf(
      {
        'main.ts': "import './a.ts'; import './lib/b.ts';",
        'a.ts': "export * from './lib/b.ts';",
        'lib/b.ts': "import { c } from '../c.ts'; export const b = c;",
        'c.ts': 'export const c = 1;',
        'unused.ts': 'export {};',
      },
      'main.ts',
    );
    expect(modules.map(({ file }) => file)).toEqual(['c.ts', 'lib/b.ts', 'a.ts', 'main.ts']);
    expect(roots).toEqual(['main.ts']);
  });

  it('says where each import stands, so that only that text is replaced', () => {
    const { modules } = programOf(
      {
        'main.ts':
          "import { f } from './a.ts'; f('./a.ts'); await import('node:util'); export { f } from \"./a.ts\";",
        'a.ts': 'export const f = (s: string): string => s;',
      },
      'main.ts',
    );
    const main = modules[1];
    const texts = main?.imports.map(({ start, end, target }) => [main.source.slice(start, end), target]);
    expect(texts).toEqual([
      ['./a.ts', 'a.ts'],
      ['node:util', 'node:util'],
      ['./a.ts', 'a.ts'],
    ]);
  });

  it('keeps an import that nothing uses, and drops one of types', () => {
    const { modules } = programOf(
      {
        'main.ts': "import type { T } from './types.ts';\nimport './effect.ts';\nexport const x = 1 as T;",
        'types.ts': 'export type T = number;',
        'effect.ts': "console.log('effect');",
      },
      'main.ts',
    );
    expect(modules.map(({ file }) => file)).toEqual(['effect.ts', 'main.ts']);
  });

  it('takes the names of Node’s modules with and without `node:`, as Node does', () => {
    const { modules } = programOf({ 'main.ts': "import 'assert'; import 'node:test';" }, 'main.ts');
    expect(modules[0]?.imports.map(({ target }) => target)).toEqual(['node:assert', 'node:test']);
  });

  it.each([
    ["import './b.ts';", { kind: 'missing-file', specifier: './b.ts' }],
    ["import './main';", { kind: 'missing-file', specifier: './main' }],
    ["import '../../etc/passwd';", { kind: 'missing-file', specifier: '../../etc/passwd' }],
    ["import 'node:fs';", { kind: 'unsupported-builtin', specifier: 'node:fs' }],
    ["import 'fs';", { kind: 'unsupported-builtin', specifier: 'fs' }],
    ["import 'test';", { kind: 'unknown-package', specifier: 'test' }],
    ["import 'left-pad';", { kind: 'unknown-package', specifier: 'left-pad' }],
    [
      "import 'https://example.com/x.js';",
      { kind: 'unknown-package', specifier: 'https://example.com/x.js' },
    ],
    ["const m = './main.ts'; await import(m);", { kind: 'computed-import' }],
    ["import './main.ts';", { kind: 'import-cycle', files: 'main.ts → main.ts' }],
  ])('refuses %s, with its place', (source, problem) => {
    expect(prepare({ 'main.ts': `\n${source}` }, 'main.ts')).toMatchObject({
      ok: false,
      error: { kind: 'syntax', problem, place: { file: 'main.ts', line: 2 } },
    });
  });

  it('names the whole way of a cycle', () => {
    const files = { 'a.ts': "import './b.ts';", 'b.ts': "import './c.ts';", 'c.ts': "import './b.ts';" };
    expect(prepare(files, 'a.ts')).toMatchObject({
      error: { problem: { files: 'b.ts → c.ts → b.ts' }, place: { file: 'c.ts' } },
    });
  });

  it('reports a mistake of another file in that file', () => {
    const files = { 'a.ts': "import './b.ts';", 'b.ts': 'const x: = 1;' };
    expect(prepare(files, 'a.ts')).toMatchObject({
      error: { kind: 'syntax', place: { file: 'b.ts', line: 1 } },
    });
  });

  it('leads a reported place back to the learner’s text', () => {
    const files = { 'a.ts': 'export const f = (n: number): void => { boom(); };' };
    const prepared = prepare(files, 'a.ts');
    if (!prepared.ok || prepared.load.type !== 'load-program') throw new Error('unreachable');
    const column = (prepared.load.modules[0]?.source.indexOf('boom') ?? 0) + 1;
    const place = placeInFile(prepared, 'a.ts', { line: 1, column });
    expect(place).toEqual({ file: 'a.ts', line: 1, column: files['a.ts'].indexOf('boom') + 1 });
  });

  it('is plain data, which comes out of a worker as it is', () => {
    const prepared = prepare({ 'a.ts': "import 'node:util';" }, 'a.ts');
    expect(structuredClone(prepared)).toEqual(prepared);
  });
});
