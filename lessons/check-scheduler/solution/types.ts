/** RFC 8445 §6.1.2.6. */
export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';

export interface Pair {
  readonly id: string;
  readonly component: number;
  readonly priority: bigint;
  /** Both foundations together. */
  readonly foundation: string;
  state: PairState;
}

/** The checklist of a data stream. RFC 8445 §6.1.2.1. */
export interface Checklist {
  state: 'running' | 'completed' | 'failed';
  /** In decreasing order of priority. */
  readonly pairs: Pair[];
  /** The triggered-check queue: the first comes first. */
  readonly triggered: Pair[];
}

/** A check that is to be sent now. */
export interface Check {
  readonly pair: Pair;
  readonly kind: 'triggered' | 'ordinary';
}
