interface Turns<Value> {
  readonly first: Value;
  /** How many turns a value waits beside what is shown or waited for: 0 for a small change. */
  readonly turnsOf: (next: Value, before: Value) => number;
  /** Calls back when so many turns have gone by, never at once. */
  readonly after: (turns: number, then: () => void) => void;
  readonly show: (value: Value) => void;
}

/**
 * Shows what it is told, later: of all that is told in between, the last. What comes while something smaller is due
 * waits its own turns all the same.
 */
export function takeTurns<Value>({ first, turnsOf, after, show }: Turns<Value>): (value: Value) => void {
  let shown = first;
  let latest = first;
  let isDue = false;

  function wait(): void {
    const awaited = latest;
    after(turnsOf(awaited, shown), () => {
      if (turnsOf(latest, awaited) > 0 && turnsOf(latest, shown) > 0) return wait();
      isDue = false;
      shown = latest;
      show(shown);
    });
  }

  return (value) => {
    latest = value;
    if (isDue) return;
    isDue = true;
    wait();
  };
}
