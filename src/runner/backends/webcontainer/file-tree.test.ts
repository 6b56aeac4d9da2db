import { expect, it } from 'vitest';
import { fileTree } from './file-tree.ts';

it('puts files into their folders', () => {
  expect(fileTree({ 'codec.ts': 'a', 'checks/codec.check.ts': 'b', 'checks/deep/er.ts': 'c' })).toEqual({
    'codec.ts': { file: { contents: 'a' } },
    checks: {
      directory: {
        'codec.check.ts': { file: { contents: 'b' } },
        deep: { directory: { 'er.ts': { file: { contents: 'c' } } } },
      },
    },
  });
});
