import type { SelectedPair } from './selected-pair.ts';
import { otherPeer, pageSignalling, type PeerName } from './signalling.ts';
import { openTwoPeers, type PeersEvent, type PeersOutcome } from './two-peers.ts';

/** How both sides of a call stand at a moment, by their statistics; all times are milliseconds since the start. */
export interface CallSample {
  readonly atMs: number;
  readonly a: SelectedPair | undefined;
  readonly b: SelectedPair | undefined;
  /** Messages that have arrived, in both directions together. */
  readonly messages: number;
}

/** `no-relay`: gathering ended without a single relayed candidate, so there is nothing to wait for. */
export type CallOutcome = PeersOutcome | 'no-relay';

export interface RelayCallOptions {
  readonly iceServers: readonly RTCIceServer[];
  readonly onEvent: (event: PeersEvent) => void;
  readonly onSample: (sample: CallSample) => void;
  /** Ends the call: both connections are closed, and nothing is reported afterwards. */
  readonly signal: AbortSignal;
}

/** A silent TURN server causes no error for longer than anybody waits. */
export const CALL_DEADLINE_MS = 12_000;
const SAMPLE_EVERY_MS = 1_000;
/** Little enough for any server; enough to see the bytes grow. */
const SAY_EVERY_MS = 250;
const SENTENCE = 'Carried by a relay. '.repeat(10);

/**
 * A data-channel call between two peers of this page whose every packet goes through the configured TURN server,
 * because no other candidate is allowed. Once it stands, both sides talk a little until the signal ends it.
 *
 * @throws what the constructor of RTCPeerConnection throws for its servers
 */
export async function relayCall(options: RelayCallOptions): Promise<CallOutcome> {
  const { iceServers, onEvent, onSample, signal } = options;
  const configuration: RTCConfiguration = { iceServers: [...iceServers], iceTransportPolicy: 'relay' };
  const startedAt = performance.now();
  const candidates: Record<PeerName, number> = { a: 0, b: 0 };
  let messages = 0;
  let sayNoRelay: () => void = () => undefined;
  const noRelay = new Promise<'no-relay'>((resolve) => (sayNoRelay = () => resolve('no-relay')));

  const peers = openTwoPeers({
    configurations: { a: configuration, b: configuration },
    trickle: true,
    signalling: pageSignalling({ delayMs: () => 0 }),
    deadlineMs: CALL_DEADLINE_MS,
    onEvent: (event) => {
      if (signal.aborted) return;
      if (event.type === 'candidate') candidates[event.peer] += 1;
      if (event.type === 'message') messages += 1;
      onEvent(event);
      if (isGatheringEnd(event) && candidates[event.peer] === 0) sayNoRelay();
    },
  });
  signal.addEventListener('abort', () => peers.close(), { once: true });
  if (signal.aborted) peers.close();

  const outcome = await Promise.race([peers.outcome, noRelay]);
  if (outcome !== 'connected') {
    peers.close();
    return outcome;
  }

  const sample = async (): Promise<void> => {
    const [a, b] = await Promise.all([peers.selectedPair('a'), peers.selectedPair('b')]);
    if (!signal.aborted) onSample({ atMs: performance.now() - startedAt, a, b, messages });
  };
  let speaker: PeerName = 'a';
  const talking = setInterval(() => {
    peers.send(speaker, SENTENCE);
    speaker = otherPeer(speaker);
  }, SAY_EVERY_MS);
  const sampling = setInterval(() => void sample(), SAMPLE_EVERY_MS);
  signal.addEventListener('abort', () => [talking, sampling].forEach((timer) => clearInterval(timer)), {
    once: true,
  });
  void sample();
  return outcome;
}

function isGatheringEnd(event: PeersEvent): event is PeersEvent & { type: 'state' } {
  return event.type === 'state' && event.which === 'gathering' && event.state === 'complete';
}
