import type { NodeSpec } from '#src/simulator/index.ts';
import type { Branch, Gateway } from '../scene/tree.ts';

/** Of a column of nodes. */
export const COLUMN = 120;

/** So many nodes of a network stand beside each other; more of them make rows. */
const MOST_IN_A_ROW = 6;

/** What hangs from a network's bar, with its width in columns. */
export interface Block {
  readonly branch: Branch;
  readonly gateways: readonly Gateway[];
  /** Left to right: nodes, row by row, and networks further in. */
  readonly parts: readonly Part[];
  /** What stands above the bar: servers, where it is the internet. */
  readonly above: NodeGrid | undefined;
  readonly columns: number;
}

export type Part =
  { readonly kind: 'nodes'; readonly grid: NodeGrid } | { readonly kind: 'block'; readonly block: Block };

export interface NodeGrid {
  readonly rows: readonly (readonly NodeSpec[])[];
  readonly columns: number;
}

/** How much room a branch needs, and in which order its parts stand. */
export function blockOf(branch: Branch, isInternet = false): Block {
  const servers = isInternet ? branch.nodes.filter(({ kind }) => kind === 'server') : [];
  const nodes = branch.nodes.filter((node) => !servers.includes(node));
  const inner = branch.branches.map((other): Part => ({ kind: 'block', block: blockOf(other) }));
  const isOnRight = (part: Part): boolean => part.kind === 'block' && part.block.branch.side === 'right';
  // A host with the first agent stands left of the networks further in, all others right of them.
  const parts: Part[] = [
    ...inner.filter((part) => !isOnRight(part)),
    ...(nodes.length > 0 ? [{ kind: 'nodes', grid: gridOf(nodes) } as const] : []),
    ...inner.filter(isOnRight),
  ];
  const above = servers.length > 0 ? gridOf(servers) : undefined;
  const below = parts.reduce((sum, part) => sum + columnsOf(part), 0);
  const columns = Math.max(1, below, above?.columns ?? 0, branch.gateways.length);
  return { branch, gateways: branch.gateways, parts, above, columns };
}

export function columnsOf(part: Part): number {
  return part.kind === 'nodes' ? part.grid.columns : part.block.columns;
}

function gridOf(nodes: readonly NodeSpec[]): NodeGrid {
  const columns =
    nodes.length <= MOST_IN_A_ROW
      ? nodes.length
      : Math.max(MOST_IN_A_ROW, Math.ceil(Math.sqrt(nodes.length * 2)));
  const rows = Array.from({ length: Math.ceil(nodes.length / columns) }, (_, row) =>
    nodes.slice(row * columns, (row + 1) * columns),
  );
  return { rows, columns };
}
