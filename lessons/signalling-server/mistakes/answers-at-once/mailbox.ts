type Deliver = (messages: unknown[]) => void;

/** What waits for one peer, in the order in which it was sent, or the peer itself while nothing does. */
export class Mailbox {
  readonly #messages: unknown[] = [];
  #deliver: Deliver | undefined;

  put(message: unknown): void {
    this.#messages.push(message);
    this.#deliverWhatIsThere();
  }

  /**
   * Calls `deliver` once: at once or with the next message, or with nothing when somebody else collects.
   *
   * @returns what takes it back, for somebody who no longer waits
   */
  collect(deliver: Deliver): () => void {
    this.#deliver?.([]);
    this.#deliver = deliver;
    this.#deliverWhatIsThere();
    return () => {
      if (this.#deliver === deliver) this.#deliver = undefined;
    };
  }

  #deliverWhatIsThere(): void {
    const deliver = this.#deliver;
    if (!deliver) return;
    this.#deliver = undefined;
    deliver(this.#messages.splice(0));
  }
}
