import { isNode, type Document, type LineCounter } from 'yaml';

/**
 * The line where a field stands in a YAML text, from 1; of one that is missing, where the innermost thing around it
 * stands.
 *
 * @param field as problems name it: `checks[0].title.zh-cn`
 */
export function lineOfField(document: Document, lines: LineCounter, field: string): number {
  const path = [...field.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) =>
    index === undefined ? name : Number(index),
  );
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
