import type { NetworkShape, Point, Topology } from './types.ts';

/** How far above a bar, and beside it, one points at its network still. */
const NEAR = 12;

/**
 * The network that one points at: what hangs from its bar is its place, down to the next bar. What is above all bars is
 * the internet's. Undefined outside the picture.
 */
export function networkAt({ width, height, networks }: Topology, at: Point): NetworkShape | undefined {
  if (at.x < 0 || at.x > width || at.y < 0 || at.y > height) return undefined;
  const above = networks.filter(
    (bar) => at.y >= bar.y - NEAR && at.x >= bar.x - NEAR && at.x <= bar.x + bar.width + NEAR,
  );
  return above.toSorted((a, b) => b.y - a.y)[0] ?? networks.find(({ isInternet }) => isInternet);
}
