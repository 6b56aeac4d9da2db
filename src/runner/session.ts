import type { CallOutcome, Json, Learner, RunEnd, RunRequest, RunResult } from './contract.ts';
import { startHeartbeat } from './heartbeat.ts';
import { testObservation, toLearnerError } from './learner-error.ts';
import { LIMITS } from './limits.ts';
import { parseFrameMessage, type FrameMessage, type HostMessage } from './messages.ts';
import { connectNetwork } from './network.ts';
import { ObservationLog } from './observation-log.ts';
import { outputWriter } from './output.ts';
import type { Prepared } from './prepare/prepared.ts';
import { ServerRequests } from './server-requests.ts';

/** What `Learner.call` rejects with when the run is over before the answer. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
  readonly end: RunEnd;

  constructor(end: RunEnd) {
    super(`The run is over: ${end.kind}.`);
    this.end = end;
  }
}

/** A realm for one run, wherever it is. */
export interface Realm {
  /** Its other end is held by the realm's bootstrap alone. */
  readonly port: MessagePort;
  /** Aborts when the realm navigated away or was taken down by its own code. */
  readonly left: AbortSignal;
  /** Takes the realm away, hung or not. */
  close(): void;
}

/**
 * Loads prepared code into a realm, lets the driver work with it, and ends in one of the ways of `RunEnd`.
 * Everything that comes from the realm is checked: learner code can't speak on the port, but a bug of ours
 * would let it.
 *
 * Rejects only when the driver fails by itself, which is a mistake of the exercise.
 */
export async function runSession(realm: Realm, prepared: Prepared, request: RunRequest): Promise<RunResult> {
  const over = new AbortController();
  const observations = new ObservationLog(() =>
    end({ kind: 'too-many-observations', limit: LIMITS.observations }),
  );
  const calls = new Map<number, { resolve(outcome: CallOutcome): void; reject(reason: RunEnded): void }>();
  const ended = Promise.withResolvers<Omit<RunResult, 'observations'>>();
  const write = outputWriter(request.onOutput, ({ error }) => toLearnerError(error, prepared));
  const send = (message: HostMessage): void => realm.port.postMessage(message);
  const requests = new ServerRequests(send);
  const network = connectNetwork(
    request.network,
    (datagram) => send({ type: 'datagram', datagram }),
    request.onOutput,
    over.signal,
  );
  const heartbeat = startHeartbeat(
    (ping) => send({ type: 'ping', ping }),
    () => end({ kind: 'hung' }),
  );
  const { deadlineMs } = request;
  const deadline = setTimeout(() => end({ kind: 'deadline', deadlineMs }), deadlineMs);

  /** The first reason counts. */
  function end(reason: RunEnd, seen?: Pick<RunResult, 'observed'>): void {
    if (over.signal.aborted) return;
    over.abort(new RunEnded(reason));
    clearTimeout(deadline);
    heartbeat.stop();
    observations.close();
    for (const { reject } of calls.values()) reject(new RunEnded(reason));
    calls.clear();
    requests.close(new RunEnded(reason));
    realm.port.close();
    realm.close();
    ended.resolve({ end: reason, ...seen });
  }

  function handle(message: FrameMessage): void {
    switch (message.type) {
      case 'loaded':
        if (!isDriven) void drive();
        isDriven = true;
        return;
      case 'load-failed':
        return end({ kind: 'learner-error', error: toLearnerError(message.error, prepared) });
      case 'loop': {
        // The guard was given the learner's own places.
        const { line, column } = message;
        const place = { file: prepared.entry, line, column };
        return end({ kind: 'learner-error', error: { kind: 'loop', name: '', message: '', place } });
      }
      case 'answer':
        return settle(message.call, { ok: true, value: message.value });
      case 'failure':
        return settle(message.call, { ok: false, error: toLearnerError(message.error, prepared) });
      case 'observation':
        return observations.add(message.observation);
      case 'test':
        return observations.add(testObservation(message, prepared));
      case 'server-answer':
        return requests.answer(message.id, message.answer);
      case 'datagram':
        return network.send(message.datagram);
      case 'worker-ready':
        return;
      case 'pong':
        return heartbeat.answered(message.ping);
      default:
        return write(message);
    }
  }

  function settle(call: number, outcome: CallOutcome): void {
    calls.get(call)?.resolve(outcome);
    calls.delete(call);
  }

  let lastCall = 0;
  const learner: Learner = {
    call: (exportName: string, ...args: Json[]) =>
      new Promise((resolve, reject) => {
        if (over.signal.aborted) return reject(over.signal.reason as RunEnded);
        lastCall += 1;
        calls.set(lastCall, { resolve, reject });
        send({ type: 'call', call: lastCall, exportName, args });
      }),
    request: (port, request, signal) =>
      over.signal.aborted
        ? Promise.reject(over.signal.reason as RunEnded)
        : requests.ask(port, request, signal),
    observations: observations.all,
    waitFor: (predicate, withinMs) => observations.waitFor(predicate, withinMs),
    signal: over.signal,
  };

  /** Once the run is over, nobody waits for the driver, and what it still says or throws is not heard. */
  let isDriven = false;
  async function drive(): Promise<void> {
    try {
      end({ kind: 'finished' }, { observed: await request.drive(learner) });
    } catch (error) {
      ended.reject(error);
      end({ kind: 'finished' });
    }
  }

  const whileRunning = { signal: over.signal };
  realm.port.addEventListener(
    'message',
    ({ data }) => {
      const message = parseFrameMessage(data);
      if (message) handle(message);
    },
    whileRunning,
  );
  realm.port.start();
  endWith(realm.left, { kind: 'left' });
  endWith(request.signal, { kind: 'stopped' });

  function endWith(signal: AbortSignal, reason: RunEnd): void {
    if (signal.aborted) end(reason);
    else signal.addEventListener('abort', () => end(reason), whileRunning);
  }

  send(prepared.load);
  return { ...(await ended.promise), observations: observations.all };
}
