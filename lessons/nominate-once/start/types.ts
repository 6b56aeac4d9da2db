export type Role = 'controlling' | 'controlled';

/** RFC 8445 §6.1.2.6. */
export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';

/** A pair of the checklist. */
export interface Pair {
  readonly id: string;
  readonly component: number;
  readonly priority: bigint;
  readonly state: PairState;
}

/** A pair of the valid list. It has a priority of its own: its local candidate may be another one (RFC 8445 §7.2.5.3.2). */
export interface ValidPair {
  readonly component: number;
  readonly priority: bigint;
  /** The id of the pair whose check made it valid. */
  readonly checkedBy: string;
}

/** What the agent knows of a data stream when Ta fires. */
export interface View {
  readonly role: Role;
  /** Of the checklist. RFC 8445 §6.1.2.1. */
  readonly state: 'running' | 'completed' | 'failed';
  readonly components: readonly number[];
  readonly pairs: readonly Pair[];
  readonly valid: readonly ValidPair[];
  /** Whether both sides have said that no candidate comes any more. */
  readonly isComplete: boolean;
}
