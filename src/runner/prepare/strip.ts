import { decode } from '@jridgewell/sourcemap-codec';
import { transform } from 'sucrase';
import type { MappedLines, TextPlace } from './source-map.ts';

export type Stripped =
  | { readonly ok: true; readonly code: string; readonly map: MappedLines }
  | { readonly ok: false; readonly message: string; readonly place: TextPlace };

/** A parser's SyntaxError: sucrase counts columns from 1. */
interface ParseError extends SyntaxError {
  readonly loc: TextPlace;
  readonly pos: number;
}

/**
 * TypeScript to JavaScript by taking its types away. Every line stays where it is, and imports stay
 * even when unused (erasing them would hide a side effect, or a mistake, from the learner).
 */
export function stripTypes(source: string, file: string): Stripped {
  return strip(source, file, MAX_ARROWS);
}

/** How many arrow functions, one in the other, are opened to find a mistake. Each costs a whole parse. */
const MAX_ARROWS = 8;

function strip(source: string, file: string, arrows: number): Stripped {
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ['typescript'],
      keepUnusedImports: true,
      disableESTransforms: true,
      preserveDynamicImport: true,
      filePath: file,
      sourceMapOptions: { compiledFilename: file },
    });
    return { ok: true, code, map: decode(sourceMap?.mappings ?? '') };
  } catch (error) {
    if (!isParseError(error)) throw error;
    return (
      mistakeInArrowFunction(source, file, error.pos, arrows) ?? {
        ok: false,
        message: bareMessage(error.message, file),
        place: error.loc,
      }
    );
  }
}

/**
 * A mistake in the body of an arrow function makes sucrase doubt that it is one, and blame its `=>` (or the
 * `:` of its return type). What follows the arrow, parsed alone, shows the mistake.
 */
function mistakeInArrowFunction(
  source: string,
  file: string,
  pos: number,
  arrows: number,
): Stripped | undefined {
  if (arrows === 0 || !/^(=>|:)/.test(source.slice(pos, pos + 2))) return undefined;
  const arrow = source.indexOf('=>', pos);
  if (arrow < 0) return undefined;
  const before = source.slice(0, arrow + 2).replace(/[^\n]/g, ' ');
  const rest = strip(before + source.slice(arrow + 2), file, arrows - 1);
  return rest.ok ? undefined : rest;
}

function isParseError(error: unknown): error is ParseError {
  return error instanceof SyntaxError && 'loc' in error && 'pos' in error;
}

/** `Error transforming exercise.ts: Unexpected token (1:9)` → `Unexpected token`. */
function bareMessage(message: string, file: string): string {
  return message.replace(`Error transforming ${file}: `, '').replace(/ \(\d+:\d+\)$/, '');
}
