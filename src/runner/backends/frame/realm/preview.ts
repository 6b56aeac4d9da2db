import type { Preview, PreviewEntry } from '../../../contract.ts';
import { PREVIEW_LIMITS as LIMITS } from '../../../limits.ts';
import { describe } from './describe.ts';
import { append, hasOwn, jsonStringify, slice } from './intrinsics.ts';
import { functionName, type Opened } from './preview-fields.ts';
import { openObject } from './preview-objects.ts';

/** Where a value stands: in which others, and how deep. */
interface Place {
  readonly object: object;
  readonly above: Place | undefined;
  readonly depth: number;
}

/**
 * Those of the printed values that hold something, as trees to be opened. Getters of the learner are not called; a
 * proxy's traps are, and whatever they do, this answers, within `PREVIEW_LIMITS` for the whole line.
 */
export function previewAll(values: readonly unknown[]): Preview[] {
  let nodes = 0;
  let charsLeft: number = LIMITS.chars;

  /** A text as far as there is room for it. */
  function clip(text: string, limit: number): string {
    const room = limit < charsLeft ? limit : charsLeft;
    const kept = text.length <= room ? text : room > 0 ? `${slice(text, 0, room - 1)}…` : '';
    charsLeft -= kept.length;
    return kept;
  }

  function leaf(text: string): Preview {
    return { text: clip(text, LIMITS.textChars) };
  }

  function show(value: unknown, above: Place | undefined): Preview {
    nodes += 1;
    try {
      if (typeof value === 'function') return leaf(`[function ${functionName(value)}]`);
      if (typeof value === 'string') return leaf(jsonStringify(slice(value, 0, LIMITS.textChars)));
      if (typeof value !== 'object' || value === null) return leaf(describe(value));
      for (let place = above; place; place = place.above) {
        if (place.object === value) return leaf('[circular]');
      }
      return node(openObject(value), { object: value, above, depth: above ? above.depth + 1 : 0 });
    } catch {
      // A proxy whose traps throw.
      return leaf('[object that can’t be read]');
    }
  }

  /** As many of the entries as there is room for. */
  function node({ text, count, next }: Opened, place: Place): Preview {
    const label = clip(text, LIMITS.textChars);
    const entries: PreviewEntry[] = [];
    let asked = 0;
    while (asked < count && hasRoom(place, entries)) {
      const field = next(asked);
      asked += 1;
      if (field === undefined) continue;
      const key = clip(field.key, LIMITS.keyChars);
      append(entries, { key, value: field.text === undefined ? show(field.value, place) : said(field.text) });
    }
    const more = count - asked;
    return entries.length === 0 && more === 0 ? { text: label } : { text: label, content: { entries, more } };
  }

  function said(text: string): Preview {
    nodes += 1;
    return leaf(text);
  }

  function hasRoom({ depth }: Place, { length }: readonly PreviewEntry[]): boolean {
    return depth < LIMITS.depth && length < LIMITS.entries && nodes < LIMITS.nodes && charsLeft > 0;
  }

  const previews: Preview[] = [];
  for (let index = 0; index < values.length && nodes < LIMITS.nodes; index += 1) {
    const value = values[index];
    if (typeof value !== 'object' || value === null) continue;
    const preview = show(value, undefined);
    if (hasOwn(preview, 'content')) append(previews, preview);
  }
  return previews;
}
