import { untrack } from 'svelte';

/**
 * Follows a value in a task of its own, behind the one in which it changed: what is drawn from it doesn't hold up what the
 * reader has in hand. Of several changes in between, the last one counts.
 *
 * @param frames how many pictures of the page come first, by what is to be drawn and what is: much that is new isn't
 * laid out all at once. Default: none
 */
export function behind<Value>(
  value: () => Value,
  frames: (next: Value, shown: Value) => number = () => 0,
): { readonly value: Value } {
  let shown = $state.raw(value());
  let latest = shown;
  let isDue = false;
  $effect(() => {
    latest = value();
    if (isDue) return;
    isDue = true;
    afterFrames(
      untrack(() => frames(latest, shown)),
      () => {
        isDue = false;
        shown = latest;
      },
    );
  });
  return {
    get value() {
      return shown;
    },
  };
}

function afterFrames(frames: number, then: () => void): void {
  if (frames > 0) requestAnimationFrame(() => afterFrames(frames - 1, then));
  else setTimeout(then);
}
