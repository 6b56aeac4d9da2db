import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairPriority } from '#src/protocol/index.ts';
import { orderProblem, priorityOfPair, readNumbers } from './pair-order.ts';

const read = (value: Parameters<typeof readNumbers>[0]) => readNumbers(value, 'g', 'd');

describe('the order of pairs that checks expect', () => {
  it.each([
    [1, 5000, 4294977296n],
    [5000, 1, 4294977297n],
  ])('the priority of (%i, %i) is %s, by hand', (g, d, priority) => {
    expect(priorityOfPair({ g, d })).toBe(priority);
  });

  it('is that of our own protocol core', () => {
    const priority = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(priority, priority, (g, d) => {
        expect(priorityOfPair({ g, d })).toBe(pairPriority(g, d));
      }),
    );
  });

  it('has a problem where pairs are missing, others, or the wrong way round', () => {
    const given = [
      { g: 1, d: 5000 },
      { g: 5000, d: 1 },
    ];
    expect(orderProblem([...given].reverse(), given, read)).toBeUndefined();
    expect(orderProblem(given, given, read)).toMatchObject({
      kind: 'order',
      expected: { en: '(G 5000, D 1) before (G 1, D 5000)' },
    });
    expect(orderProblem([], given, read)?.kind).toBe('pairs');
    expect(orderProblem([given[0], given[0]] as never, given, read)?.kind).toBe('pairs');
    expect(orderProblem([1, 2], given, read)?.kind).toBe('pairs');
    expect(orderProblem(null, given, read)?.kind).toBe('pairs');
  });
});
