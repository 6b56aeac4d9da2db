import { httpSignalling } from '#src/live/http-signalling.ts';
import { openTwoPeers } from '#src/live/two-peers.ts';
import type { Learner } from '#src/runner/contract.ts';
import type { TrialEnd } from './diagnosis.ts';
import { NOTHING_YET, withEvent, withExchange, withFault, type Trial } from './trial.ts';

/** How long the program may take until a server of it listens. */
const LISTENING_MS = 3_000;
/** How long the peers may take to connect once it does. */
export const CONNECTING_MS = 12_000;
/** How long their messages may take over the open channel. */
const MESSAGES_MS = 3_000;
/** More than all of it, for the run as a whole. */
export const TRIAL_DEADLINE_MS = LISTENING_MS + CONNECTING_MS + MESSAGES_MS + 5_000;

/** What the peers say to each other once they can; nobody reads it but this page. */
const GREETING = { a: 'from A', b: 'from B' } as const;

/**
 * Lets two real peers of this page meet through the server of a learner's program, in a room of their own. All that
 * was opened is closed when it resolves or rejects.
 *
 * @param onTrial told of everything as it happens
 */
export async function runTrial(
  learner: Learner,
  iceServers: readonly RTCIceServer[],
  onTrial: (trial: Trial) => void,
): Promise<TrialEnd> {
  const listening = await learner.waitFor(
    ({ kind }) => kind === 'listening' || kind === 'exit',
    LISTENING_MS,
  );
  if (listening?.kind === 'exit') return { kind: 'exited', code: listening.code };
  if (listening?.kind !== 'listening') return { kind: 'never-listened', ms: LISTENING_MS };
  const { port } = listening;

  let trial: Trial = NOTHING_YET;
  const change = (next: Trial): void => {
    trial = next;
    onTrial(trial);
  };
  const faulty = Promise.withResolvers<TrialEnd>();
  const greeted = Promise.withResolvers<undefined>();
  const startedAt = performance.now();
  const configuration: RTCConfiguration = { iceServers: [...iceServers] };
  const peers = openTwoPeers({
    configurations: { a: configuration, b: configuration },
    trickle: true,
    signalling: httpSignalling({
      ask: (asked, signal) => learner.request(port, asked, signal),
      room: `room-${crypto.getRandomValues(new Uint32Array(1))[0]}`,
      onExchange: (exchange) => change(withExchange(trial, exchange)),
      onFault: (fault) => {
        change(withFault(trial, fault));
        // A server that has just thrown cuts connections: the end of its program says more.
        setTimeout(() => faulty.resolve({ kind: 'fault' }), 100);
      },
    }),
    deadlineMs: CONNECTING_MS,
    onEvent: (event) => {
      change(withEvent(trial, event));
      if (trial.received.length === 2) greeted.resolve(undefined);
    },
  });
  const whenOver = (): void => peers.close();
  learner.signal.addEventListener('abort', whenOver, { once: true });
  try {
    const outcome = await Promise.race([peers.outcome, faulty.promise, exitOf(learner)]);
    if (typeof outcome === 'object') return outcome;
    const ms = performance.now() - startedAt;
    if (outcome !== 'connected') return { kind: 'no-path', ms };
    for (const peer of ['a', 'b'] as const) peers.send(peer, GREETING[peer]);
    await Promise.race([greeted.promise, learner.waitFor(() => false, MESSAGES_MS)]);
    return { kind: 'connected', ms };
  } finally {
    learner.signal.removeEventListener('abort', whenOver);
    peers.close();
  }
}

/** The program's end, if it comes to one while it is needed; a run that ends otherwise rejects by itself. */
async function exitOf(learner: Learner): Promise<TrialEnd> {
  const exit = await learner.waitFor(({ kind }) => kind === 'exit', TRIAL_DEADLINE_MS);
  return exit?.kind === 'exit' ? { kind: 'exited', code: exit.code } : { kind: 'fault' };
}
