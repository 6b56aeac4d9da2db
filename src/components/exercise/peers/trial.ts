import type { Exchange, SignallingFault } from '#src/live/http-signalling.ts';
import type { PeerName, SentSignal } from '#src/live/signalling.ts';
import type { PeersEvent, StateKind } from '#src/live/two-peers.ts';

/** What became of one signal. */
export interface CarriedSignal {
  readonly signal: SentSignal;
  /** How often it arrived. */
  readonly arrivals: number;
  /** It arrived after one that was sent later. */
  readonly overtaken: boolean;
}

/** What was seen while two peers met by the learner's server, from the first request on. */
export interface Trial {
  readonly exchanges: readonly Exchange[];
  readonly signals: readonly CarriedSignal[];
  readonly states: Readonly<Record<PeerName, Readonly<Record<StateKind, string>>>>;
  /** Who has received the other's message over the data channel. */
  readonly received: readonly PeerName[];
  readonly fault?: SignallingFault;
}

const BEGINNING = { signaling: 'stable', gathering: 'new', ice: 'new', connection: 'new', channel: 'none' };

export const NOTHING_YET: Trial = {
  exchanges: [],
  signals: [],
  // A opens the channel, and B hears of it.
  states: { a: { ...BEGINNING, channel: 'connecting' }, b: BEGINNING },
  received: [],
};

/** A request that begins, or the same one when it is over. */
export function withExchange(trial: Trial, exchange: Exchange): Trial {
  const exchanges = trial.exchanges.some(({ number }) => number === exchange.number)
    ? trial.exchanges.map((known) => (known.number === exchange.number ? exchange : known))
    : [...trial.exchanges, exchange];
  return { ...trial, exchanges };
}

/** The first fault counts: what comes after it may come of it. */
export function withFault(trial: Trial, fault: SignallingFault): Trial {
  return trial.fault ? trial : { ...trial, fault };
}

export function withEvent(trial: Trial, event: PeersEvent): Trial {
  switch (event.type) {
    case 'state': {
      const { peer, which, state } = event;
      return { ...trial, states: { ...trial.states, [peer]: { ...trial.states[peer], [which]: state } } };
    }
    case 'sent':
      return {
        ...trial,
        signals: [...trial.signals, { signal: event.signal, arrivals: 0, overtaken: false }],
      };
    case 'arrived':
      return withArrival(trial, event.signal);
    case 'message':
      return trial.received.includes(event.peer)
        ? trial
        : { ...trial, received: [...trial.received, event.peer] };
    default:
      return trial;
  }
}

function withArrival(trial: Trial, { number, from }: SentSignal): Trial {
  const isLate = trial.signals.some(
    ({ signal, arrivals }) => signal.from === from && signal.number > number && arrivals > 0,
  );
  return {
    ...trial,
    signals: trial.signals.map((carried) =>
      carried.signal.number === number
        ? {
            ...carried,
            arrivals: carried.arrivals + 1,
            overtaken: carried.overtaken || (carried.arrivals === 0 && isLate),
          }
        : carried,
    ),
  };
}
