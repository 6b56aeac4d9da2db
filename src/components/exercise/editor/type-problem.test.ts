import { expect, it } from 'vitest';
import { inReadingOrder } from './type-problem.ts';

it('type problems are told in the order of the files, from top to bottom', () => {
  const at = (file: string, line: number) => ({ file, line, message: '' });
  const sorted = inReadingOrder(
    [at('b.ts', 2), at('a.ts', 9), at('b.ts', 1), at('a.ts', 3)],
    ['b.ts', 'a.ts'],
  );
  expect(sorted.map(({ file, line }) => `${file}:${line}`)).toEqual(['b.ts:1', 'b.ts:2', 'a.ts:3', 'a.ts:9']);
});
