import type { Chance } from '#lessons/chance.ts';
import type { PriorityPair } from '#lessons/pair-order.ts';

/** The recommended priorities of host, srflx and relay candidates: RFC 8445 §5.1.2.2, one address, component 1. */
export const USUAL = [2_130_706_431, 1_694_498_815, 16_777_215] as const;

/** Each with each. In this list the smaller priority decides, and 1 << 32 does no harm. */
export function usualPairs(chance: Chance): PriorityPair[] {
  const pairs = USUAL.flatMap((g) => USUAL.filter((d) => d <= g).map((d) => ({ g, d })));
  return rotated(pairs, chance.below(pairs.length));
}

/** Host candidates on the addresses of two devices, by their local preferences. */
export function severalAddresses(chance: Chance): PriorityPair[] {
  const best = 65_535 - chance.below(30_000);
  const step = 1 + chance.below(1_000);
  const priority = (steps: number) => 126 * 2 ** 24 + (best - steps * step) * 2 ** 8 + 255;
  const drawn = Array.from({ length: 6 }, () => ({
    g: priority(chance.below(9)),
    d: priority(chance.below(9)),
  })).filter(({ g, d }) => g >= d);
  // By their sums the first would come first: 3·best − 4 steps against 3·best − 9 steps.
  return [{ g: priority(0), d: priority(4) }, { g: priority(3), d: priority(3) }, ...drawn];
}

/** Lists of two pairs, the lower one first, then the higher one: who keeps to the given order fails one of them. */
export function twins(chance: Chance): PriorityPair[][] {
  const [one, other] = [2 ** 30 + chance.below(2 ** 29), 2 ** 24 + chance.below(2 ** 29)];
  return [[USUAL[0], USUAL[1]] as const, [one, other] as const].flatMap(([a, b]) => {
    const [up, down] = [
      { g: b, d: a },
      { g: a, d: b },
    ];
    return [
      [up, down],
      [down, up],
    ];
  });
}

function rotated<T>(list: readonly T[], by: number): T[] {
  return [...list.slice(by), ...list.slice(0, by)];
}
