import type { Chance } from '#lessons/chance.ts';
import type { PriorityPair } from '#lessons/pair-order.ts';

const MAX_PRIORITY = 2 ** 31 - 1;
/** The RFC's recommended values with one address and one component. */
const HOST = 2_130_706_431;
const SRFLX = 1_694_498_815;

/** Pairs whose priority a double holds exactly: both ways round, and two of a kind. */
export function drawSmall(chance: Chance): PriorityPair[] {
  const low = 1 + chance.below(900);
  const high = 1000 + chance.below(1_000_000);
  return [
    { g: 1, d: 5000 },
    { g: 5000, d: 1 },
    { g: 1, d: 1 },
    { g: low, d: high },
    { g: high, d: low },
    { g: low, d: low },
  ];
}

/** Pairs as large as they are in use; whose last digits a double loses. */
export function drawBig(chance: Chance): PriorityPair[] {
  const drawn = Array.from({ length: 8 }, () => ({ g: drawReal(chance), d: drawReal(chance) }));
  return [
    { g: HOST, d: HOST },
    { g: HOST, d: SRFLX },
    { g: SRFLX, d: HOST },
    { g: MAX_PRIORITY, d: MAX_PRIORITY - 1 },
    ...drawn,
  ];
}

function drawReal(chance: Chance): number {
  return 2 ** 24 + chance.below(MAX_PRIORITY - 2 ** 24);
}

/** A list in no order, with priorities of all sizes; as texts, some would stand the other way round. */
export function drawList(chance: Chance): PriorityPair[] {
  const drawn = Array.from({ length: 12 }, () => {
    const limit = 2 ** (4 + chance.below(28)) - 1;
    return { g: 1 + chance.below(limit), d: 1 + chance.below(limit) };
  });
  // 8589934596 and 128849018940, whose first digits are 8 and 1.
  return [{ g: 2, d: 2 }, ...drawn, { g: 30, d: 30 }];
}

/** Pairs that differ in nothing but who is controlling, in both orders. */
export function drawTwins(chance: Chance): PriorityPair[] {
  const [a, b] = [drawReal(chance), drawReal(chance)];
  return [
    { g: SRFLX, d: HOST },
    { g: HOST, d: SRFLX },
    { g: Math.max(a, b), d: Math.min(a, b) },
    { g: Math.min(a, b), d: Math.max(a, b) },
  ];
}
