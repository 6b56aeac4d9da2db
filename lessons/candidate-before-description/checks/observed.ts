import type { CallOutcome, LearnerError, Observation } from '#lessons/contract.ts';

/** What a call of `receive` was about. */
export type Step =
  /** A candidate whose description has not been delivered yet. */
  | 'early-candidate'
  /** A candidate of the generation before the one in force. */
  | 'late-candidate'
  | 'offer';

/** One call of `receive`, or of another function while a step was due. */
export interface Delivered {
  readonly step: Step;
  /** Undefined when it was never answered. */
  readonly outcome: CallOutcome | undefined;
}

/** One call that the checker made to the learner's peer. */
export interface Session {
  readonly delivered: readonly Delivered[];
  readonly offers: number;
  /** Answers that the checker's own connection took. */
  readonly answers: number;
  /** What the checker's own browser said of an answer that it would not take. */
  readonly refused: string | undefined;
  /** Candidates that the checker gathered and delivered early. */
  readonly candidates: number;
  /** The username fragment of the checker's last offer. */
  readonly ufrag: string | undefined;
  /** Whether the checker's own connection became connected. */
  readonly isConnected: boolean;
  /** An error of `start`, `outbox` or `stop`. */
  readonly error: LearnerError | undefined;
}

export interface Observed {
  /** Every candidate comes before the offer. */
  readonly first: Session;
  /** An ICE restart: the candidates of the new generation come before its offer, one of the old after it. */
  readonly second: Session | undefined;
  readonly observations: readonly Observation[];
}
