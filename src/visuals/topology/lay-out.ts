import type { Id, NodeSpec, Scene } from '#src/simulator/index.ts';
import { type Branch, interfacesOf, treeOf } from '../scene/tree.ts';
import { type Block, COLUMN, type NodeGrid, blockOf, columnsOf } from './blocks.ts';
import type { Cable, NetworkShape, NodeShape, Topology } from './types.ts';
import { placeOn, wayfinder } from './way.ts';

/** From a network's bar to the nodes on it, and from a node to the next bar. */
const ROW = 76;
const BAR_HEIGHT = 18;
/** Of a bar, left and right of its block. */
const GAP = 10;
/** As wide as a phone shows; fewer columns are drawn apart. */
const LEAST_WIDTH = 360;

interface Drawing {
  readonly columnWidth: number;
  readonly networks: NetworkShape[];
  readonly nodes: NodeShape[];
}

/** Gives everything of a scene its place. See `Topology`. */
export function layOut(scene: Scene): Topology {
  const tree = treeOf(scene);
  const drawing = tree ? draw(blockOf(tree, true)) : { columnWidth: COLUMN, networks: [], nodes: [] };
  const { networks, nodes } = drawing;
  const cables = cablesOf(scene, nodes, networks);
  const way = wayfinder(nodes, cables);
  return {
    width: Math.max(LEAST_WIDTH, ...networks.map(({ x, width }) => x + width + GAP)),
    height: Math.max(0, ...nodes.map(({ y }) => y), ...networks.map(({ y }) => y)) + ROW / 2,
    networks,
    nodes,
    cables,
    way,
    place: ({ from, to, network, progress }) => placeOn(way(from, to, network), progress),
  };
}

function draw(block: Block): Drawing {
  const columnWidth = Math.max(COLUMN, LEAST_WIDTH / block.columns);
  const drawing: Drawing = { columnWidth, networks: [], nodes: [] };
  const rowsAbove = block.above?.rows.length ?? 0;
  const barY = ROW / 2 + rowsAbove * ROW;
  if (block.above) drawGrid(drawing, block.above, middleOf(0, block.columns, block.above.columns), ROW / 2);
  drawBlock(drawing, block, 0, barY);
  return drawing;
}

/**
 * Draws a network's bar and what hangs from it.
 * @param left in columns
 */
function drawBlock(drawing: Drawing, block: Block, left: number, barY: number): void {
  const { columnWidth } = drawing;
  drawing.networks.push(barOf(block.branch, drawing, left, block.columns, barY));
  const used = block.parts.reduce((sum, part) => sum + columnsOf(part), 0);
  let column = middleOf(left, block.columns, used);
  for (const part of block.parts) {
    if (part.kind === 'nodes') drawGrid(drawing, part.grid, column, barY + ROW);
    else {
      const { block: inner } = part;
      const gateways = { rows: [inner.gateways], columns: inner.gateways.length };
      drawGrid(drawing, gateways, middleOf(column, inner.columns, gateways.columns), barY + ROW);
      drawBlock({ ...drawing, columnWidth }, inner, column, barY + 2 * ROW);
    }
    column += columnsOf(part);
  }
}

/** Where something of so many columns begins, to stand in the middle of others. */
function middleOf(left: number, columns: number, ofWidth: number): number {
  return left + (columns - ofWidth) / 2;
}

function barOf(
  { network }: Branch,
  { columnWidth, networks }: Drawing,
  left: number,
  columns: number,
  y: number,
): NetworkShape {
  return {
    id: network.id,
    isInternet: networks.length === 0,
    x: left * columnWidth + GAP,
    y: y - BAR_HEIGHT / 2,
    width: columns * columnWidth - 2 * GAP,
    height: BAR_HEIGHT,
    prefixes: [network.ipv4, network.ipv6].filter((prefix) => prefix !== undefined),
  };
}

function drawGrid({ columnWidth, nodes }: Drawing, { rows }: NodeGrid, left: number, top: number): void {
  for (const [row, specs] of rows.entries()) {
    for (const [column, spec] of specs.entries())
      nodes.push(shapeOf(spec, (left + column + 0.5) * columnWidth, top + row * ROW));
  }
}

function shapeOf(node: NodeSpec, x: number, y: number): NodeShape {
  const addresses = interfacesOf(node).flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]);
  return {
    id: node.id,
    kind: node.kind,
    hasAgent: node.kind === 'host' && node.agent !== undefined,
    x,
    y,
    addresses: addresses.filter((address) => address !== undefined),
  };
}

/** From each node straight to the bar of each of its networks, or to the bar's nearest place. */
function cablesOf(
  { nodes: specs }: Scene,
  nodes: readonly NodeShape[],
  networks: readonly NetworkShape[],
): readonly Cable[] {
  const shapes = new Map<Id, NodeShape>(nodes.map((node) => [node.id, node]));
  const bars = new Map<Id, NetworkShape>(networks.map((network) => [network.id, network]));
  return specs.flatMap((spec) =>
    interfacesOf(spec).flatMap(({ network }) => {
      const node = shapes.get(spec.id);
      const bar = bars.get(network);
      if (!node || !bar) return [];
      const x = Math.min(Math.max(node.x, bar.x), bar.x + bar.width);
      const to = { x, y: bar.y + bar.height / 2 };
      return [{ node: spec.id, network, from: { x: node.x, y: node.y }, to }];
    }),
  );
}
