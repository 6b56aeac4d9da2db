import {
  RELIABLE_TIMEOUT_MS,
  RETRANSMISSION,
  type Retransmission,
  retransmissionSchedule,
} from './retransmission.ts';

/** What a request needs to be sent until it is answered. `context` says what it was for. */
export interface TransactionStart<Context> {
  /** 12 bytes, in hex: what request and response have in common. RFC 8489 §5. */
  readonly transactionId: string;
  /** The encoded request: "Resends of the same request reuse the same transaction ID" (RFC 8489 §5). */
  readonly bytes: Uint8Array;
  readonly context: Context;
  /** Over TCP and TLS nothing is sent again (RFC 8489 §6.2.2): `'reliable'`. */
  readonly transport?: 'unreliable' | 'reliable';
  readonly retransmission?: Retransmission;
}

/** A request that has been sent and not been answered. */
export interface Transaction<Context> {
  readonly transactionId: string;
  readonly bytes: Uint8Array;
  readonly context: Context;
  readonly startedAt: number;
  /** How many times it has been sent; the first time counts. */
  readonly sent: number;
}

interface Open<Context> extends Transaction<Context> {
  readonly sendsAtMs: readonly number[];
  readonly failsAtMs: number;
  sent: number;
  cancelled: boolean;
}

/** What is due: requests to send again, and those that nobody answered in their time. */
export interface DueTransactions<Context> {
  readonly again: readonly Transaction<Context>[];
  readonly failed: readonly Transaction<Context>[];
}

/**
 * The client's transactions over one transport, RFC 8489 §6.2. It sends nothing itself: who starts one sends the request
 * for the first time. Every `at` is in milliseconds.
 */
export class Transactions<Context> {
  readonly #open = new Map<string, Open<Context>>();

  start(
    at: number,
    { transport, retransmission = RETRANSMISSION, ...request }: TransactionStart<Context>,
  ): void {
    const { sendsAtMs, failsAtMs } =
      transport === 'reliable'
        ? { sendsAtMs: [0], failsAtMs: RELIABLE_TIMEOUT_MS }
        : retransmissionSchedule(retransmission);
    this.#open.set(request.transactionId, {
      ...request,
      startedAt: at,
      sendsAtMs,
      failsAtMs,
      sent: 1,
      cancelled: false,
    });
  }

  /** Ends the transaction that a response belongs to; undefined where there is none (any more). */
  finish(transactionId: string): Transaction<Context> | undefined {
    const transaction = this.#open.get(transactionId);
    this.#open.delete(transactionId);
    return transaction;
  }

  /** The transaction that a response would belong to. It goes on. */
  find(transactionId: string): Transaction<Context> | undefined {
    return this.#open.get(transactionId);
  }

  /**
   * RFC 8445 §7.3.1.4: "Cancellation means that the agent will not retransmit the Binding requests […], will not treat
   * the lack of response to be a failure, but will wait the duration of the transaction timeout for a response."
   */
  cancel(transactionId: string): void {
    const transaction = this.#open.get(transactionId);
    if (transaction) transaction.cancelled = true;
  }

  /** Takes what is due by now. Those that failed are ended; the cancelled ones end without a word. */
  takeDue(at: number): DueTransactions<Context> {
    const again: Transaction<Context>[] = [];
    const failed: Transaction<Context>[] = [];
    for (const transaction of this.#open.values()) {
      if (transaction.startedAt + transaction.failsAtMs <= at) {
        this.#open.delete(transaction.transactionId);
        if (!transaction.cancelled) failed.push(transaction);
      } else if ((nextSendAt(transaction) ?? Infinity) <= at) {
        // Whoever comes late sends once, not once for each time that was missed.
        while ((nextSendAt(transaction) ?? Infinity) <= at) transaction.sent += 1;
        again.push(transaction);
      }
    }
    return { again, failed };
  }

  /** When `takeDue` has something next; undefined while nothing is open. */
  nextAt(): number | undefined {
    let next = Infinity;
    for (const transaction of this.#open.values())
      next = Math.min(next, nextSendAt(transaction) ?? transaction.startedAt + transaction.failsAtMs);
    return next === Infinity ? undefined : next;
  }

  /** Every transaction that is still open, the oldest first. */
  open(): readonly Transaction<Context>[] {
    return [...this.#open.values()];
  }
}

function nextSendAt<Context>(transaction: Open<Context>): number | undefined {
  const { cancelled, sendsAtMs, sent, startedAt } = transaction;
  const next = cancelled ? undefined : sendsAtMs[sent];
  return next === undefined ? undefined : startedAt + next;
}
