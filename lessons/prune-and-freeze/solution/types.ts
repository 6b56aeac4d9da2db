/** A candidate of this agent or of the peer. Addresses are texts such as `192.0.2.1:5000`: the same text, the same address. */
export interface Candidate {
  readonly type: 'host' | 'srflx' | 'prflx' | 'relay';
  readonly component: number;
  readonly address: string;
  /** Where packets leave from; of a host or relayed candidate its own address. Of the peer's: its address. */
  readonly base: string;
  readonly foundation: string;
}

/** A pair of a checklist. */
export interface Pair {
  readonly local: Candidate;
  readonly remote: Candidate;
  readonly priority: bigint;
}

/** The two states in which a pair can begin, and the one that lets others go. RFC 8445 §6.1.2.6. */
export type State = 'frozen' | 'waiting' | 'succeeded';

/** The state of each pair of each checklist, at the same places. */
export type States = readonly (readonly State[])[];
