/**
 * Runs first in the learner's frame, before any learner code, and stays the only one there that can speak
 * to the host: the port is a local of this script. `realm/intrinsics.ts` has the rules of this folder.
 */
import type { FrameError, FrameMessage, HostMessage } from '../../messages.ts';
import { LIMITS } from '../../limits.ts';
import { observeConnections } from './realm/connections.ts';
import { observeConsole } from './realm/console.ts';
import { describeError } from './realm/describe.ts';
import {
  apply,
  getter,
  get,
  hasOwn,
  listen,
  messageData,
  NativePromise,
  now,
  postToPort,
  put,
  slice,
  unlisten,
  whenSettled,
} from './realm/intrinsics.ts';
import { installLoopGuard } from './realm/loop-guard.ts';
import { toPlainData } from './realm/plain-data.ts';

const MAX_TEXT = LIMITS.textChars;
const NativeBlob = Blob;
const NativeWorker = Worker;
const createObjectURL = URL.createObjectURL;
const host = parent;
const ownWindow = window;

/**
 * Runs only with an opaque origin: framed by anybody without `sandbox`, this page would otherwise hand its
 * own origin to whoever sends it code.
 */
if (origin === 'null') listen(ownWindow, 'message', onHandshake, false);
if (origin === 'null') host.postMessage('icebreaker:frame', '*');

/** The one message that comes by the window: the host's port, before any learner code. */
function onHandshake(event: MessageEvent): void {
  // Learner code in a frame of its own making can't be a host: its origin is opaque as well.
  if (event.source !== host || event.origin === 'null' || event.data !== 'icebreaker:port') return;
  const port = event.ports[0];
  if (!port) return;
  unlisten(ownWindow, 'message', onHandshake as never, false);
  event.stopImmediatePropagation();
  serve(port);
}

/**
 * Takes away, for good, what would lead out of the learner's realm. `window.event` is the event that is being
 * handled, and calls arrive by the port's: its target is the port. The history is the whole page's, not the
 * frame's.
 */
function closeWaysOut(): void {
  put(ownWindow, 'event', undefined, true);
  for (const way of ['back', 'forward', 'go', 'pushState', 'replaceState'] as const) {
    Reflect.deleteProperty(History.prototype, way);
  }
}

function serve(port: MessagePort): void {
  closeWaysOut();
  let startedAt = now();
  let observed = 0;
  let learnerModule: object | undefined;

  const atMs = (): number => now() - startedAt;
  const send = (message: FrameMessage): void => postToPort(port, message);

  listen(port, 'message', (event: MessageEvent) => handle(messageData(event) as HostMessage), false);
  port.start();

  observeConsole(
    (level, text, values) => send({ type: 'output', atMs: atMs(), level, text, values }),
    () => send({ type: 'output-cut', atMs: atMs() }),
  );
  observeConnections((observation) => {
    observed += 1;
    // The one too many tells the host that there were more.
    if (observed <= LIMITS.observations + 1) send({ type: 'observation', observation });
  }, atMs);
  observeUncaught();

  function handle(message: HostMessage): void {
    switch (message.type) {
      case 'ping':
        return send({ type: 'pong', ping: message.ping });
      case 'become-worker':
        return becomeWorker(message.source);
      case 'load':
        return load(message);
      case 'call':
        return call(message.call, message.exportName, message.args);
    }
  }

  /** The port goes on to a worker of this document; nothing of the learner's will run in the frame itself. */
  function becomeWorker(source: string): void {
    const worker = new NativeWorker(createObjectURL(new NativeBlob([source], { type: 'text/javascript' })));
    worker.postMessage('icebreaker:port', [port]);
  }

  function load({ source, guardName, loopBudgetMs }: Extract<HostMessage, { type: 'load' }>): void {
    installLoopGuard(guardName, loopBudgetMs, (line, column) => send({ type: 'loop', line, column }));
    const url = createObjectURL(new NativeBlob([source], { type: 'text/javascript' }));
    // The policy lets scripts come from blobs: from now on only this one exists, so that no code escapes the guard.
    delete (URL as { createObjectURL?: unknown }).createObjectURL;
    for (const maker of ['Worker', 'SharedWorker'] as const) Reflect.deleteProperty(ownWindow, maker);
    startedAt = now();
    whenSettled(
      import(/* @vite-ignore */ url),
      (loaded) => {
        learnerModule = loaded as object;
        send({ type: 'loaded' });
      },
      (error) => send({ type: 'load-failed', error: describeError(error) }),
    );
  }

  function call(number: number, exportName: string, args: unknown[]): void {
    const fail = (thrown: unknown): void =>
      send({ type: 'failure', call: number, error: describeError(thrown) });
    const refuse = (error: FrameError): void => send({ type: 'failure', call: number, error });
    try {
      const exported =
        learnerModule && hasOwn(learnerModule, exportName) ? get(learnerModule, exportName) : undefined;
      if (typeof exported !== 'function') {
        return refuse({ kind: 'missing-export', name: '', message: exportName, stack: '' });
      }
      const answer: unknown = apply(exported as () => unknown, undefined, args as []);
      // A thenable of the learner's is followed as `await` would; one that never settles meets the deadline.
      const settled = new NativePromise((resolve) => resolve(answer));
      whenSettled(
        settled,
        (value) => {
          try {
            const plain = toPlainData(value);
            if (plain.ok) send({ type: 'answer', call: number, value: plain.data });
            else refuse({ kind: 'not-cloneable', name: '', message: '', stack: '', problem: plain.problem });
          } catch (error) {
            fail(error);
          }
        },
        fail,
      );
    } catch (error) {
      fail(error);
    }
  }

  /** What nobody catches in the learner's code, and what the frame's policy refuses it. */
  function observeUncaught(): void {
    let told = 0;
    const tell = (message: () => FrameMessage): void => {
      told += 1;
      if (told <= LIMITS.outputLines) send(message());
    };
    const errorOf = getter(ErrorEvent.prototype, 'error');
    const reasonOf = getter(PromiseRejectionEvent.prototype, 'reason');
    const blockedUri = getter(SecurityPolicyViolationEvent.prototype, 'blockedURI');
    const directive = getter(SecurityPolicyViolationEvent.prototype, 'effectiveDirective');
    listen(
      ownWindow,
      'error',
      (event: ErrorEvent) => {
        if (event.isTrusted)
          tell(() => ({ type: 'uncaught', atMs: atMs(), error: describeError(errorOf(event)) }));
      },
      true,
    );
    listen(
      ownWindow,
      'unhandledrejection',
      (event: PromiseRejectionEvent) => {
        if (event.isTrusted)
          tell(() => ({ type: 'uncaught', atMs: atMs(), error: describeError(reasonOf(event)) }));
      },
      true,
    );
    listen(
      ownWindow.document,
      'securitypolicyviolation',
      (event: SecurityPolicyViolationEvent) => {
        if (!event.isTrusted) return;
        const what = slice(blockedUri(event), 0, MAX_TEXT);
        tell(() => ({ type: 'blocked', atMs: atMs(), what, directive: directive(event) }));
      },
      true,
    );
  }
}
