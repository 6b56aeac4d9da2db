import type { PairEnd, SelectedPair } from '#src/live/selected-pair.ts';
import { type PeerName, otherPeer, type SentSignal } from '#src/live/signalling.ts';
import type { PeersEvent, PeersOutcome, StateKind } from '#src/live/two-peers.ts';
import type { BreakKind } from './break.ts';

/** A signal as its table shows it. */
export interface SignalRow extends SentSignal {
  readonly sentAtMs: number;
  readonly fate: 'under-way' | 'arrived' | 'lost';
  /** When it arrived or was lost. */
  readonly endedAtMs?: number;
  /** The browser took it and said no: the name of its error. */
  readonly refused?: string;
}

export interface StateChange {
  readonly atMs: number;
  readonly peer: PeerName;
  readonly which: StateKind;
  readonly state: string;
}

/** A text that came out of a data channel. */
export interface ReceivedMessage {
  readonly atMs: number;
  readonly from: PeerName;
  readonly text: string;
}

/** One negotiation: the first, or the repair of it. */
export interface Round {
  readonly kind: 'connect' | 'repair';
  readonly startedAtMs: number;
  readonly outcome?: PeersOutcome;
  readonly endedAtMs?: number;
  /** It needed new connections. */
  readonly replaced?: boolean;
  /** Over which pair each side sends, as far as the statistics say. */
  readonly pairs?: Partial<Record<PeerName, SelectedPair>>;
}

/** All that has happened between two peers, from the moment in which they were opened. */
export interface Session {
  readonly breaking: BreakKind;
  readonly hasTurn: boolean;
  readonly signals: readonly SignalRow[];
  readonly changes: readonly StateChange[];
  readonly messages: readonly ReceivedMessage[];
  /** The codes of `icecandidateerror`, each once. */
  readonly errorCodes: readonly number[];
  /** How many candidates each side has found. */
  readonly gathered: Readonly<Record<PeerName, number>>;
  readonly rounds: readonly Round[];
}

export function startSession(breaking: BreakKind, hasTurn: boolean): Session {
  return {
    breaking,
    hasTurn,
    signals: [],
    changes: [],
    messages: [],
    errorCodes: [],
    gathered: { a: 0, b: 0 },
    rounds: [{ kind: 'connect', startedAtMs: 0 }],
  };
}

/** The session after one more event. */
export function applyEvent(session: Session, event: PeersEvent): Session {
  switch (event.type) {
    case 'state': {
      const { atMs, peer, which, state } = event;
      return { ...session, changes: [...session.changes, { atMs, peer, which, state }] };
    }
    case 'candidate': {
      const { gathered } = session;
      return { ...session, gathered: { ...gathered, [event.peer]: gathered[event.peer] + 1 } };
    }
    case 'candidate-error':
      return { ...session, errorCodes: [...new Set([...session.errorCodes, event.code])] };
    case 'sent': {
      const row: SignalRow = { ...event.signal, sentAtMs: event.atMs, fate: 'under-way' };
      return { ...session, signals: [...session.signals, row] };
    }
    case 'dropped':
      return changeSignal(session, event.signal, { fate: 'lost', endedAtMs: event.atMs });
    case 'arrived':
      return changeSignal(session, event.signal, { fate: 'arrived', endedAtMs: event.atMs });
    case 'refused':
      return changeSignal(session, event.signal, { refused: event.why });
    case 'message': {
      const { atMs, peer, text } = event;
      return { ...session, messages: [...session.messages, { atMs, from: otherPeer(peer), text }] };
    }
    case 'replaced':
      return changeRound(session, { replaced: true });
  }
}

function changeSignal(session: Session, { number }: SentSignal, change: Partial<SignalRow>): Session {
  const signals = session.signals.map((row) => (row.number === number ? { ...row, ...change } : row));
  return { ...session, signals };
}

export function startRepair(session: Session, atMs: number): Session {
  return { ...session, rounds: [...session.rounds, { kind: 'repair', startedAtMs: atMs }] };
}

/** The session with more known of its latest round. */
export function changeRound(session: Session, change: Partial<Round>): Session {
  const latest = latestRound(session);
  return { ...session, rounds: [...session.rounds.slice(0, -1), { ...latest, ...change }] };
}

export function latestRound({ rounds }: Session): Round {
  const latest = rounds.at(-1);
  // A session begins with a round, and none is ever taken away.
  if (!latest) throw new Error('a session without a round');
  return latest;
}

const FIRST_STATES: Readonly<Record<StateKind, string>> = {
  signaling: 'stable',
  gathering: 'new',
  ice: 'new',
  connection: 'new',
  channel: 'connecting',
};

/** A peer's state at a time; undefined for a data channel that isn't there yet (B's, until it arrives). */
export function stateAt(
  { changes }: Pick<Session, 'changes'>,
  peer: PeerName,
  which: StateKind,
  atMs = Number.POSITIVE_INFINITY,
): string | undefined {
  const last = changes.findLast(
    (change) => change.peer === peer && change.which === which && change.atMs <= atMs,
  );
  if (last) return last.state;
  return which === 'channel' && peer === 'b' ? undefined : FIRST_STATES[which];
}

/** Whether one end of the pair was learned from a check rather than from a signal. */
export function isPeerReflexive(end: PairEnd | undefined): boolean {
  return end?.type === 'prflx';
}
