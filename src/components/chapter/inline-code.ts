/** A piece of an attribute's text: `code` when it stood between backticks. */
export interface InlinePiece {
  readonly text: string;
  readonly code: boolean;
}

/**
 * Splits an attribute's text at its backticks, since an MDX attribute can hold no markup.
 * A backtick without a partner stands for itself.
 */
export function inlineCode(text: string): InlinePiece[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) {
    const rest = parts.splice(-2).join('`');
    parts.push(rest);
  }
  return parts
    .map((part, index) => ({ text: part, code: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
