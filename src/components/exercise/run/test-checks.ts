import {
  text,
  type ExerciseChecks,
  type LocalizedText,
  type Observation,
  type TestOutcome,
  type Verdict,
} from '#lessons/contract.ts';

/** A check of a Node exercise: a test of the same name, and what helps when it fails. */
export interface TestCheck {
  readonly id: string;
  readonly hint: string;
}

/** Wall clock for all tests of a Node exercise. */
const DEADLINE_MS = 20_000;

/**
 * The checks of a Node exercise: its tests, run by `node:test`. Only tests of its check files count, whatever the
 * learner's own files register; one that did not run has failed.
 *
 * @param checkFiles paths of the files of checks
 */
export function testChecks(checks: readonly TestCheck[], checkFiles: readonly string[]): ExerciseChecks {
  return {
    deadlineMs: DEADLINE_MS,
    observe: async (learner) => {
      await learner.waitFor(({ kind }) => kind === 'exit', DEADLINE_MS);
      return testsOf(learner.observations, checkFiles);
    },
    checks: Object.fromEntries(
      checks.map(({ id, hint }) => [id, (tests) => judge(tests as readonly TestOutcome[], id, hint)]),
    ),
  };
}

/** What the tests of these files said. */
export function testsOf(
  observations: readonly Observation[],
  checkFiles: readonly string[],
): readonly TestOutcome[] {
  return observations.flatMap((seen) =>
    seen.kind === 'test' && checkFiles.includes(seen.test.file) ? [seen.test] : [],
  );
}

function judge(tests: readonly TestOutcome[], id: string, hint: string): Verdict {
  const own = tests.filter(({ path }) => path.length === 1 && path[0] === id);
  const [test] = own;
  if (own.length !== 1 || test === undefined) return notRun(tests, hint);
  if (test.outcome === 'pass') return { verdict: 'pass' };
  const { error } = test;
  if (test.outcome !== 'fail' || !error) return notRun(tests, hint);
  const place = error.place
    ? text(
        ` (${error.place.file}, line ${error.place.line})`,
        `（${error.place.file} 第 ${error.place.line} 行）`,
      )
    : text('', '');
  const compares = error.expected !== undefined && error.actual !== undefined;
  const said =
    error.name && error.name !== 'AssertionError' ? `${error.name}: ${error.message}` : error.message;
  return {
    verdict: 'fail',
    expected: compares ? same(error.expected ?? '') : text('no error', '没有错误'),
    seen: join(compares ? compared(error.actual ?? '', said) : same(said), place),
    hint,
  };
}

/** The value, and the author's own words if there are any: a generated message only says both values again. */
const compared = (actual: string, said: string): LocalizedText =>
  /^Expected values? /.test(said) ? same(actual) : text(`${actual}: ${said}`, `${actual}：${said}`);

/** A file that could not be loaded says why; it has the tests that are missing. */
function notRun(tests: readonly TestOutcome[], hint: string): Verdict {
  const broken = tests.find(({ file, path, outcome }) => outcome === 'fail' && path[0] === file);
  const why = broken?.error ? `${broken.error.name}: ${broken.error.message}` : undefined;
  return {
    verdict: 'fail',
    expected: text('the test runs', '测试能够运行'),
    seen: why === undefined ? text('it did not run', '它没有运行') : same(why),
    hint,
  };
}

const same = (words: string): LocalizedText => text(words, words);
const join = (a: LocalizedText, b: LocalizedText): LocalizedText =>
  text(a.en + b.en, a['zh-cn'] + b['zh-cn']);
