import type { PairStatistics } from './candidate-pairs.ts';
import { otherPeer, pageSignalling, type PeerName, type Signal } from './signalling.ts';
import { openTwoPeers, type PeersOutcome } from './two-peers.ts';

/** What each side has told the other: candidate lines, in the order in which they arrived. */
export type Told = Readonly<Record<PeerName, readonly string[]>>;

/** Both sides at a moment. */
export interface PairsSample {
  readonly atMs: number;
  readonly told: Told;
  readonly statistics: Readonly<Record<PeerName, PairStatistics | undefined>>;
}

export interface WatchPairsOptions {
  readonly iceServers: readonly RTCIceServer[];
  /** Send each candidate as it comes, or the whole list at once, when gathering has ended. */
  readonly trickle: boolean;
  /** Whose candidates get lost on their way; with trickle, since a description carries its own. Default: nobody's. */
  readonly withheld?: readonly PeerName[];
  readonly onSample: (sample: PairsSample) => void;
  /** Closes both connections; nothing is reported afterwards. */
  readonly signal: AbortSignal;
}

/** For a round of negotiation; gathering may take its own share of it. */
export const WATCH_DEADLINE_MS = 15_000;
/** A silent server may keep gathering from ending. */
const GATHER_AT_MOST_MS = 4_000;
const SAMPLE_EVERY_MS = 250;

/**
 * Connects two peers of this page, and samples the statistics of all their candidate pairs until the signal ends it.
 * Resolves when they are connected, or won't be.
 *
 * @throws what the constructor of RTCPeerConnection throws for its servers
 */
export async function watchPairs(options: WatchPairsOptions): Promise<PeersOutcome> {
  const { iceServers, trickle, withheld = [], onSample, signal } = options;
  const configuration: RTCConfiguration = { iceServers: [...iceServers] };
  const startedAt = performance.now();
  let told: Told = { a: [], b: [] };
  const peers = openTwoPeers({
    configurations: { a: configuration, b: configuration },
    trickle,
    gatherAtMostMs: GATHER_AT_MOST_MS,
    signalling: pageSignalling({
      delayMs: () => 0,
      drops: ({ from, what }) => what === 'candidate' && withheld.includes(from),
    }),
    deadlineMs: WATCH_DEADLINE_MS,
    onEvent: (event) => {
      if (event.type === 'arrived') told = withSignal(told, event.signal);
    },
  });
  signal.addEventListener('abort', () => peers.close(), { once: true });
  if (signal.aborted) peers.close();

  const sample = async (): Promise<void> => {
    const [a, b] = await Promise.all([peers.candidatePairs('a'), peers.candidatePairs('b')]);
    if (signal.aborted) return;
    onSample({ atMs: performance.now() - startedAt, told, statistics: { a, b } });
  };
  let speaker: PeerName = 'a';
  const sampling = setInterval(() => {
    peers.send(speaker, 'Which pair carries this?');
    speaker = otherPeer(speaker);
    void sample();
  }, SAMPLE_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(sampling), { once: true });
  return peers.outcome;
}

/** What is told after a signal has arrived: a candidate, or the lines of a description. */
export function withSignal(told: Told, { from, what, text }: Signal): Told {
  const lines =
    what === 'candidate'
      ? [text]
      : [...text.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, line = '']) => line);
  const fresh = lines.filter((line) => line !== '' && !told[from].includes(line));
  return fresh.length === 0 ? told : { ...told, [from]: [...told[from], ...fresh] };
}
