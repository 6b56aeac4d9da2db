/**
 * What the runner takes and gives. It knows nothing of the site: an exercise comes as data,
 * and everything about a run leaves as events and observations.
 */

/** What can cross the border between the learner's realm and ours: structured-clone data without behaviour. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The learner's files, by path as the tabs show it: `exercise.ts` → its TypeScript. */
export type Files = Readonly<Record<string, string>>;

/** A place in the learner's own source; lines and columns from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

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

/** An error of the learner's code, in the learner's realm or before it got there. */
export interface LearnerError {
  readonly kind:
    | 'syntax' // the file could not be parsed
    | 'thrown' // the code threw, or a promise was rejected
    | 'missing-export' // the module doesn't export what the exercise calls
    | 'not-cloneable' // the function answered with something that is no data
    | 'loop' // the loop guard stopped it
    | 'recursion'; // the stack ran out
  readonly name: string;
  readonly message: string;
  /** Set when the runner speaks, not a parser or the code itself; `name` and `message` are empty then. */
  readonly problem?: Problem;
  readonly place?: SourcePlace;
}

/** Answer of one call into the learner's module. */
export type CallOutcome =
  { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: LearnerError };

/**
 * What really happened in the learner's realm, seen by code that was there first and that the
 * learner can't reach. `atMs` counts from the start of the run; `connection` from 1 in order of creation.
 */
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
      /** `RTCIceCandidate.candidate` of a trusted event; `""` is end-of-candidates, null the end of gathering. */
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

/** A test of `node:test` that has ended, as the runner's own reporter saw it. */
export interface TestOutcome {
  /** The file that called `test()`. */
  readonly file: string;
  /** Its name, after those of the suites and tests around it. */
  readonly path: readonly string[];
  readonly outcome: 'pass' | 'fail' | 'skip' | 'todo';
  readonly durationMs: number;
  readonly error?: TestError;
}

/** Why a test failed. */
export interface TestError {
  readonly name: string;
  readonly message: string;
  /** Of an AssertionError that compares: both values, as `util.inspect` writes them. */
  readonly expected?: string;
  readonly actual?: string;
  readonly place?: SourcePlace;
}

/** A value of the learner's console as a tree, within limits (`PREVIEW_LIMITS`): text, and what can be opened. */
export interface Preview {
  /** `"text"`, `42`, `Array(3)`, `Uint8Array(20)`, `TypeError: no`. */
  readonly text: string;
  /** What it holds, where that is anything; `more` counts what was left out. */
  readonly content?: { readonly entries: readonly PreviewEntry[]; readonly more: number };
}

export interface PreviewEntry {
  /** A property's name, an index, a key of a map, or the place of a row of bytes. */
  readonly key: string;
  readonly value: Preview;
}

/** A line of the learner's console, or of the runner about the learner's code. */
export interface OutputLine {
  readonly atMs: number;
  readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug';
  readonly text: string;
  /** Those of the values that were printed which hold something, to be opened. */
  readonly values?: readonly Preview[];
  /** Set when the runner speaks, not the learner's code; `text` then says it in English. */
  readonly notice?: OutputNotice;
}

/** What the runner itself says among the learner's output, for a page that says it in its own language. */
export type OutputNotice =
  | { readonly kind: 'cut'; readonly lines: number } // there was more output than is kept; `lines` were kept
  | { readonly kind: 'datagrams-lost'; readonly limit: number } // the network took so many of a run and lost the rest
  | { readonly kind: 'uncaught'; readonly error: LearnerError } // thrown where nobody catches: a callback, a promise
  | { readonly kind: 'blocked'; readonly what: string; readonly directive: string }; // the frame's policy refused it

/** Why a run ended before its driver was through. */
export type RunEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' } // by the learner
  | { readonly kind: 'deadline'; readonly deadlineMs: number }
  | { readonly kind: 'hung' } // the frame stopped answering its heartbeat
  | { readonly kind: 'too-many-observations'; readonly limit: number } // what came after them, no check could know
  | { readonly kind: 'left' } // the frame navigated away, was taken down by its own code, or took the page's focus
  | {
      readonly kind: 'failed-to-start';
      readonly reason: string;
      /** Set when the runner speaks; `reason` then says it in English. */
      readonly cause?: 'no-frame' | 'no-parser';
    }
  | { readonly kind: 'learner-error'; readonly error: LearnerError };

/** A request to a server of the learner's program, as data. */
export interface ServerRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * What came of it: the whole answer, names of its headers in lower case; or nothing, because nobody listened, the
 * server cut the connection, or the answer was longer than `LIMITS.answerChars`.
 */
export type ServerAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly ok: false; readonly why: 'refused' | 'cut-off' | 'too-long' };

/** The learner's module, as a driver sees it: calls go in as data, answers come out as data. */
export interface Learner {
  /** Calls an export of the entry module. Rejects with `RunEnded` when the run is over before the answer. */
  call(exportName: string, ...args: Json[]): Promise<CallOutcome>;
  /**
   * Asks a server of the learner's program; a long poll is answered as late as the server likes. Rejects with the
   * signal's reason when that is aborted (the server sees its client go away), and with `RunEnded`.
   */
  request(port: number, request: ServerRequest, signal?: AbortSignal): Promise<ServerAnswer>;
  /** Everything observed so far, in order. */
  readonly observations: readonly Observation[];
  /** Resolves when an observation satisfies the predicate, or with undefined after `withinMs`. */
  waitFor(
    predicate: (observation: Observation) => boolean,
    withinMs: number,
  ): Promise<Observation | undefined>;
  readonly signal: AbortSignal;
}

/** A UDP datagram as it stands on the network of a program's machine. */
export interface NetworkDatagram {
  readonly from: NetworkEndpoint;
  readonly to: NetworkEndpoint;
  readonly data: Uint8Array;
}

export interface NetworkEndpoint {
  readonly address: string;
  readonly port: number;
}

/** What lies outside a program's machine: whatever it is, it carries UDP. */
export interface Network {
  /** IP addresses of the machine, beside those of its loopback. */
  readonly addresses: readonly string[];
  /** A datagram leaves the machine. Its source is one of `addresses`. */
  send(datagram: NetworkDatagram): void;
  /** Where datagrams for the machine go, until the signal aborts. */
  listen(receive: (datagram: NetworkDatagram) => void, signal: AbortSignal): void;
}

export interface RunRequest {
  readonly files: Files;
  readonly entry: string;
  /** Files of tests to run instead of the entry, as `node --test` does; a backend for programs only. */
  readonly tests?: readonly string[];
  /** Where its UDP goes beside the loopback; a backend for programs only. Default: nowhere. */
  readonly network?: Network;
  /** What `drive` needs and nothing else waits for: it comes while the realm does. When it rejects, so does the run. */
  readonly ready?: Promise<unknown>;
  /** Wall clock for the whole run, from when all of that is there. */
  readonly deadlineMs: number;
  /** Runs against the loaded module; what it resolves to is the run's result. It runs in OUR realm. */
  readonly drive: (learner: Learner) => Promise<unknown>;
  readonly onOutput: (line: OutputLine) => void;
  /** Aborting it is Stop. */
  readonly signal: AbortSignal;
}

export interface RunResult<T = unknown> {
  readonly end: RunEnd;
  /** What `drive` resolved to, when that ended the run. */
  readonly observed?: T;
  readonly observations: readonly Observation[];
}

/**
 * What this browser or this site can't give a run. `shared-process`: a native call that never ends
 * (a regular expression that backtracks) freezes the page until the browser stops it.
 */
export type BackendLimit = 'shared-process';

/** A place where learner code can run. One run at a time: a new one ends the one before. */
export interface Backend {
  /** As known so far: a sandbox origin that doesn't answer shows at the first run. */
  readonly limits: readonly BackendLimit[];
  run(request: RunRequest): Promise<RunResult>;
  /** Ends whatever runs and frees what the backend holds. */
  dispose(): void;
}
