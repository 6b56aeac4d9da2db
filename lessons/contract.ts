/**
 * What an exercise's `checks/index.ts` exports. Checks run in the site's realm; learner code runs
 * elsewhere and is seen only through `Learner`. (Structurally the same types as src/runner/contract.ts,
 * declared here because lessons import nothing of the site but its protocol core and its simulator.)
 */

import type { Id, Scene, Trace } from '#src/simulator/index.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type LocalizedText = Readonly<Record<'en' | 'zh-cn', string>>;

/**
 * What the runner itself finds wrong with learner code, for a page that says it in its own language.
 * `path` leads from the answer to a value: `[0].type`, or nothing for the answer itself.
 */
export type Problem =
  | { readonly kind: 'import' } // nothing here could load another module
  | { readonly kind: 'missing-file'; readonly specifier: string } // none of the exercise's files
  | { readonly kind: 'unknown-package'; readonly specifier: string } // no registry here
  | { readonly kind: 'unsupported-builtin'; readonly specifier: string } // a part of Node that the runner hasn't got
  | { readonly kind: 'import-cycle'; readonly files: string } // `a.ts → b.ts → a.ts`
  | { readonly kind: 'computed-import' } // `import(name)`: only a text can be linked before the run
  | { readonly kind: 'source-too-long'; readonly limit: number } // characters
  | { readonly kind: 'too-entangled' } // the parser doesn't come to an end
  | { readonly kind: 'nested-too-deeply' } // the parser's stack ran out
  | AnswerProblem;

/** Why an answer is no data. */
export type AnswerProblem =
  | {
      readonly kind: 'too-many-values' | 'too-deep' | 'text-too-long' | 'too-much-text' | 'name-too-long';
      readonly path: string;
      readonly limit: number;
    }
  | {
      readonly kind: 'no-data';
      readonly path: string;
      readonly what: 'function' | 'symbol' | 'bigint' | 'binary' | 'object'; // an object without data of its own
    };

/** A test of `node:test` that has ended. */
export interface TestOutcome {
  readonly file: string;
  /** Its name, after those of the suites and tests around it. */
  readonly path: readonly string[];
  readonly outcome: 'pass' | 'fail' | 'skip' | 'todo';
  readonly durationMs: number;
  readonly error?: TestError;
}

export interface TestError {
  readonly name: string;
  readonly message: string;
  /** Of an AssertionError that compares: both values, as `util.inspect` writes them. */
  readonly expected?: string;
  readonly actual?: string;
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

export interface LearnerError {
  readonly kind: 'syntax' | 'thrown' | 'missing-export' | 'not-cloneable' | 'loop' | 'recursion';
  readonly name: string;
  readonly message: string;
  readonly problem?: Problem;
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

export type CallOutcome =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: LearnerError };

export type Observation =
  | {
      readonly kind: 'connection-created';
      readonly connection: number;
      readonly atMs: number;
      readonly configuration: Json;
    }
  | {
      readonly kind: 'candidate';
      readonly connection: number;
      readonly atMs: number;
      readonly candidate: string | null;
    }
  | {
      readonly kind: 'candidate-error';
      readonly connection: number;
      readonly atMs: number;
      readonly url: string;
      readonly errorCode: number;
      readonly errorText: string;
    }
  | {
      readonly kind: 'state';
      readonly connection: number;
      readonly atMs: number;
      readonly which: 'gathering' | 'connection' | 'ice-connection' | 'signaling';
      readonly state: string;
    }
  | { readonly kind: 'connection-closed'; readonly connection: number; readonly atMs: number }
  /** A data channel of a connection, made by either side; `channel` from 1 in order of appearance. */
  | {
      readonly kind: 'channel';
      readonly connection: number;
      readonly channel: number;
      readonly atMs: number;
      readonly state: 'created' | 'open' | 'closed';
    }
  /** What a data channel received; null for binary data. */
  | {
      readonly kind: 'message';
      readonly connection: number;
      readonly channel: number;
      readonly atMs: number;
      readonly text: string | null;
    }
  /** A candidate of the other side that the browser took, and whether the description with its ufrag was there. */
  | {
      readonly kind: 'remote-candidate';
      readonly connection: number;
      readonly atMs: number;
      readonly usernameFragment: string;
      readonly described: boolean;
    }
  /** The pair in use, by the browser's statistics, each time that a connection becomes `connected`. */
  | {
      readonly kind: 'selected-pair';
      readonly connection: number;
      readonly atMs: number;
      /** `host`, `srflx`, `prflx`, `relay`, or empty where the browser doesn't say. */
      readonly localType: string;
      readonly remoteType: string;
    }
  | { readonly kind: 'test'; readonly atMs: number; readonly test: TestOutcome }
  /** A server of the program listens, on this port of its simulated network. */
  | { readonly kind: 'listening'; readonly atMs: number; readonly address: string; readonly port: number }
  /** A program came to its end: nothing was left that could still happen, or it called `process.exit()`. */
  | { readonly kind: 'exit'; readonly atMs: number; readonly code: number };

export interface Learner {
  call(exportName: string, ...args: Json[]): Promise<CallOutcome>;
  readonly observations: readonly Observation[];
  waitFor(
    predicate: (observation: Observation) => boolean,
    withinMs: number,
  ): Promise<Observation | undefined>;
  readonly signal: AbortSignal;
}

/** An ICE server as data (`RTCIceServer` without the DOM). */
export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export interface CheckContext {
  /** The servers that the learner's code is given; fresh credentials of the site's own server by default. */
  readonly iceServers: readonly IceServer[];
}

export type Verdict =
  | { readonly verdict: 'pass'; readonly seen?: LocalizedText }
  | {
      readonly verdict: 'fail';
      readonly expected: LocalizedText;
      readonly seen: LocalizedText;
      /** Id of the hint in exercise.yaml that helps here. */
      readonly hint?: string;
    }
  /** The check can't be made here (no TURN server, say). Never the learner's fault; `seen` says what to do. */
  | { readonly verdict: 'error'; readonly seen: LocalizedText };

/**
 * An exercise's checks. `observe` drives the learner's module once and collects what the checks look at;
 * each check is then a pure function of that, so it can be tested without a browser.
 */
export interface ExerciseChecks<Observed = unknown> {
  /** Wall clock for the whole run, in milliseconds. */
  readonly deadlineMs: number;
  observe(learner: Learner, context: CheckContext): Promise<Observed>;
  /** By check id, in the order of exercise.yaml. */
  readonly checks: Readonly<Record<string, (observed: Observed, context: CheckContext) => Verdict>>;
}

/** Declares an exercise's checks; only there so that `Observed` is inferred. */
export function defineChecks<Observed>(checks: ExerciseChecks<Observed>): ExerciseChecks<Observed> {
  return checks;
}

/** What the checks of a Lab exercise know of a run. */
export interface LabContext extends CheckContext {
  readonly lab: {
    /** Drawn for each run; the scene was made of it. */
    readonly seed: number;
    /** What happened on the scene's network until now: our own record, which no learner's code can reach. */
    trace(): Trace;
  };
}

/**
 * The checks of a Lab exercise. The learner's program is a host of a scene, and its UDP crosses the scene's NATs.
 * `observe` waits for the program's end and takes the trace; what a program prints proves nothing.
 */
export interface LabChecks<Observed = unknown> {
  /** Wall clock for the whole run, in milliseconds. */
  readonly deadlineMs: number;
  /** Id of the host that the program is. It has no agent. */
  readonly host: Id;
  /** The scene of a run, from 32 random bits: what the learner has to find out varies with them. */
  scene(seed: number): Scene;
  observe(learner: Learner, context: LabContext): Promise<Observed>;
  /** By check id, in the order of exercise.yaml. */
  readonly checks: Readonly<Record<string, (observed: Observed, context: LabContext) => Verdict>>;
}

/** Declares the checks of a Lab exercise. */
export function defineLabChecks<Observed>(checks: LabChecks<Observed>): LabChecks<Observed> {
  return checks;
}

/** A text in both editions. */
export function text(en: string, zhCn: string): LocalizedText {
  return { en, 'zh-cn': zhCn };
}
