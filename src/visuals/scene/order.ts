import type { NodeSpec, Scene } from '#src/simulator/index.ts';
import { type Branch, agentsOf, treeOf } from './tree.ts';

/**
 * The nodes of a scene side by side: the first agent's host, what leads from it to the internet, what is there, what
 * leads to the second agent, and its host.
 */
export function nodesInOrder(scene: Scene): readonly NodeSpec[] {
  const tree = treeOf(scene);
  if (!tree) return [];
  const { left, middle, right } = orderOf(tree, agentsOf(scene)[1]);
  return [...left, ...middle, ...right];
}

/** What stands left and right of the way up, and what doesn't matter. */
interface Order {
  readonly left: readonly NodeSpec[];
  readonly middle: readonly NodeSpec[];
  readonly right: readonly NodeSpec[];
}

function orderOf(branch: Branch, second: string | undefined): Order {
  const left: NodeSpec[] = [];
  const middle: NodeSpec[] = [];
  const right: NodeSpec[] = [];
  for (const node of branch.nodes) {
    if (node.kind === 'host' && node.agent) (node.id === second ? right : left).push(node);
    else middle.push(node);
  }
  for (const inner of branch.branches) {
    const order = orderOf(inner, second);
    const all = [...order.left, ...order.middle, ...order.right];
    if (inner.side === 'left') left.push(...all, ...inner.gateways);
    else if (inner.side === 'right') right.unshift(...inner.gateways, ...all);
    else if (inner.side === 'none') middle.push(...inner.gateways, ...all);
    else {
      left.push(...order.left, ...order.middle, ...inner.gateways);
      right.unshift(...order.right);
    }
  }
  return { left, middle, right };
}
