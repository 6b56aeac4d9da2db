import { escapeHtml } from '../highlight/html.ts';
import type { FieldEdit, Selected } from './indent.ts';

/**
 * The plain field as HTML. It is written once and belongs to no framework: what is typed into it before the
 * page's script arrives stays, with its cursor.
 */
export function fieldHtml(label: string, describedBy: string, text: string, readOnly: boolean): string {
  // The parser drops a line break right after the tag, so there is always one to drop. Without
  // autocomplete="off" Firefox brings back on reload what the drafts bring back as well.
  return (
    `<textarea class="field" aria-label="${escapeHtml(label)}" aria-describedby="${describedBy}" spellcheck="false" ` +
    `autocomplete="off" autocapitalize="off" autocorrect="off" translate="no" rows="10"` +
    `${readOnly ? ' readonly' : ''}>\n${escapeHtml(text)}</textarea>`
  );
}

/** The part of a text field that is selected. */
export function selectedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected {
  return { text: value, start: selectionStart, end: selectionEnd };
}

/** Makes an edit as if it had been typed, so that the browser's own undo takes it back. */
export function applyEdit(field: HTMLTextAreaElement, { from, to, insert, select }: FieldEdit): void {
  field.setSelectionRange(from, to);
  // The only way to edit a field and keep its undo history; every browser supports it, and Firefox 89 and later too.
  const done = document.execCommand('insertText', false, insert);
  if (!done) {
    field.setRangeText(insert, from, to, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  field.setSelectionRange(...select);
}

/** Resolves at a moment when no input method is composing: a swap would tear its text apart. */
export function notComposing(composing: () => boolean, field: HTMLElement): Promise<void> {
  if (!composing()) return Promise.resolve();
  return new Promise((resolve) => {
    field.addEventListener('compositionend', () => setTimeout(resolve), { once: true });
  });
}
