import type { Node, Program } from 'acorn';
import { full } from 'acorn-walk';
import { builtinOf } from '../builtins.ts';
import type { Files, Problem } from '../contract.ts';
import type { ProgramModule } from '../messages.ts';
import { parseModule, placeOf } from './parse.ts';
import type { Preparation } from './prepared.ts';
import { orNestedTooDeeply, stripFile, syntaxError } from './read-file.ts';
import { placeMap, type MappedLines } from './source-map.ts';

/**
 * Makes a program ready for a worker: the roots and all that they import, without types, each module after
 * those that it imports. No loop is guarded: a worker can be ended at any time.
 *
 * @param roots files to run, or files of tests
 */
export function prepareProgram(files: Files, roots: readonly string[], areTests: boolean): Preparation {
  const modules: ProgramModule[] = [];
  const maps: Record<string, readonly MappedLines[]> = {};
  const done = new Set<string>();

  /** @param trail the files that led here, outermost first */
  function visit(file: string, trail: readonly string[]): Preparation | undefined {
    const source = files[file];
    if (source === undefined) throw new RangeError(`The exercise has no file ${file}.`);
    const stripped = stripFile(source, file);
    if (!stripped.ok) return stripped;
    const placeInSource = placeMap(stripped.map);
    const parsed = parseModule(stripped.code, placeInSource);
    if (!parsed.ok) return syntaxError(file, { name: parsed.name, message: parsed.message }, parsed.place);

    const imports: ProgramModule['imports'][number][] = [];
    const trailHere = [...trail, file];
    for (const { node, specifier } of importsOf(parsed.program)) {
      const refuse = (problem: Problem): Preparation =>
        syntaxError(file, { name: '', message: '', problem }, placeInSource(placeOf(node)));
      if (specifier === undefined) return refuse({ kind: 'computed-import' });
      const target = resolve(specifier.value, file, files);
      if (typeof target !== 'string') return refuse(target);
      // Between the quotes.
      imports.push({ start: specifier.start + 1, end: specifier.end - 1, target });
      if (!Object.hasOwn(files, target) || done.has(target)) continue;
      const from = trailHere.indexOf(target);
      if (from >= 0) {
        return refuse({ kind: 'import-cycle', files: [...trailHere.slice(from), target].join(' → ') });
      }
      const failed = visit(target, trailHere);
      if (failed) return failed;
    }
    done.add(file);
    maps[file] = [stripped.map];
    modules.push({ file, source: `${stripped.code}\n//# sourceURL=${file}`, imports });
    return undefined;
  }

  const [entry = ''] = roots;
  return orNestedTooDeeply(entry, () => {
    for (const root of roots) {
      const failed = done.has(root) ? undefined : visit(root, []);
      if (failed) return failed;
    }
    return { ok: true, entry, load: { type: 'load-program', modules, roots, areTests }, maps };
  });
}

interface Import {
  readonly node: Node;
  /** The text that names the module; undefined where it is computed. */
  readonly specifier: { readonly value: string; readonly start: number; readonly end: number } | undefined;
}

/** Every import of a module, in the order of the text. */
function importsOf(program: Program): Import[] {
  const found: Import[] = [];
  full(program, (node) => {
    if (!('source' in node) || node.source == null) return;
    const source = node.source as Node & { value?: unknown };
    const { value, start, end } = source;
    found.push({ node, specifier: typeof value === 'string' ? { value, start, end } : undefined });
  });
  return found.sort((a, b) => a.node.start - b.node.start);
}

/** What an import leads to: a file, a module of Node, or why to nothing. */
function resolve(specifier: string, from: string, files: Files): string | Problem {
  if (/^\.{1,2}\//.test(specifier)) {
    const url = new URL(specifier, `file:///${from}`);
    const file = decodeURI(url.pathname).slice(1);
    return Object.hasOwn(files, file) ? file : { kind: 'missing-file', specifier };
  }
  const builtin = builtinOf(specifier);
  if (builtin) return builtin;
  return specifier.startsWith('node:') || NODE_ONLY.has(specifier)
    ? { kind: 'unsupported-builtin', specifier }
    : { kind: 'unknown-package', specifier };
}

/** What Node has under a bare name: an import of it is meant for Node, not for a package. */
const NODE_ONLY = new Set([
  'async_hooks',
  'child_process',
  'cluster',
  'console',
  'dns',
  'dns/promises',
  'fs',
  'fs/promises',
  'http',
  'http2',
  'https',
  'inspector',
  'module',
  'net',
  'os',
  'path',
  'perf_hooks',
  'querystring',
  'readline',
  'repl',
  'stream',
  'stream/promises',
  'string_decoder',
  'tls',
  'tty',
  'url',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
  'zlib',
]);
