import { defineConfig } from 'vitest/config';

/**
 * Four kinds of test, a project each, so that `vitest --project unit` runs one of them.
 * Browser and interop tests share two cores and real ports: one file at a time.
 */
const serial = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{src,lessons,scripts,tests/vectors,tests/fuzz}/**/*.test.ts'] } },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...serial } },
      { test: { name: 'interop', include: ['tests/interop/**/*.test.ts'], ...serial } },
      { test: { name: 'nat', include: ['tests/nat/**/*.test.ts'], ...serial } },
    ],
  },
});
