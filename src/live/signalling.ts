/** One of two peers in the same page. A makes the offer. */
export type PeerName = 'a' | 'b';

export const otherPeer = (peer: PeerName): PeerName => (peer === 'a' ? 'b' : 'a');

/** What two peers tell each other before there is a path between them. */
export interface Signal {
  readonly from: PeerName;
  readonly what: 'offer' | 'answer' | 'candidate' | 'end-of-candidates';
  /** The SDP of an offer or answer, the line of a candidate; nothing for the end of candidates. */
  readonly text: string;
}

/** A signal on its way; `number` counts from 1 in the order of sending. */
export interface SentSignal extends Signal {
  readonly number: number;
}

export interface SignallingOptions {
  /** How long each signal travels. Read at each sending, so that a slider may change it. */
  readonly delayMs: () => number;
  /** Whether this signal is lost. */
  readonly drops: (signal: Signal) => boolean;
  readonly onSent: (signal: SentSignal) => void;
  readonly onDropped: (signal: SentSignal) => void;
  readonly onArrived: (signal: SentSignal) => void;
  /** After it, nothing arrives any more. */
  readonly signal: AbortSignal;
}

/** What a channel tells of the signals that it carries. */
export type SignallingEvents = Pick<SignallingOptions, 'onSent' | 'onDropped' | 'onArrived' | 'signal'>;

/** Opens a channel, and answers with the way to send. */
export type OpenSignalling = (events: SignallingEvents) => (signal: Signal) => void;

/** The channel inside the page, for two peers that take any; without `drops` it loses nothing. */
export function pageSignalling({
  delayMs,
  drops = () => false,
}: Pick<SignallingOptions, 'delayMs'> & Partial<Pick<SignallingOptions, 'drops'>>): OpenSignalling {
  return (events) => createSignalling({ delayMs, drops, ...events });
}

/**
 * A signalling channel inside the page: what a server of yours would do by WebSocket, with a delay and with losses
 * that can be chosen. In each direction signals arrive in the order in which they were sent, as over one WebSocket.
 */
export function createSignalling(options: SignallingOptions): (signal: Signal) => void {
  let count = 0;
  const arrivesAtMs: Record<PeerName, number> = { a: 0, b: 0 };
  const waiting: Record<PeerName, SentSignal[]> = { a: [], b: [] };
  return (signal) => {
    if (options.signal.aborted) return;
    count += 1;
    const sent: SentSignal = { ...signal, number: count };
    options.onSent(sent);
    if (options.drops(signal)) return options.onDropped(sent);
    const now = performance.now();
    // A shorter delay must not let a later signal overtake an earlier one.
    const at = Math.max(now + options.delayMs(), arrivesAtMs[signal.from]);
    arrivesAtMs[signal.from] = at;
    // Timers for one moment may fire in any order: whichever fires delivers what has waited longest.
    waiting[signal.from].push(sent);
    const timer = setTimeout(() => {
      const first = waiting[signal.from].shift();
      if (first) options.onArrived(first);
    }, at - now);
    options.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };
}
