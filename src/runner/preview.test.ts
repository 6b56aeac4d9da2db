import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { PREVIEW_LIMITS } from './limits.ts';
import { arePreviews } from './preview.ts';

const leaf = { text: '1' };
const holding = (...values: unknown[]) => ({
  text: 'Object',
  content: { entries: values.map((value, index) => ({ key: `${index}`, value })), more: 0 },
});
/** A node in a node, `depth` times. */
const nested = (depth: number): object => (depth === 0 ? leaf : holding(nested(depth - 1)));
const many = (count: number, value: object) => Array.from({ length: count }, () => value);

describe('previews of values', () => {
  it.each([
    ['none', []],
    ['a leaf and a node', [leaf, holding(leaf)]],
    ['a node of which more was left out', [{ text: 'Array(900)', content: { entries: [], more: 900 } }]],
    ['as deep as allowed', [nested(PREVIEW_LIMITS.depth)]],
    ['as many as allowed', many(PREVIEW_LIMITS.nodes, leaf)],
    ['a text as long as allowed', [{ text: 'x'.repeat(PREVIEW_LIMITS.textChars) }]],
  ])('are taken: %s', (_, value) => {
    expect(arePreviews(value)).toBe(true);
  });

  const cycle: { text: string; content?: object } = { text: '' };
  cycle.content = { entries: [{ key: '', value: cycle }], more: 0 };

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no list', leaf],
    ['no text', [{ text: 1 }]],
    ['too deep', [nested(PREVIEW_LIMITS.depth + 1)]],
    ['a cycle', [cycle]],
    ['too many', many(PREVIEW_LIMITS.nodes + 1, leaf)],
    ['too many in a node', [holding(...many(PREVIEW_LIMITS.entries + 1, leaf))]],
    ['too many in all', many(3, holding(...many(80, leaf)))],
    ['a sparse list of billions', new Array(2 ** 32 - 1)],
    ['entries that are not there', [{ text: '', content: { entries: new Array(3), more: 0 } }]],
    ['entries of billions', [{ text: '', content: { entries: new Array(2 ** 32 - 1), more: 0 } }]],
    ['a count that is none', [{ text: '', content: { entries: [], more: -1 } }]],
    ['content that is none', [{ text: '', content: null }]],
    ['a text too long', [{ text: 'x'.repeat(PREVIEW_LIMITS.textChars + 1) }]],
    [
      'a key too long',
      [{ text: '', content: { entries: [{ key: 'k'.repeat(101), value: leaf }], more: 0 } }],
    ],
    ['too much text in all', many(11, { text: 'x'.repeat(PREVIEW_LIMITS.textChars) })],
  ])('are refused: %s', (_, value) => {
    expect(arePreviews(value)).toBe(false);
  });

  it('may be anything at all without an error', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withSparseArray: true }), (value) => {
        arePreviews(value);
        arePreviews([{ text: '', content: value }]);
        arePreviews([{ text: '', content: { entries: [value], more: 1 } }]);
      }),
    );
  });
});
