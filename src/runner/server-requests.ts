import type { ServerAnswer, ServerRequest } from './contract.ts';
import type { HostMessage } from './messages.ts';

interface Pending {
  resolve(answer: ServerAnswer): void;
  reject(reason: unknown): void;
}

/** The requests to servers of one run's program that have no answer yet. */
export class ServerRequests {
  readonly #send: (message: HostMessage) => void;
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  constructor(send: (message: HostMessage) => void) {
    this.#send = send;
  }

  /** Rejects with the signal's reason, or with that of `close`. */
  ask(port: number, request: ServerRequest, signal?: AbortSignal): Promise<ServerAnswer> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<ServerAnswer>();
    const abort = (): void => {
      this.#send({ type: 'abort-request', id });
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort);
    this.#pending.set(id, { resolve, reject });
    this.#send({ type: 'request', id, port, request });
    return promise.finally(() => {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', abort);
    });
  }

  answer(id: number, answer: ServerAnswer): void {
    this.#pending.get(id)?.resolve(answer);
  }

  close(reason: Error): void {
    for (const { reject } of this.#pending.values()) reject(reason);
  }
}
