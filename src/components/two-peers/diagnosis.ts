import type { PeerName } from '#src/live/signalling.ts';
import { isPeerReflexive, type Round, type Session, type SignalRow, stateAt } from './session.ts';

/**
 * What became of a round and why, told from what was seen and not from what was switched; its words are in
 * `src/i18n/messages/two-peers.ts`, under `diagnosis`.
 */
export type Diagnosis =
  | { readonly kind: 'connected'; readonly ms: number; readonly prflxAt: readonly PeerName[] }
  /** None of one side's candidates arrived, and it connected all the same. */
  | {
      readonly kind: 'healed';
      readonly ms: number;
      readonly lostOf: PeerName;
      readonly lost: number;
      /** The statistics show a peer-reflexive candidate in a selected pair. */
      readonly hasPrflx: boolean;
    }
  /** `replaced`: with new connections, where the browser could not open the data channel of the old ones again. */
  | { readonly kind: 'repaired'; readonly ms: number; readonly replaced: boolean }
  | { readonly kind: 'answer-lost'; readonly seconds: number; readonly iceOfB: string }
  | { readonly kind: 'candidates-lost'; readonly seconds: number; readonly ofA: number; readonly ofB: number }
  | { readonly kind: 'credential'; readonly seconds: number }
  /** Relay only, and no TURN server is configured. */
  | { readonly kind: 'no-turn'; readonly seconds: number }
  /** Relay only, and the server lent nothing, for another reason than the credential. */
  | { readonly kind: 'no-relay'; readonly seconds: number; readonly codes: readonly number[] }
  | { readonly kind: 'no-network'; readonly seconds: number }
  /** Both sides know addresses of the other, and no check came through. */
  | { readonly kind: 'unanswered'; readonly seconds: number };

/** Why a round ended as it did; undefined while it runs, and when somebody ended it. */
export function diagnose(session: Session, round: Round): Diagnosis | undefined {
  const { outcome, startedAtMs, endedAtMs } = round;
  if (outcome === undefined || outcome === 'closed' || endedAtMs === undefined) return undefined;
  const ms = endedAtMs - startedAtMs;
  return outcome === 'connected' ? successOf(session, round, ms) : failureOf(session, round, ms);
}

function successOf(session: Session, round: Round, ms: number): Diagnosis {
  const { a, b } = round.pairs ?? {};
  if (round.kind === 'repair') return { kind: 'repaired', ms, replaced: round.replaced === true };
  const [lostOf, ...more] = (['a', 'b'] as const).filter((peer) => lostAll(session.signals, peer));
  const hasPrflx = [a?.local, a?.remote, b?.local, b?.remote].some(isPeerReflexive);
  if (lostOf && more.length === 0) {
    return { kind: 'healed', ms, lostOf, lost: candidatesOf(session.signals, lostOf).length, hasPrflx };
  }
  const prflxAt = (['a', 'b'] as const).filter((peer) => isPeerReflexive(round.pairs?.[peer]?.remote));
  return { kind: 'connected', ms, prflxAt };
}

function failureOf(session: Session, round: Round, ms: number): Diagnosis {
  const seconds = Math.round(ms / 1000);
  const signals = session.signals.filter(({ sentAtMs }) => sentAtMs >= round.startedAtMs);
  if (signals.some(({ what, fate }) => what === 'answer' && fate === 'lost')) {
    return { kind: 'answer-lost', seconds, iceOfB: stateAt(session, 'b', 'ice', round.endedAtMs) ?? '' };
  }
  const { gathered } = session;
  if (gathered.a + gathered.b === 0) return nothingGathered(session, seconds);
  if (lostAll(signals, 'a') && lostAll(signals, 'b')) {
    return { kind: 'candidates-lost', seconds, ofA: gathered.a, ofB: gathered.b };
  }
  return { kind: 'unanswered', seconds };
}

function nothingGathered({ breaking, hasTurn, errorCodes }: Session, seconds: number): Diagnosis {
  if (breaking !== 'credential') return { kind: 'no-network', seconds };
  if (!hasTurn) return { kind: 'no-turn', seconds };
  return errorCodes.includes(401)
    ? { kind: 'credential', seconds }
    : { kind: 'no-relay', seconds, codes: errorCodes };
}

function candidatesOf(signals: readonly SignalRow[], peer: PeerName): SignalRow[] {
  return signals.filter(({ from, what }) => from === peer && what === 'candidate');
}

/** Whether a side sent candidates and not one of them arrived. */
function lostAll(signals: readonly SignalRow[], peer: PeerName): boolean {
  const sent = candidatesOf(signals, peer);
  return sent.length > 0 && sent.every(({ fate }) => fate === 'lost');
}
