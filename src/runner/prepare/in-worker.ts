import type { Files, RunEnd } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import type { Preparation, Prepared } from './prepared.ts';

export type PrepareRequest =
  | { readonly kind: 'module'; readonly files: Files; readonly entry: string; readonly guardName: string }
  | {
      readonly kind: 'program';
      readonly files: Files;
      readonly roots: readonly string[];
      readonly areTests: boolean;
    };

export type PrepareReply =
  { readonly type: 'ready' } | { readonly type: 'prepared'; readonly preparation: Preparation };

/** The code, or why there is nothing to run. */
export type PreparedOrEnd = Prepared | { readonly ok: false; readonly end: RunEnd };

interface Parser {
  readonly worker: Worker;
  /** Whether its code has come. */
  isReady: boolean;
}

/** A worker that has run nothing, so that the next run need not wait for one to load. */
let idle: Parser | undefined;

/** Loads the parsers, which are wanted soon. */
export function loadParser(): void {
  idle ??= startParser();
}

function startParser(): Parser {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const parser: Parser = { worker, isReady: false };
  worker.addEventListener('message', () => (parser.isReady = true), { once: true });
  // Who waits for it hears of it as well.
  worker.addEventListener('error', () => {
    if (idle === parser) idle = undefined;
  });
  return parser;
}

/**
 * The preparation of a run in a worker, for which the page need not wait: its parsers take exponential time over some short
 * texts. The worker is ended on abort, or when it has read for too long; the time that it takes to load doesn't count.
 */
export function prepareInWorker(request: PrepareRequest, signal: AbortSignal): Promise<PreparedOrEnd> {
  if (signal.aborted) return Promise.resolve({ ok: false, end: { kind: 'stopped' } });
  const { promise, resolve } = Promise.withResolvers<PreparedOrEnd>();
  const over = new AbortController();
  const end = (reason: RunEnd): void => resolve({ ok: false, end: reason });
  const noParser = (reason: string): void => end({ kind: 'failed-to-start', reason, cause: 'no-parser' });

  const ask = (): void => {
    const timer = setTimeout(
      () => end(tooEntangled(request.kind === 'module' ? request.entry : (request.roots[0] ?? ''))),
      LIMITS.prepareMs,
    );
    over.signal.addEventListener('abort', () => clearTimeout(timer));
    worker.postMessage(request);
  };
  let hasAnswered = false;
  const take = (reply: PrepareReply): void => {
    if (reply.type === 'ready') return ask();
    hasAnswered = true;
    const { preparation } = reply;
    if (preparation.ok) resolve(preparation);
    else end({ kind: 'learner-error', error: preparation.error });
  };

  const parser = idle ?? startParser();
  const { worker } = parser;
  idle = undefined;
  const whileReading = { signal: over.signal };
  worker.addEventListener('message', ({ data }: MessageEvent<PrepareReply>) => take(data), whileReading);
  worker.addEventListener(
    'error',
    (event) => {
      event.preventDefault();
      noParser(event.message || 'The parser could not be loaded.');
    },
    whileReading,
  );
  signal.addEventListener('abort', () => end({ kind: 'stopped' }), whileReading);
  if (parser.isReady) ask();
  return promise.finally(() => {
    over.abort();
    if (hasAnswered && !idle) idle = parser;
    else worker.terminate();
  });
}

function tooEntangled(file: string): RunEnd {
  const problem = { kind: 'too-entangled' } as const;
  const place = { file, line: 1, column: 1 };
  return { kind: 'learner-error', error: { kind: 'syntax', name: '', message: '', problem, place } };
}
