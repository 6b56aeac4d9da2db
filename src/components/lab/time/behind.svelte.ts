import type { Timeline } from '#src/visuals/index.ts';
import { takeTurns } from './turns.ts';

/** A new trace is much to draw: after the network, each part of the page has a picture of its own, counted from 1. */
const PICTURE = { ladder: 1, tables: 2, packets: 3, outcome: 4 } as const;

/**
 * Follows what a part of the Lab shows in a task of its own, behind the one in which it changed: what is drawn from it
 * doesn't hold up what the reader has in hand. What is of a new trace comes in the part's turn.
 */
export function behind<Shown extends { readonly timeline: Timeline }>(
  part: keyof typeof PICTURE,
  value: () => Shown,
): { readonly value: Shown } {
  const first = value();
  let shown = $state.raw(first);
  const tell = takeTurns<Shown>({
    first,
    turnsOf: (next, before) => (next.timeline === before.timeline ? 0 : PICTURE[part]),
    after: afterPictures,
    show: (next) => (shown = next),
  });
  $effect(() => tell(value()));
  return {
    get value() {
      return shown;
    },
  };
}

function afterPictures(count: number, then: () => void): void {
  if (count > 0) requestAnimationFrame(() => afterPictures(count - 1, then));
  else setTimeout(then);
}
