import type { Id } from '#src/simulator/index.ts';
import type { Cable, NodeShape, Point, Topology } from './types.ts';

/** Finds ways between nodes: along the cable of the one, the bar between them, and the cable of the other. */
export function wayfinder(nodes: readonly NodeShape[], cables: readonly Cable[]): Topology['way'] {
  const places = new Map<Id, Point>(nodes.map(({ id, x, y }) => [id, { x, y }]));
  const known = new Map(cables.map((cable) => [keyOf(cable.node, cable.network), cable]));
  return (from, to, network) => {
    const out = known.get(keyOf(from, network));
    const back = known.get(keyOf(to, network));
    if (out && back) return [out.from, out.to, back.to, back.from];
    // A node that has moved away meanwhile: straight, as far as there is something to draw.
    return [places.get(from), places.get(to)].filter((place) => place !== undefined);
  };
}

function keyOf(node: Id, network: Id): string {
  return `${node} ${network}`;
}

/**
 * A point on a line of several pieces.
 * @param progress from 0, its beginning, to 1, its end
 */
export function placeOn(line: readonly Point[], progress: number): Point {
  const [first] = line;
  if (!first) return { x: 0, y: 0 };
  const pieces = line.slice(1).map((to, index) => ({ from: line[index] ?? first, to }));
  const length = pieces.reduce((sum, { from, to }) => sum + distance(from, to), 0);
  let left = Math.min(1, Math.max(0, progress)) * length;
  for (const { from, to } of pieces) {
    const piece = distance(from, to);
    if (left <= piece && piece > 0)
      return { x: from.x + ((to.x - from.x) * left) / piece, y: from.y + ((to.y - from.y) * left) / piece };
    left -= piece;
  }
  return line.at(-1) ?? first;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
