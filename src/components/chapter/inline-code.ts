/** A piece of an attribute's text: `code` when it stood between backticks. */
export interface InlinePiece {
  readonly text: string;
  readonly code: boolean;
}

/**
 * Splits an attribute's text at its backticks, since an MDX attribute can hold no markup.
 * A backtick without a partner stands for itself. Outside code an apostrophe is set as Markdown sets those of the text.
 */
export function inlineCode(text: string): InlinePiece[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) {
    const rest = parts.splice(-2).join('`');
    parts.push(rest);
  }
  return parts
    .map((part, index) => ({ part, code: index % 2 === 1 }))
    .map(({ part, code }) => ({ text: code ? part : part.replaceAll("'", '’'), code }))
    .filter((piece) => piece.text !== '');
}
