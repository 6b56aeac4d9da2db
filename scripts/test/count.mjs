/** Counting what passed. A stage that crashes, or reports nothing, has failed: it is never counted as passed. */

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} excused how many of the skipped are no failure under CI=true: namespaces without root
 * @property {readonly string[]} unsteady of the passed, those that failed at the first attempt, and why
 */

/**
 * @typedef {object} VitestReport the part of Vitest's JSON report that is counted
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: VitestTest[] }[]} testResults
 *
 * @typedef {object} VitestTest
 * @property {string} status
 * @property {string} fullName
 * @property {readonly string[]} failureMessages of all attempts
 */

/** @type {Count} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0, excused: 0, unsteady: [] };
/** @type {Count} */
export const ONE_PASSED = { ...NOTHING, passed: 1 };
/** @type {Count} */
export const ONE_FAILED = { ...NOTHING, failed: 1 };
/** @type {Count} */
export const ONE_EXCUSED = { ...NOTHING, skipped: 1, excused: 1 };

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
      excused: total.excused + count.excused,
      unsteady: [...total.unsteady, ...count.unsteady],
    }),
    NOTHING,
  );
}

/**
 * What a run of Vitest comes to.
 *
 * @param {VitestReport | undefined} report undefined when there is none or it can't be read
 * @param {number | null} exitCode null when a signal ended it
 * @returns {Count}
 */
export function countVitest(report, exitCode) {
  if (!report) return ONE_FAILED;
  // A file that doesn't load has no tests to count, and a hook may fail where every test had passed.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    excused: 0,
    unsteady: report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages: [message = ''] }) => `${fullName}: ${message}`),
  };
}

/**
 * Whether the run is good: nothing failed, something passed, and under CI nothing was skipped without excuse.
 *
 * @param {Count} count
 * @param {boolean} ci
 */
export function isGood({ passed, failed, skipped, excused }, ci) {
  return passed > 0 && failed === 0 && !(ci && skipped > excused);
}

/** @param {Count} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
