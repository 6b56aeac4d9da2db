import { tokenize, type TokenKind } from './tokens.ts';

/** Kinds that get a colour; the rest is ink. */
const COLOURED: ReadonlySet<TokenKind> = new Set([
  'comment',
  'keyword',
  'string',
  'number',
  'regexp',
  'type',
  'punctuation',
]);

/** Far beyond any exercise: what is pasted beyond it stays ink, so that typing goes on. */
export const MAX_COLOURED_CHARS = 100_000;

/** HTML of each line of TypeScript source, without line ends. */
export function highlightLines(source: string): string[] {
  if (source.length > MAX_COLOURED_CHARS) return source.split('\n').map(escapeHtml);
  const lines = [''];
  for (const { kind, text } of tokenize(source)) {
    text.split('\n').forEach((piece, index) => {
      if (index > 0) lines.push('');
      if (piece === '') return;
      const html = escapeHtml(piece);
      lines[lines.length - 1] += COLOURED.has(kind) ? `<span class="tok-${kind}">${html}</span>` : html;
    });
  }
  return lines;
}

/** HTML of a source as the plain field shows it: a block a line, numbered by the style sheet. */
export function highlight(source: string): string {
  return highlightLines(source)
    .map((line) => `<span class="line">${line}\n</span>`)
    .join('');
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
