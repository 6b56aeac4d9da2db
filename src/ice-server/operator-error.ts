/** An error of the surroundings, not of the code: its message says what to do, and where it was noticed helps nobody. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';

  constructor(message: string) {
    super(message);
    // Astro prints the stack of whatever is thrown.
    this.stack = message;
  }
}
