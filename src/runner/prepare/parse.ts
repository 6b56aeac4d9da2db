import { parse, type Program } from 'acorn';
import type { PlaceMap, TextPlace } from './source-map.ts';

export type Parsed =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly name: string; readonly message: string; readonly place: TextPlace };

/** A parser's SyntaxError: acorn counts columns from 0. */
interface ParseError extends SyntaxError {
  readonly loc: TextPlace;
}

/** Parses an ES module; a mistake is reported at its place in the source that `code` was made of. */
export function parseModule(code: string, placeInSource: PlaceMap): Parsed {
  try {
    return {
      ok: true,
      program: parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true }),
    };
  } catch (error) {
    if (!isParseError(error)) throw error;
    const { line, column } = error.loc;
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    return { ok: false, name: 'SyntaxError', message, place: placeInSource({ line, column: column + 1 }) };
  }
}

/** The place of a node; lines and columns from 1. */
export function placeOf(node: { loc?: { start: TextPlace } | null | undefined }): TextPlace {
  const start = node.loc?.start ?? { line: 1, column: 0 };
  return { line: start.line, column: start.column + 1 };
}

function isParseError(error: unknown): error is ParseError {
  return error instanceof SyntaxError && 'loc' in error;
}
