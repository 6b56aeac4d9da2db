import { pageSignalling } from './signalling.ts';
import { openTwoPeers, type PeersEvent, type PeersOutcome } from './two-peers.ts';

/** How much is sent and has to come back: enough to be no accident, little enough for any server. */
export const MESSAGES = 20;
export const MESSAGE_BYTES = 1_000;
/** For the two relayed addresses to find each other. */
export const CONNECT_DEADLINE_MS = 8_000;
/** For all messages to come back, once the channel is open. */
const ECHO_DEADLINE_MS = 10_000;

/** What became of the bytes that two peers of this page sent each other through one relay. */
export interface RelayedData {
  readonly outcome: PeersOutcome;
  readonly bytesSent: number;
  /** Bytes that B sent back and A received. */
  readonly bytesBack: number;
  /** Until the data channel was open on both sides; undefined where it never was. */
  readonly connectedMs: number | undefined;
  /** The median time of a message to B and back, by the relay each way. */
  readonly roundTripMs: number | undefined;
  /** How the browser says that it reaches the server (`udp`, `tcp`, `tls`), where it says so. */
  readonly relayProtocol: string | undefined;
}

/**
 * Two peers that may use nothing but this server's relayed addresses: A sends messages one by one, B sends each back,
 * and what comes back is counted. Never rejects; both connections are closed at the end.
 */
export async function sendThroughRelay(server: RTCIceServer, signal: AbortSignal): Promise<RelayedData> {
  const configuration: RTCConfiguration = { iceServers: [server], iceTransportPolicy: 'relay' };
  const startedAt = performance.now();
  const tripsMs: number[] = [];
  let connectedMs: number | undefined;
  let bytesSent = 0;
  let bytesBack = 0;
  let sentAt = 0;
  let allBack: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (allBack = resolve));

  const say = (): void => {
    sentAt = performance.now();
    const message = `${tripsMs.length}:`.padEnd(MESSAGE_BYTES, 'x');
    if (peers.send('a', message)) bytesSent += message.length;
  };
  const onEvent = (event: PeersEvent): void => {
    if (event.type !== 'message') return;
    if (event.peer === 'b') return void peers.send('b', event.text);
    // Anything else than what was just said is none of ours, and isn't counted.
    if (!event.text.startsWith(`${tripsMs.length}:`)) return;
    bytesBack += event.text.length;
    tripsMs.push(performance.now() - sentAt);
    if (tripsMs.length < MESSAGES) say();
    else allBack();
  };
  const peers = openTwoPeers({
    configurations: { a: configuration, b: configuration },
    trickle: true,
    signalling: pageSignalling({ delayMs: () => 0 }),
    deadlineMs: CONNECT_DEADLINE_MS,
    onEvent,
  });
  signal.addEventListener('abort', () => peers.close(), { once: true });
  if (signal.aborted) peers.close();

  const outcome = await peers.outcome;
  let relayProtocol: string | undefined;
  if (outcome === 'connected') {
    connectedMs = performance.now() - startedAt;
    say();
    await Promise.race([done, ended(signal), after(ECHO_DEADLINE_MS)]);
    relayProtocol = (await peers.selectedPair('a'))?.local.relayProtocol;
  }
  peers.close();
  return { outcome, bytesSent, bytesBack, connectedMs, roundTripMs: median(tripsMs), relayProtocol };
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
