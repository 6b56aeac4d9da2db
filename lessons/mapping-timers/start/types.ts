/** Given, and needs no change: what the table is asked, and what it is told beforehand. All of it is UDP. */

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface TableOptions {
  /** How long a row lives after the packet that wound its timer last. */
  readonly timerMs?: number;
  /** Whether what comes in winds the timer, too. */
  readonly inboundRefresh: boolean;
  /** The ports outside that there are. */
  readonly ports: readonly number[];
  /** How many rows one customer, an address inside, may have at a time. */
  readonly rowsPerCustomer: number;
}

/** Every `atMs` is the time of a clock that only goes on, and never before the last one. */
export interface Table {
  /** A packet leaves: the port outside by which; undefined where it can't. */
  leave(atMs: number, inside: Endpoint): number | undefined;
  /** A packet comes in for a port outside: whom it is for; undefined where it is dropped. */
  enter(atMs: number, port: number): Endpoint | undefined;
}
