/**
 * A small lexer for TypeScript, for colour only: it never fails, and its tokens joined are the source.
 * (Monaco's full grammar comes later, if at all; the same colours stand in both.)
 */

export type TokenKind =
  'comment' | 'keyword' | 'string' | 'number' | 'regexp' | 'type' | 'name' | 'punctuation' | 'space';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  (
    'abstract as async await break case catch class const continue debugger default delete do else export ' +
    'extends false finally for from function get if implements import in instanceof interface keyof let new ' +
    'null of readonly return satisfies set static super switch this throw true try type typeof undefined var ' +
    'void while yield'
  ).split(' '),
);
/** After these words an expression begins, so that `/` opens a regular expression. */
const BEFORE_EXPRESSION = new Set('return typeof case in of do else void delete throw new await'.split(' '));

const SPACE = /\s+/y;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y;
const QUOTED = /"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?/y;
const NUMBER = /0[xXoObB][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?/y;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const REGEXP = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
/** A piece of a template: to its end, or to the next `${`. */
const TEMPLATE = /(?:\\(?:[^]|$)|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;

export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  /** For each template that we are inside of: how many braces are open within its `${ … }`. */
  const templates: number[] = [];
  let at = 0;
  /** Up to here no regular expression begins: one that its line doesn't close is looked for once a line, not at each `/`. */
  let unclosedUntil = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] || undefined;
  };
  const matchRegexp = (): string | undefined => {
    if (at < unclosedUntil || !opensExpression(tokens)) return undefined;
    const text = match(REGEXP);
    if (text !== undefined) return text;
    const lineEnd = source.indexOf('\n', at);
    unclosedUntil = lineEnd === -1 ? source.length : lineEnd;
    return undefined;
  };
  const push = (kind: TokenKind, text: string): void => {
    tokens.push({ kind, text });
    at += text.length;
  };
  const template = (opening: string): void => {
    at += opening.length;
    const piece = match(TEMPLATE) ?? '';
    at -= opening.length;
    push('string', opening + piece);
    if (piece.endsWith('${')) templates.push(0);
  };

  while (at < source.length) {
    const character = source[at] ?? '';
    let text: string | undefined;
    if ((text = match(SPACE))) push('space', text);
    else if ((text = match(COMMENT))) push('comment', text);
    else if ((text = match(QUOTED))) push('string', text);
    else if (character === '`') template('`');
    else if (character === '}' && templates.at(-1) === 0) {
      templates.pop();
      template('}');
    } else if ((text = match(NUMBER))) push('number', text);
    else if ((text = match(WORD))) push(kindOfWord(text, tokens), text);
    else if (character === '/' && (text = matchRegexp())) push('regexp', text);
    else {
      const depth = templates.length - 1;
      if (depth >= 0 && (character === '{' || character === '}')) {
        templates[depth] = (templates[depth] ?? 0) + (character === '{' ? 1 : -1);
      }
      push('punctuation', String.fromCodePoint(source.codePointAt(at) ?? 0));
    }
  }
  return tokens;
}

function kindOfWord(word: string, before: readonly Token[]): TokenKind {
  const afterDot = before.at(-1)?.text === '.';
  if (KEYWORDS.has(word) && !afterDot) return 'keyword';
  return /^\p{Lu}/u.test(word) && !afterDot ? 'type' : 'name';
}

/** Whether an expression may begin here (then `/` is no division). */
function opensExpression(before: readonly Token[]): boolean {
  const last = before.findLast(({ kind }) => kind !== 'space' && kind !== 'comment');
  if (last === undefined) return true;
  if (last.kind === 'keyword') return BEFORE_EXPRESSION.has(last.text);
  return last.kind === 'punctuation' && !/^[)\]}]$/.test(last.text);
}
