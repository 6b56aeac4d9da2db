/**
 * Follows a value in a task of its own, behind the one in which it changed: what is drawn from it doesn't hold up what the
 * reader has in hand. Of several changes in between, the last one counts.
 */
export function behind<Value>(value: () => Value): { readonly value: Value } {
  let shown = $state.raw(value());
  let latest = shown;
  let isDue = false;
  $effect(() => {
    latest = value();
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      shown = latest;
    });
  });
  return {
    get value() {
      return shown;
    },
  };
}
