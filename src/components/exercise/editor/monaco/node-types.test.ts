import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { BUILTINS } from '#src/runner/builtins.ts';
import { loadExercises } from '../../data/load.ts';

const LIBRARY = '/node-types.d.ts';
const types = readFileSync(new URL('./node-types.txt', import.meta.url), 'utf8');
/** The compiler begins anew for each exercise; the machine may be busy. */
const PATIENCE_MS = 60_000;
const LIBS = dirname(ts.getDefaultLibFilePath({}));

/** What TypeScript says of these files beside the declarations that the editor has. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const texts = new Map([
    [LIBRARY, types],
    ...Object.entries(files).map(([file, text]) => [`/${file}`, text] as const),
  ]);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  };
  const textOf = (file: string): string | undefined =>
    texts.get(file) ?? (file.startsWith(LIBS) ? ts.sys.readFile(file) : undefined);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getCurrentDirectory: () => '/',
    fileExists: (file) => textOf(file) !== undefined,
    readFile: textOf,
    getSourceFile: (file, target) => {
      const text = textOf(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, target);
    },
    getDefaultLibLocation: () => LIBS,
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

describe('the editor’s types of Node', { timeout: PATIENCE_MS }, async () => {
  it('declare every module that the runner has, and are right in themselves', () => {
    const imports = BUILTINS.map((name, index) => `import * as m${index} from '${name}'; void m${index};`);
    expect(problemsOf({ 'all.ts': imports.join('\n') })).toEqual([]);
  });

  it.each(
    (await loadExercises())
      .filter(({ runtime }) => runtime !== 'browser')
      .map(({ id, solution, start }) => ({ id, solution, start })),
  )('find nothing wrong with $id, as it begins and as it is solved', ({ solution, start }) => {
    expect(problemsOf(solution)).toEqual([]);
    expect(problemsOf(start)).toEqual([]);
  });

  it('find what is wrong', () => {
    const problems = problemsOf({
      'wrong.ts': "import { createSocket } from 'node:dgram';\ncreateSocket('tcp');\nimport 'node:fs';",
    });
    expect(problems).toHaveLength(2);
  });
});
