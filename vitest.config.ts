import { defineConfig } from 'vitest/config';

/**
 * Four kinds of test, a project each, so that `vitest --project unit` runs one of them.
 * Interop and NAT tests share real ports: one file at a time. Browser tests mostly wait: two.
 */
const patient = { testTimeout: 60_000, hookTimeout: 120_000 } as const;
const serial = { ...patient, fileParallelism: false } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,lessons,scripts,tests/vectors,tests/fuzz,tests/text}/**/*.test.ts'],
        },
      },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...patient, maxWorkers: 2 } },
      { test: { name: 'interop', include: ['tests/interop/**/*.test.ts'], ...serial } },
      { test: { name: 'nat', include: ['tests/nat/**/*.test.ts'], ...serial } },
    ],
  },
});
