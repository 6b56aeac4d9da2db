/**
 * Runs first in the learner's worker and alone holds the port to the host. It makes a place like Node of it, and runs
 * a program there to its end. Before code of the learner's runs, `lockIntrinsics` has made sure that nothing of this
 * can be redefined.
 */
import { Buffer } from 'buffer/';
import { LIMITS } from '../../../limits.ts';
import type { FrameMessage, HostMessage, LoadProgram, RealmTest } from '../../../messages.ts';
import { observeConsole } from '../../frame/realm/console.ts';
import { describeError } from '../../frame/realm/describe.ts';
import { createBuiltins } from './builtins.ts';
import { closeWaysOut, defineGlobal } from './globals.ts';
import { createHandles } from './handles.ts';
import { createHostRequests } from './host-requests.ts';
import { linkProgram } from './link.ts';
import { lockIntrinsics } from './lock.ts';
import { createMachine, type Datagram, type Machine } from './network.ts';
import { AssertionError } from './node/assert.ts';
import { createFetch } from './node/http/fetch.ts';
import { createHttpLoopback } from './node/http/loopback.ts';
import { inspect } from './node/inspect.ts';
import { createProcess, installTimers, ProgramExit } from './node/process.ts';
import { createTestRunner, type Report, type TestRunner } from './node/test-runner.ts';
import { createTaskQueue } from './tasks.ts';
import { createTimers } from './timers.ts';

/** What is printed for a program goes where its own words go. */
const output = globalThis.console;

addEventListener('message', onHandshake);

/** The one message that comes to the worker itself: the host's port, from the frame, before any learner code. */
function onHandshake(event: MessageEvent): void {
  const port = event.ports[0];
  if (event.data !== 'icebreaker:port' || !port) return;
  removeEventListener('message', onHandshake);
  serve(port);
}

function serve(port: MessagePort): void {
  const startedAt = performance.now();
  const postMessage = port.postMessage.bind(port);
  const atMs = (): number => performance.now() - startedAt;
  const send = (message: FrameMessage): void => postMessage(message);
  let observed = 0;
  /** Once there is a program that could have servers. */
  let requests: ReturnType<typeof createHostRequests> | undefined;
  let machine: Machine | undefined;

  port.onmessage = ({ data }: MessageEvent<HostMessage>) => {
    if (data.type === 'ping') send({ type: 'pong', ping: data.ping });
    if (data.type === 'load-program') void run(data);
    if (data.type === 'request') requests?.ask(data);
    if (data.type === 'datagram') machine?.receive(data.datagram);
    if (data.type === 'abort-request') requests?.abort(data.id);
  };
  closeWaysOut();
  observeConsole(
    (level, text, values) => send({ type: 'output', atMs: atMs(), level, text, values }),
    () => send({ type: 'output-cut', atMs: atMs() }),
  );
  send({ type: 'worker-ready' });

  async function run(program: LoadProgram): Promise<void> {
    let isOver = false;
    let isSettled = false;
    let failures = 0;
    let listened = 0;
    let sent = 0;
    const runners = new Map<string, TestRunner>();
    const handles = createHandles(() => {
      if (isSettled) exit(process.exitCode ?? 0);
    });
    const timers = createTimers(handles);
    const { process, flush } = createProcess(
      { exit, print: (level, text) => output[level](text) },
      program.roots[0] ?? '',
    );

    function exit(code: number): void {
      if (isOver) return;
      isOver = true;
      flush();
      const failed = program.areTests && (failures > 0 || observed === 0) ? 1 : 0;
      send({ type: 'observation', observation: { kind: 'exit', atMs: atMs(), code: whole(code) || failed } });
    }

    const testOf = (file: string) => {
      const runner =
        runners.get(file) ??
        createTestRunner({
          onReport: (report) => tell(file, report),
          hold: () => {
            const handle = handles.open();
            return () => handle.end();
          },
          setTimeout: timers.setTimeout,
          clearTimeout: timers.clearTimeout,
          print: (text) => output.log(text),
          nextTask: () => new Promise((resolve) => timers.setImmediate(() => resolve())),
        });
      runners.set(file, runner);
      return runner.exports;
    };

    function tell(file: string, { thrown, ...report }: Report): void {
      if (isOver) return;
      if (report.outcome === 'fail') failures += 1;
      observed += 1;
      // The one too many tells the host that there were more.
      if (observed > LIMITS.observations + 1) return;
      send({ type: 'test', atMs: atMs(), test: testOfReport(file, report, thrown) });
    }

    /** An error that nobody caught: the running test's, or the program's end, as in Node. */
    function fail(error: unknown): void {
      if (isOver || error instanceof ProgramExit) return;
      if ([...runners.values()].some((runner) => runner.claim(error))) return;
      send({ type: 'uncaught', atMs: atMs(), error: describeError(error) });
      exit(1);
    }

    observeUncaught(fail);
    installTimers(timers);
    const later = createTaskQueue();
    const loopback = createHttpLoopback(handles, later);
    defineGlobal('process', process);
    defineGlobal('Buffer', Buffer);
    defineGlobal('fetch', createFetch(loopback, handles));
    defineGlobal('global', globalThis);
    const onListening = (address: string, port: number): void => {
      listened += 1;
      if (listened > LIMITS.observations + 1) return;
      send({ type: 'observation', observation: { kind: 'listening', atMs: atMs(), address, port } });
    };
    const http = { loopback, handles, later, onListening };
    const sendOut = (datagram: Datagram): void => {
      sent += 1;
      // The one too many tells the host that there were more.
      if (sent <= LIMITS.datagrams + 1) send({ type: 'datagram', datagram });
    };
    requests = createHostRequests(loopback, send);
    const { addresses } = program;
    machine = createMachine(later, addresses && { addresses, leave: sendOut });
    const linked = await linkProgram(
      program,
      createBuiltins({ handles, network: machine, http, timers, process, testOf }),
    );
    Reflect.deleteProperty(URL, 'createObjectURL');
    lockIntrinsics();
    send({ type: 'loaded' });

    const main = handles.open();
    for (const file of program.roots) {
      try {
        await import(/* @vite-ignore */ linked.urlOf(file));
      } catch (error) {
        if (!program.areTests) fail(error);
        else if (!(error instanceof ProgramExit)) {
          tell(file, { path: [file], outcome: 'fail', durationMs: 0, thrown: { error } });
        }
        runners.get(file)?.drop();
        continue;
      }
      const ended = await runners.get(file)?.end();
      if (ended && !ended.ok) tell(file, { path: [file], outcome: 'fail', durationMs: 0, thrown: ended });
    }
    linked.dispose();
    isSettled = true;
    // As `node --test --test-force-exit`: what a test left open doesn't hide what the others said.
    if (program.areTests) exit(process.exitCode ?? 0);
    main.end();
  }

  function observeUncaught(fail: (error: unknown) => void): void {
    addEventListener('error', (event) => {
      event.preventDefault();
      fail(event.error);
    });
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault();
      fail(event.reason);
    });
  }
}

const whole = (code: number): number => (Number.isInteger(code) && code >= 0 && code < 256 ? code : 1);

function testOfReport(file: string, report: Omit<Report, 'thrown'>, thrown: Report['thrown']): RealmTest {
  const path = report.path.slice(-LIMITS.testDepth).map((name) => name.slice(0, LIMITS.textChars));
  if (!thrown) return { ...report, file, path };
  const { error } = thrown;
  const compared =
    // `assert.fail()` compares nothing.
    error instanceof AssertionError && (error.expected !== undefined || error.actual !== undefined)
      ? { expected: cut(inspect(error.expected)), actual: cut(inspect(error.actual)) }
      : {};
  return { ...report, file, path, error: { ...describeError(error), ...compared } };
}

const cut = (text: string): string => text.slice(0, LIMITS.textChars);
