import type { Preview } from './contract.ts';
import { PREVIEW_LIMITS as LIMITS } from './limits.ts';

/** Whether a value of the frame is a list of previews within the limits. The frame keeps to them; it can't be trusted. */
export function arePreviews(value: unknown): value is readonly Preview[] {
  let nodesLeft: number = LIMITS.nodes;
  let charsLeft: number = LIMITS.chars;

  const isText = (text: unknown, limit: number): boolean => {
    if (typeof text !== 'string' || text.length > limit) return false;
    charsLeft -= text.length;
    return charsLeft >= 0;
  };
  const isPreview = (node: unknown, depth: number): boolean => {
    nodesLeft -= 1;
    if (nodesLeft < 0 || depth > LIMITS.depth || !isRecord(node)) return false;
    if (!isText(node['text'], LIMITS.textChars)) return false;
    return node['content'] === undefined || isContent(node['content'], depth);
  };
  const isContent = (content: unknown, depth: number): boolean => {
    if (!isRecord(content)) return false;
    const { entries, more } = content;
    if (!Number.isSafeInteger(more) || (more as number) < 0) return false;
    // A sparse list of a billion is a small message and a long walk.
    if (!Array.isArray(entries) || entries.length > LIMITS.entries) return false;
    return Array.from(entries).every(
      (entry: unknown) =>
        isRecord(entry) && isText(entry['key'], LIMITS.keyChars) && isPreview(entry['value'], depth + 1),
    );
  };
  return (
    Array.isArray(value) &&
    value.length <= LIMITS.nodes &&
    Array.from(value).every((node: unknown) => isPreview(node, 0))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
