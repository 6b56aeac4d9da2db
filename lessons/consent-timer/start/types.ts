/** Given, and needs no change: what consent is told, and what it is asked. */

export interface ConsentOptions {
  /** The peer's transport address on the selected pair. */
  readonly peer: string;
  /** When ICE concluded. It counts as a valid answer. */
  readonly grantedAtMs: number;
}

/** A Binding response, as it came in. */
export interface Answer {
  readonly from: string;
  readonly transactionId: string;
  /** Whether its MESSAGE-INTEGRITY was right. */
  readonly isAuthentic: boolean;
  /** Undefined for a success. */
  readonly errorCode?: number;
}

/** Every `atMs` is the time of a clock that only goes on, and never before the last one. */
export interface Consent {
  /** When the next request is due; undefined once consent is lost. */
  nextRequestAtMs(): number | undefined;
  /** The transaction id of the request to send now; undefined where none is due. */
  tick(atMs: number): string | undefined;
  /** An answer came in. */
  receive(atMs: number, answer: Answer): void;
  /** Whether application data may be sent now. */
  maySend(atMs: number): boolean;
}
