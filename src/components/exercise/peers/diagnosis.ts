import type { SignallingFault } from '#src/live/http-signalling.ts';
import { otherPeer, type PeerName, type Signal } from '#src/live/signalling.ts';
import type { LearnerError, RunEnd } from '#src/runner/contract.ts';
import type { Trial } from './trial.ts';

/** How the meeting of the two peers ended. */
export type TrialEnd =
  | { readonly kind: 'connected' | 'no-path'; readonly ms: number }
  /** The program's last server listened nowhere, for so long. */
  | { readonly kind: 'never-listened'; readonly ms: number }
  /** The program came to its end while it was needed. */
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'fault' };

/** What became of a trial and why; words for it are in `src/i18n/messages/peers-trial.ts`. */
export type Diagnosis =
  | {
      readonly kind: 'connected';
      readonly ms: number;
      /** Whose message did not come through the channel: none, normally. */
      readonly silent: readonly PeerName[];
      readonly flaws: readonly Flaw[];
    }
  | { readonly kind: 'never-listened'; readonly seconds: number }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'fault'; readonly fault: SignallingFault }
  /** A POST has no answer, so nothing after it was sent. */
  | { readonly kind: 'unanswered'; readonly peer: PeerName; readonly what: Signal['what'] }
  /** What was taken from one peer and not given to the other. */
  | { readonly kind: 'lost'; readonly from: PeerName; readonly lost: readonly Signal['what'][] }
  | { readonly kind: 'flawed'; readonly flaws: readonly Flaw[] }
  /** The server did all it should, and the peers found no path all the same. */
  | { readonly kind: 'no-path'; readonly seconds: number }
  /** The browser took no connection with the configured servers. */
  | { readonly kind: 'peers-refused' }
  | { readonly kind: 'not-loaded'; readonly error: LearnerError }
  | { readonly kind: 'run-ended'; readonly end: Exclude<RunEnd['kind'], 'finished' | 'learner-error'> };

/** What a server does wrong without keeping the peers apart, this time. */
export type Flaw = 'repeats' | 'reorders' | 'does-not-wait';

/** More answers without a message than this in one trial: such a server answers instead of waiting. */
const EMPTY_ANSWERS = 3;

/** Why a trial ended as it did, told from what was seen. */
export function diagnose(trial: Trial, end: TrialEnd): Diagnosis {
  switch (end.kind) {
    case 'connected': {
      const silent = (['a', 'b'] as const).filter((peer) => !trial.received.includes(otherPeer(peer)));
      return { kind: 'connected', ms: end.ms, silent, flaws: flawsOf(trial) };
    }
    case 'never-listened':
      return { kind: 'never-listened', seconds: Math.round(end.ms / 1000) };
    case 'exited':
      return end;
    case 'fault':
      return trial.fault ? { kind: 'fault', fault: trial.fault } : noPath(trial, 0);
    case 'no-path':
      return noPath(trial, end.ms);
  }
}

function noPath(trial: Trial, ms: number): Diagnosis {
  const waiting = trial.exchanges.find(
    ({ method, outcome }) =>
      method === 'POST' && (!outcome || ('why' in outcome && outcome.why === 'given-up')),
  );
  const [what] = waiting?.carried ?? [];
  if (waiting && what) return { kind: 'unanswered', peer: waiting.peer, what };
  for (const from of ['a', 'b'] as const) {
    const lost = trial.signals
      .filter(({ signal, arrivals }) => signal.from === from && arrivals === 0)
      .map(({ signal }) => signal.what);
    if (lost.length > 0) return { kind: 'lost', from, lost };
  }
  const flaws = flawsOf(trial);
  return flaws.length > 0 ? { kind: 'flawed', flaws } : { kind: 'no-path', seconds: Math.round(ms / 1000) };
}

function flawsOf({ signals, exchanges }: Trial): Flaw[] {
  const empty = exchanges.filter(
    ({ method, carried, outcome }) =>
      method === 'GET' && carried.length === 0 && outcome && 'status' in outcome,
  );
  return [
    ...(signals.some(({ arrivals }) => arrivals > 1) ? (['repeats'] as const) : []),
    ...(signals.some(({ overtaken }) => overtaken) ? (['reorders'] as const) : []),
    ...(empty.length > EMPTY_ANSWERS ? (['does-not-wait'] as const) : []),
  ];
}
