import { isDeepEqual } from './deep-equal.ts';
import { inspect } from './inspect.ts';

interface Failure {
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator?: string;
  readonly message?: string | Error | undefined;
}

/** What a failed assertion throws, with both values of a comparison. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string | undefined;
  readonly generatedMessage: boolean;

  constructor({ actual, expected, operator, message }: Failure) {
    super(typeof message === 'string' ? message : 'The assertion failed');
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    this.generatedMessage = typeof message !== 'string';
  }
}

type Message = string | Error | undefined;
type Matcher = RegExp | object | ((error: unknown) => boolean) | (new (...args: never[]) => unknown);

function fail(failure: Failure, otherwise: string): never {
  const { message } = failure;
  if (message instanceof Error) throw message;
  const error = new AssertionError({ ...failure, message: message ?? otherwise });
  throw message === undefined ? Object.assign(error, { generatedMessage: true }) : error;
}

/** `node:assert` (loose) or `node:assert/strict`: what the two share, and the four in which they differ. */
function createAssert(strict: boolean) {
  const ok = (value: unknown, message?: Message): void => {
    if (!value) {
      fail(
        { actual: value, expected: true, operator: '==', message },
        `The expression evaluated to a falsy value: ${inspect(value)}`,
      );
    }
  };

  const compare =
    (operator: string, words: string, holds: (actual: unknown, expected: unknown) => boolean) =>
    (actual: unknown, expected: unknown, message?: Message): void => {
      if (holds(actual, expected)) return;
      fail({ actual, expected, operator, message }, `${words}: ${inspect(actual)} and ${inspect(expected)}`);
    };

  const loose = (a: unknown, b: unknown): boolean => a == b || (Number.isNaN(a) && Number.isNaN(b));
  const deep = (a: unknown, b: unknown): boolean => isDeepEqual(a, b, false);
  const deepStrict = (a: unknown, b: unknown): boolean => isDeepEqual(a, b, true);

  const strictEqual = compare('strictEqual', 'Expected values to be strictly equal', Object.is);
  const notStrictEqual = compare(
    'notStrictEqual',
    'Expected values not to be strictly equal',
    (a, b) => !Object.is(a, b),
  );
  const deepStrictEqual = compare('deepStrictEqual', 'Expected values to be strictly deep-equal', deepStrict);
  const notDeepStrictEqual = compare(
    'notDeepStrictEqual',
    'Expected values not to be strictly deep-equal',
    (a, b) => !deepStrict(a, b),
  );

  function matches(error: unknown, expected: Matcher, message: Message): void {
    if (expected instanceof RegExp) {
      if (expected.test(String(error))) return;
      fail(
        { actual: error, expected, operator: 'throws', message },
        `The error ${inspect(error)} does not match ${String(expected)}`,
      );
    }
    if (typeof expected === 'function') {
      const isClass = typeof expected.prototype === 'object' && expected.prototype !== null;
      if (isClass && error instanceof expected) return;
      const isErrorClass = expected === Error || Object.prototype.isPrototypeOf.call(Error, expected);
      if (!isErrorClass && (expected as (error: unknown) => boolean).call({}, error) === true) return;
      fail(
        { actual: error, expected, operator: 'throws', message },
        `The error ${inspect(error)} is not the expected one`,
      );
    }
    for (const [key, value] of [
      ...Object.entries(expected),
      ...(expected instanceof Error
        ? [
            ['name', expected.name],
            ['message', expected.message],
          ]
        : []),
    ] as [string, unknown][]) {
      const seen: unknown = Reflect.get(Object(error) as object, key);
      const fits =
        value instanceof RegExp && typeof seen === 'string' ? value.test(seen) : deepStrict(seen, value);
      if (!fits) {
        fail(
          { actual: error, expected, operator: 'throws', message },
          `The error's ${key} is ${inspect(seen)}, not ${inspect(value)}`,
        );
      }
    }
  }

  const caught = (call: () => unknown): { readonly error: unknown } | undefined => {
    try {
      call();
      return undefined;
    } catch (error) {
      return { error };
    }
  };
  const caughtLater = async (work: unknown): Promise<{ readonly error: unknown } | undefined> => {
    try {
      await (typeof work === 'function' ? (work as () => unknown)() : work);
      return undefined;
    } catch (error) {
      return { error };
    }
  };

  /** `throws(call, matcher?, message?)`, of which the matcher may be left out. */
  const judge = (
    seen: { readonly error: unknown } | undefined,
    matcher: Matcher | string | undefined,
    message: Message,
    operator: 'throws' | 'rejects',
  ): void => {
    const said = typeof matcher === 'string' ? matcher : message;
    if (!seen) {
      const missing = operator === 'throws' ? 'Missing expected exception.' : 'Missing expected rejection.';
      fail({ expected: matcher, operator, message: said }, missing);
    }
    if (matcher !== undefined && typeof matcher !== 'string') matches(seen.error, matcher, message);
  };
  const judgeNot = (
    seen: { readonly error: unknown } | undefined,
    message: Message,
    operator: string,
  ): void => {
    if (seen)
      fail({ actual: seen.error, operator, message }, `Got an unwanted exception: ${inspect(seen.error)}`);
  };
  const said = (matcher: unknown, message: Message): Message =>
    typeof matcher === 'string' ? matcher : message;

  return Object.assign((value: unknown, message?: Message): void => ok(value, message), {
    AssertionError,
    ok,
    fail: (message?: Message): never => fail({ operator: 'fail', message }, 'Failed'),
    strictEqual,
    notStrictEqual,
    deepStrictEqual,
    notDeepStrictEqual,
    equal: strict ? strictEqual : compare('==', 'Expected values to be loosely equal', loose),
    notEqual: strict
      ? notStrictEqual
      : compare('!=', 'Expected values not to be loosely equal', (a, b) => !loose(a, b)),
    deepEqual: strict
      ? deepStrictEqual
      : compare('deepEqual', 'Expected values to be loosely deep-equal', deep),
    notDeepEqual: strict
      ? notDeepStrictEqual
      : compare('notDeepEqual', 'Expected values not to be loosely deep-equal', (a, b) => !deep(a, b)),
    throws: (call: () => unknown, matcher?: Matcher | string, message?: Message): void =>
      judge(caught(call), matcher, message, 'throws'),
    doesNotThrow: (call: () => unknown, matcher?: unknown, message?: Message): void =>
      judgeNot(caught(call), said(matcher, message), 'doesNotThrow'),
    rejects: async (work: unknown, matcher?: Matcher | string, message?: Message): Promise<void> =>
      judge(await caughtLater(work), matcher, message, 'rejects'),
    doesNotReject: async (work: unknown, matcher?: unknown, message?: Message): Promise<void> =>
      judgeNot(await caughtLater(work), said(matcher, message), 'doesNotReject'),
    match: (text: unknown, expected: RegExp, message?: Message): void => {
      if (typeof text === 'string' && expected.test(text)) return;
      fail(
        { actual: text, expected, operator: 'match', message },
        `${inspect(text)} does not match ${String(expected)}`,
      );
    },
    doesNotMatch: (text: unknown, expected: RegExp, message?: Message): void => {
      if (typeof text === 'string' && !expected.test(text)) return;
      fail(
        { actual: text, expected, operator: 'doesNotMatch', message },
        `${inspect(text)} matches ${String(expected)}`,
      );
    },
    ifError: (value: unknown): void => {
      if (value !== null && value !== undefined)
        throw value instanceof Error
          ? value
          : new AssertionError({
              actual: value,
              message: `ifError got unwanted exception: ${inspect(value)}`,
            });
    },
  });
}

const strictAssert = createAssert(true);
const looseAssert = createAssert(false);

/** `node:assert/strict`, and what `node:assert` calls `strict`. */
export const strict = Object.freeze(Object.assign(strictAssert, { strict: strictAssert }));
/** `node:assert`. */
export const assert = Object.freeze(Object.assign(looseAssert, { strict }));
