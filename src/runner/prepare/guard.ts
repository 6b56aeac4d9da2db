import type { AnyNode, Expression, Program, Statement } from 'acorn';
import { full } from 'acorn-walk';
import MagicString from 'magic-string';
import type { Problem } from '../contract.ts';
import { parseModule, placeOf } from './parse.ts';
import type { MappedLines, PlaceMap, TextPlace } from './source-map.ts';

export type Guarded =
  | { readonly ok: true; readonly code: string; readonly map: MappedLines }
  | {
      readonly ok: false;
      readonly name: string;
      readonly message: string;
      readonly problem?: Problem;
      readonly place: TextPlace;
    };

/**
 * Puts a call of the guard, with the place it stands at, into every loop body and at the start of every
 * function (native code calls those over and over: a comparator, a promise's callback). Lines stay.
 *
 * @param code JavaScript, an ES module without imports
 * @param guardName the global that the frame's bootstrap defines for this run
 * @param placeInSource the place to report for a place in `code`
 */
export function guardLoops(code: string, guardName: string, placeInSource: PlaceMap): Guarded {
  const parsed = parseModule(code, placeInSource);
  if (!parsed.ok) return parsed;
  const { program } = parsed;

  const module = program.body.find(importsModule);
  if (module) {
    const place = placeInSource(placeOf(module));
    return { ok: false, name: '', message: '', problem: { kind: 'import' }, place };
  }

  const text = new MagicString(code);
  full(program, (visited) => {
    const node = visited as AnyNode;
    // Only for a node that is guarded: looking a place up for every node takes long.
    const call = (): string => {
      const { line, column } = placeInSource(placeOf(node));
      return `${guardName}(${line},${column})`;
    };
    switch (node.type) {
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return guardStatement(text, node.body, call());
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        return guardStatement(text, node.body, call());
      case 'ArrowFunctionExpression':
        return node.body.type === 'BlockStatement'
          ? guardStatement(text, node.body, call())
          : guardExpression(text, node.body, call());
    }
  });
  const { mappings } = text.generateDecodedMap({ hires: 'boundary' });
  return { ok: true, code: text.toString(), map: mappings };
}

// The walk comes to inner nodes first. Where an inner and an outer node start or end together, the outer
// one's text must stand outside: prependRight and appendLeft put the later text there.

function guardStatement(text: MagicString, body: Statement, call: string): void {
  if (body.type === 'BlockStatement') {
    text.appendLeft(body.start + 1, `${call};`);
  } else {
    text.prependRight(body.start, `{${call};`);
    text.appendLeft(body.end, '}');
  }
}

function guardExpression(text: MagicString, body: Expression, call: string): void {
  text.prependRight(body.start, `(${call},`);
  text.appendLeft(body.end, ')');
}

function importsModule(node: Program['body'][number]): boolean {
  return node.type === 'ImportDeclaration' || ('source' in node && node.source != null);
}
