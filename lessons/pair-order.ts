import { text } from './contract.ts';
import type { Json, LocalizedText } from './contract.ts';

/** A pair of candidates by their priorities: G of the controlling side's, D of the controlled side's. */
export interface PriorityPair {
  readonly g: number;
  readonly d: number;
}

/**
 * RFC 8445 §6.1.2.3, as §B.5 reads it: a "concatenation". The smaller priority in 32 bits, then the larger one in 31, then
 * the bit that says whether G is the larger.
 */
export function priorityOfPair({ g, d }: PriorityPair): bigint {
  const bits = (value: number, width: number) => value.toString(2).padStart(width, '0');
  return BigInt(`0b${bits(Math.min(g, d), 32)}${bits(Math.max(g, d), 31)}${g > d ? '1' : '0'}`);
}

/** What is wrong with a list that should hold the given pairs, highest priority first. */
export interface OrderProblem {
  /** `pairs`: these are not the pairs that were given. `order`: they are, in another order. */
  readonly kind: 'pairs' | 'order';
  readonly expected: LocalizedText;
  readonly seen: LocalizedText;
}

/** Compares an answer with the pairs that were given. Pairs of equal priority may stand in any order. */
export function orderProblem(
  answer: Json,
  given: readonly PriorityPair[],
  read: (value: Json) => PriorityPair | undefined,
): OrderProblem | undefined {
  const wanted = text(`the ${given.length} pairs that were given`, `给出的那 ${given.length} 个对`);
  if (!Array.isArray(answer)) {
    return { kind: 'pairs', expected: wanted, seen: text('no list', '不是列表') };
  }
  const pairs = answer.map(read);
  const seen = pairs.filter((pair) => pair !== undefined);
  if (seen.length < pairs.length || !isSameSet(seen, given)) {
    const count = text(
      `a list of ${answer.length}, with others in it`,
      `${answer.length} 个元素，其中有别的`,
    );
    return { kind: 'pairs', expected: wanted, seen: count };
  }
  for (const [index, before] of seen.entries()) {
    const after = seen[index + 1];
    if (after && priorityOfPair(before) < priorityOfPair(after)) {
      return {
        kind: 'order',
        expected: text(
          `${wordsOf(after)} before ${wordsOf(before)}`,
          `${wordsOf(after)} 在 ${wordsOf(before)} 之前`,
        ),
        seen: text('the other way round', '顺序相反'),
      };
    }
  }
  return undefined;
}

function isSameSet(a: readonly PriorityPair[], b: readonly PriorityPair[]): boolean {
  const sorted = (pairs: readonly PriorityPair[]) => pairs.map(wordsOf).sort().join(';');
  return sorted(a) === sorted(b);
}

function wordsOf({ g, d }: PriorityPair): string {
  return `(G ${g}, D ${d})`;
}

/** Two numbers of an object, by the names of its properties. */
export function readNumbers(value: Json, g: string, d: string): PriorityPair | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [first, second] = [value[g], value[d]];
  return typeof first === 'number' && typeof second === 'number' ? { g: first, d: second } : undefined;
}
