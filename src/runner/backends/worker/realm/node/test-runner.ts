import type { TestOutcome } from '../../../../contract.ts';

/** What a finished test is told by; the error is the thrown value itself. */
export type Report = Omit<TestOutcome, 'error' | 'file'> & { readonly thrown?: { readonly error: unknown } };

type Body = (context: unknown, done?: (error?: unknown) => void) => unknown;
type Hook = (context?: unknown) => unknown;

interface Options {
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  readonly timeout?: number;
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

interface Hooks {
  readonly before: Hook[];
  readonly after: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
}

/** Where tests are called: a file, a suite, or a test with tests in it. They run one after the other. */
interface Scope extends Hooks {
  readonly path: readonly string[];
  readonly parent: Scope | undefined;
  readonly waiting: Entry[];
  /** Undefined while the scope may not begin yet: a suite waits for its turn. */
  running: Promise<void> | undefined;
  mayRun: boolean;
  failed: number;
  hasBegun: boolean;
}

interface Entry {
  readonly run: () => Promise<void>;
  /** Without having run. */
  readonly end: () => void;
}

export interface TestHost {
  /** Called for every test and suite that has ended. */
  readonly onReport: (report: Report) => void;
  /** Something is going on that nobody else may count: answers what ends it. */
  readonly hold: () => () => void;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
  readonly print: (text: string) => void;
  /** Resolves in a task of its own. */
  readonly nextTask: () => Promise<void>;
}

/**
 * A `node:test` for one file: what exercises use of it, by Node's rules. Tests of a scope run in the order of their
 * calls; a test fails when its function throws, rejects or outlives its `timeout`, or when one inside it fails. One difference is left: what
 * a suite's function registers after an `await` belongs to the file here.
 */
export function createTestRunner(host: TestHost) {
  const root = createScope([], undefined, true);
  let current: { scope: Scope; fail: (error: unknown) => void } | undefined;
  /** The scope whose function is being called right now: `test()` without a context belongs there. */
  let calling = root;
  let isDropped = false;

  function createScope(path: readonly string[], parent: Scope | undefined, mayRun: boolean): Scope {
    const hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    return { path, parent, waiting: [], running: undefined, mayRun, failed: 0, hasBegun: false, ...hooks };
  }

  /** Puts a test in line, and answers when it is over. */
  function enqueue(scope: Scope, run: () => Promise<void>): Promise<undefined> {
    const over = Promise.withResolvers<undefined>();
    const release = host.hold();
    const end = (): void => {
      release();
      over.resolve(undefined);
    };
    scope.waiting.push({ run: () => run().then(end), end });
    pump(scope);
    return over.promise;
  }

  function pump(scope: Scope): void {
    if (!scope.mayRun || scope.running) return;
    scope.running = (async () => {
      // First the code that calls the tests goes on; a file that throws at its top runs none of them.
      if (scope === root) await host.nextTask();
      else await undefined;
      for (let entry = scope.waiting.shift(); entry; entry = scope.waiting.shift()) {
        if (isDropped) entry.end();
        else await entry.run();
      }
      scope.running = undefined;
    })();
  }

  async function settled(scope: Scope): Promise<void> {
    while (scope.running) await scope.running;
  }

  async function attempt(work: () => unknown): Promise<Outcome> {
    try {
      await work();
      return { ok: true };
    } catch (error) {
      return { ok: false, error };
    }
  }

  async function runHooks(hooks: readonly Hook[], context?: unknown): Promise<Outcome> {
    for (const hook of hooks) {
      const outcome = await attempt(() => hook(context));
      if (!outcome.ok) return outcome;
    }
    return { ok: true };
  }

  /** `beforeEach` of the outer scopes first, `afterEach` of the inner ones. */
  function hooksAround(scope: Scope, which: 'beforeEach' | 'afterEach'): Hook[] {
    const outer = scope.parent ? hooksAround(scope.parent, which) : [];
    return which === 'beforeEach' ? [...outer, ...scope[which]] : [...scope[which], ...outer];
  }

  async function begin(scope: Scope): Promise<Outcome> {
    if (scope.hasBegun) return { ok: true };
    scope.hasBegun = true;
    return runHooks(scope.before);
  }

  function report(
    scope: Scope,
    path: readonly string[],
    outcome: TestOutcome['outcome'],
    startedAt: number,
    thrown?: { error: unknown },
  ): void {
    if (outcome === 'fail') scope.failed += 1;
    host.onReport({
      path,
      outcome,
      durationMs: Math.max(0, performance.now() - startedAt),
      ...(thrown && { thrown }),
    });
  }

  async function runTest(
    parent: Scope,
    name: string,
    options: Options,
    body: Body | undefined,
  ): Promise<void> {
    const path = [...parent.path, name];
    const startedAt = performance.now();
    if (isSet(options.skip)) return report(parent, path, 'skip', startedAt);
    const scope = createScope(path, parent, true);
    let isSkipped = false;
    let isTodo = isSet(options.todo);
    const aborted = new AbortController();
    const context = {
      name,
      fullName: path.join(' > '),
      signal: aborted.signal,
      test: testIn(scope),
      before: (hook: Hook) => void scope.before.push(hook),
      after: (hook: Hook) => void scope.after.push(hook),
      beforeEach: (hook: Hook) => void scope.beforeEach.push(hook),
      afterEach: (hook: Hook) => void scope.afterEach.push(hook),
      diagnostic: (text: unknown) => host.print(String(text)),
      skip: () => void (isSkipped = true),
      todo: () => void (isTodo = true),
    };

    const escaped = Promise.withResolvers<never>();
    // Whatever is thrown where nobody catches it, while this test runs, is this test's.
    const previous = current;
    current = { scope, fail: escaped.reject };
    const timer =
      options.timeout !== undefined && Number.isFinite(options.timeout)
        ? host.setTimeout(
            () => escaped.reject(new Error(`test timed out after ${options.timeout}ms`)),
            options.timeout,
          )
        : undefined;
    const outcome = await attempt(() =>
      Promise.race([escaped.promise, runBody(scope, parent, context, body)]),
    );
    if (timer !== undefined) host.clearTimeout(timer);
    aborted.abort();
    const after = await runHooks([...scope.after, ...hooksAround(parent, 'afterEach')], context);
    current = previous;

    const failed = [outcome, after].find(({ ok }) => !ok);
    if (failed && !failed.ok && isTodo) return report(parent, path, 'todo', startedAt, failed);
    if (failed && !failed.ok) return report(parent, path, 'fail', startedAt, failed);
    return report(parent, path, isSkipped ? 'skip' : isTodo ? 'todo' : 'pass', startedAt);
  }

  async function runBody(
    scope: Scope,
    parent: Scope,
    context: object,
    body: Body | undefined,
  ): Promise<void> {
    for (const hooks of [begin(parent), runHooks(hooksAround(parent, 'beforeEach'), context)]) {
      const outcome = await hooks;
      if (!outcome.ok) throw outcome.error;
    }
    if (body && body.length >= 2)
      await new Promise<void>((resolve, reject) => {
        body(context, (error) =>
          error === undefined || error === null ? resolve() : reject(error as Error),
        );
      });
    else await body?.(context);
    await settled(scope);
    if (scope.failed > 0) throw new Error(`${scope.failed} subtest${scope.failed > 1 ? 's' : ''} failed`);
  }

  function declareSuite(
    parent: Scope,
    name: string,
    options: Options,
    body: (() => unknown) | undefined,
  ): Promise<void> {
    const path = [...parent.path, name];
    const scope = createScope(path, parent, false);
    let declared: Promise<Outcome> = Promise.resolve({ ok: true });
    if (!isSet(options.skip) && body) {
      const before = calling;
      calling = scope;
      declared = attempt(body);
      calling = before;
    }
    return enqueue(parent, async () => {
      const startedAt = performance.now();
      if (isSet(options.skip)) return report(parent, path, 'skip', startedAt);
      const begun = await begin(parent);
      const body = begun.ok ? await declared : begun;
      if (body.ok) {
        scope.mayRun = true;
        pump(scope);
        await settled(scope);
      }
      const after = await runHooks(scope.after);
      const failed = [body, after].find(({ ok }) => !ok);
      if (failed && !failed.ok) return report(parent, path, 'fail', startedAt, failed);
      if (scope.failed === 0) return report(parent, path, 'pass', startedAt);
      report(parent, path, 'fail', startedAt, {
        error: new Error(`${scope.failed} subtest${scope.failed > 1 ? 's' : ''} failed`),
      });
    });
  }

  function testIn(fixed: Scope | undefined) {
    const declare =
      (extra: Options) =>
      (...args: unknown[]): Promise<void> => {
        const { name, options, body } = readArguments(args);
        const scope = fixed ?? calling;
        return enqueue(scope, () => runTest(scope, name, { ...options, ...extra }, body as Body | undefined));
      };
    return Object.assign(declare({}), {
      skip: declare({ skip: true }),
      todo: declare({ todo: true }),
      only: declare({}),
    });
  }

  const declareIn =
    (extra: Options) =>
    (...args: unknown[]): Promise<void> => {
      const { name, options, body } = readArguments(args);
      return declareSuite(calling, name, { ...options, ...extra }, body as (() => unknown) | undefined);
    };
  const suite = Object.assign(declareIn({}), {
    skip: declareIn({ skip: true }),
    todo: declareIn({ todo: true }),
    only: declareIn({}),
  });
  const hook = (which: keyof Hooks) => (body: Hook) => void calling[which].push(body);
  const test = testIn(undefined);

  return {
    /** What `import … from 'node:test'` gives. */
    exports: Object.freeze({
      test: Object.assign(test, { test, it: test, describe: suite, suite }),
      it: test,
      describe: suite,
      suite,
      before: hook('before'),
      after: hook('after'),
      beforeEach: hook('beforeEach'),
      afterEach: hook('afterEach'),
    }),
    /** Resolves when every test has ended, and runs what was to come after all of them. */
    end: async (): Promise<Outcome> => {
      await settled(root);
      return runHooks(root.after);
    },
    /** Runs none of the tests that have not begun: their file could not be loaded. */
    drop: (): void => {
      isDropped = true;
    },
    /** Gives an error that nobody caught to the test that is running; false where none is. */
    claim: (error: unknown): boolean => {
      current?.fail(error);
      return current !== undefined;
    },
  };
}

export type TestRunner = ReturnType<typeof createTestRunner>;

/** `test([name], [options], [function])`, each of which may be left out. */
function readArguments(args: readonly unknown[]) {
  const body = args.find((argument) => typeof argument === 'function');
  const options = args.find((argument) => typeof argument === 'object' && argument !== null) ?? {};
  const name = args.find((argument) => typeof argument === 'string') ?? (body?.name || '<anonymous>');
  return { name, options: options as Options, body };
}

const isSet = (flag: boolean | string | undefined): boolean => flag !== undefined && flag !== false;
