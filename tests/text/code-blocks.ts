import { join } from 'node:path';
import ts from 'typescript';
import type { Source } from './sources.ts';

/** A piece of code that a text shows. */
export interface CodeBlock {
  readonly path: string;
  /** Of its first line of code, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** A passage may come out of a function: “A 'return' statement can only be used within a function body”. */
const RETURN_OUTSIDE = 1108;
/** “Parameter implicitly has an 'any' type”: JavaScript has no words for it. */
const NO_TYPE = 7006;
const FENCE = /^( *)```(\S+)[^\n]*\n([\s\S]*?)^\1```/gm;
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
};

/** The fenced code of a text. */
export function codeBlocks({ path, text }: Source): CodeBlock[] {
  return [...text.matchAll(FENCE)].map((match) => {
    const [, indent = '', language = '', code = ''] = match;
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { path, line, language, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
  });
}

/**
 * What the compiler says against blocks of `ts` and `js`, each with its place.
 * @param given declarations of what a reader knows from the text around the code
 */
export function typeErrors(blocks: readonly CodeBlock[], given: string): string[] {
  const folder = process.cwd();
  const texts = new Map<string, string>([[join(folder, 'given.d.ts'), given]]);
  const places = new Map<string, CodeBlock>();
  for (const [index, block] of blocks.entries()) {
    const file = join(folder, `block-${index}.m${block.language}`);
    // A module of its own, on the line that it had.
    texts.set(file, `${block.code}\nexport {};\n`);
    places.set(file, block);
  }
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, target, ...rest)
      : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  const found = ts
    .getPreEmitDiagnostics(program)
    .filter(
      ({ code, file }) => code !== RETURN_OUTSIDE && !(code === NO_TYPE && file?.fileName.endsWith('.mjs')),
    );
  return found.map(({ file, start, messageText }) => {
    const said = ts.flattenDiagnosticMessageText(messageText, ' ');
    const block = file && places.get(file.fileName);
    if (!block) return `${file?.fileName ?? ''}: ${said}`;
    const { line } = ts.getLineAndCharacterOfPosition(file, start ?? 0);
    return `${block.path}:${block.line + line} ${said}`;
  });
}
