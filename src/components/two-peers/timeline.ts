import type { PeerName } from '#src/live/signalling.ts';
import type { StateKind } from '#src/live/two-peers.ts';
import { type Round, type Session, type SignalRow, stateAt } from './session.ts';

export const STATE_KINDS: readonly StateKind[] = ['signaling', 'gathering', 'ice', 'connection', 'channel'];

/** The axis is logarithmic, so that the first moments and a wait of seconds are both to be seen. */
export const AXIS_TICKS_MS = [1, 10, 100, 1_000, 10_000] as const;

const LAST_MS = 20_000;

/** Where a time stands on the track, in percent from its start; what is later stands at its end. */
export function positionPercent(ms: number): number {
  return (Math.log10(Math.min(Math.max(ms, 1), LAST_MS)) / Math.log10(LAST_MS)) * 100;
}

/** What a state means for the reader: nothing yet, on the way, arrived, or given up. */
export type Tone = 'rest' | 'waiting' | 'success' | 'failure';

const TONES: Readonly<Record<string, Tone>> = {
  'have-local-offer': 'waiting',
  'have-remote-offer': 'waiting',
  gathering: 'waiting',
  complete: 'success',
  checking: 'waiting',
  connecting: 'waiting',
  connected: 'success',
  completed: 'success',
  open: 'success',
  disconnected: 'failure',
  failed: 'failure',
};

export function toneOf(state: string): Tone {
  return TONES[state] ?? 'rest';
}

/** For how long a peer was in a state, as a stretch of its lane. */
export interface Segment {
  readonly state: string;
  readonly tone: Tone;
  readonly fromPercent: number;
  readonly toPercent: number;
}

/** One kind of state of one peer. */
export interface Lane {
  readonly peer: PeerName;
  readonly which: StateKind;
  /** The state in which it is, or was at the end; undefined for a channel that isn't there. */
  readonly state: string | undefined;
  readonly segments: readonly Segment[];
}

/** The lanes of one peer in one round: from its start to its end, or to now while it runs. */
export function lanesOf(session: Session, round: Round, peer: PeerName, nowMs: number): Lane[] {
  const next = session.rounds[session.rounds.indexOf(round) + 1];
  const endMs = round.endedAtMs ?? nowMs;
  return STATE_KINDS.map((which) => {
    const changes = session.changes.filter(
      (change) =>
        change.peer === peer &&
        change.which === which &&
        change.atMs > round.startedAtMs &&
        change.atMs < (next?.startedAtMs ?? Number.POSITIVE_INFINITY),
    );
    const first = stateAt(session, peer, which, round.startedAtMs);
    const starts = [...(first === undefined ? [] : [{ atMs: round.startedAtMs, state: first }]), ...changes];
    const segments = starts.map(({ atMs, state }, index): Segment => {
      const untilMs = starts[index + 1]?.atMs ?? Math.max(endMs, atMs);
      return {
        state,
        tone: toneOf(state),
        fromPercent: positionPercent(atMs - round.startedAtMs),
        toPercent: positionPercent(untilMs - round.startedAtMs),
      };
    });
    return { peer, which, state: starts.at(-1)?.state, segments };
  });
}

/** A signal on the timeline: where it left, and where it arrived or was lost. */
export interface SignalMark {
  readonly number: number;
  readonly from: PeerName;
  readonly fate: SignalRow['fate'];
  readonly fromPercent: number;
  readonly toPercent: number;
}

/** The signals that were sent in a round. */
export function signalMarks(session: Session, round: Round, nowMs: number): SignalMark[] {
  return signalsOf(session, round).map(({ number, from, fate, sentAtMs, endedAtMs = nowMs }) => ({
    number,
    from,
    fate,
    fromPercent: positionPercent(sentAtMs - round.startedAtMs),
    toPercent: positionPercent(endedAtMs - round.startedAtMs),
  }));
}

export function signalsOf(session: Session, round: Round): SignalRow[] {
  const next = session.rounds[session.rounds.indexOf(round) + 1];
  return session.signals.filter(
    ({ sentAtMs }) =>
      sentAtMs >= round.startedAtMs && sentAtMs < (next?.startedAtMs ?? Number.POSITIVE_INFINITY),
  );
}

/** About the width of a character of the smallest type, and the room that a label needs around it. */
const CHARACTER_PX = 6.4;
const AROUND_PX = 10;

/** Whether a segment has room for the name of its state. */
export function hasRoomForName({ state, fromPercent, toPercent }: Segment, trackPx: number): boolean {
  return ((toPercent - fromPercent) / 100) * trackPx >= state.length * CHARACTER_PX + AROUND_PX;
}
