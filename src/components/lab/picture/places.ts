import type { Cable, FlyingSignal, Moment, NodeShape, Point, Topology } from '#src/visuals/index.ts';
import type { Drop } from './acts.ts';

/** How far below the lower of the agents signalling passes. */
const SAG = 56;

/** Where a packet ended: in the middle of the cable that lost it, or at a node. */
export interface DropPlace extends Point {
  readonly isOnCable: boolean;
}

/** Undefined for a node that isn't in the picture. */
export function placeOfDrop({ cables, nodes }: Topology, { node, network }: Drop): DropPlace | undefined {
  const cable = cables.find((one) => one.node === node && one.network === network);
  if (cable) return { ...middleOf(cable), isOnCable: true };
  const shape = nodes.find(({ id }) => id === node);
  return shape && { x: shape.x, y: shape.y, isOnCable: false };
}

export function middleOf({ from, to }: Cable): Point {
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** Signalling's way between the agents, as an SVG path: a line of its own that is no cable. */
export function signallingPath(agents: readonly NodeShape[]): string {
  const [from, to] = agents;
  if (!from || !to) return '';
  const turn = turningPoint(from, to);
  return `M${from.x} ${from.y}Q${turn.x} ${turn.y} ${to.x} ${to.y}`;
}

/** Where a message is on it. */
export function placeOnSignalling(
  { nodes }: Topology,
  { from, to, progress }: Pick<FlyingSignal, 'from' | 'to' | 'progress'>,
): Point | undefined {
  const start = nodes.find(({ id }) => id === from);
  const end = nodes.find(({ id }) => id === to);
  if (!start || !end) return undefined;
  const turn = turningPoint(start, end);
  const on = (a: number, b: number, c: number): number =>
    (1 - progress) ** 2 * a + 2 * (1 - progress) * progress * b + progress ** 2 * c;
  return { x: on(start.x, turn.x, end.x), y: on(start.y, turn.y, end.y) };
}

function turningPoint(from: Point, to: Point): Point {
  return { x: (from.x + to.x) / 2, y: Math.max(from.y, to.y) + SAG };
}

/** Whether a cable is cut at this moment. */
export function isCut({ cuts }: Moment, { node, network }: Cable): boolean {
  return cuts.some((cut) => cut.node === node && cut.network === network);
}
