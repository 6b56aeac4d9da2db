import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Four kinds of test, a project each, so that `vitest --project unit` runs one of them.
 * Interop and NAT tests share real ports: one file at a time. Browser tests mostly wait: two.
 */
const patient = { testTimeout: 60_000, hookTimeout: 120_000 } as const;
/**
 * Where other programs take part, and a busy machine, one in thousands fails that holds a minute later. `npm test` names
 * each that needed its second attempt, with what the first one failed of: that is a fault to look for.
 */
const real = { ...patient, retry: 1 } as const;
const serial = { ...real, fileParallelism: false } as const;

/** Browser tests that take minutes. Begun last, one of them would run alone at the end. */
const LONG = [
  'exercise-solutions',
  'webcontainer',
  'two-peers',
  'journey',
  'relay-call',
  'server-test',
  'site',
  'hostile',
  'exercise',
  'gather',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return index < 0 ? LONG.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,lessons,scripts,tests/vectors,tests/fuzz,tests/text}/**/*.test.ts'],
          // Those are the learner's, for `node --test`.
          exclude: ['lessons/*/{start,solution,mistakes}/**'],
          // Properties and exhaustive tables take seconds where the machine is busy.
          ...patient,
        },
      },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...real, maxWorkers: 2 } },
      { test: { name: 'interop', include: ['tests/interop/**/*.test.ts'], ...serial } },
      { test: { name: 'nat', include: ['tests/nat/**/*.test.ts'], ...serial } },
    ],
  },
});
