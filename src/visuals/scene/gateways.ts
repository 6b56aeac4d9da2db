import type { Id, Scene } from '#src/simulator/index.ts';
import { type Branch, treeOf } from './tree.ts';

/** NATs and firewalls between a node and the internet, from the inside out. */
export function gatewaysOf(scene: Scene, node: Id): readonly Id[] {
  const tree = treeOf(scene);
  return (tree && wayTo(tree, node)) ?? [];
}

function wayTo(branch: Branch, node: Id): readonly Id[] | undefined {
  if (branch.nodes.some(({ id }) => id === node)) return [];
  for (const inner of branch.branches) {
    const way = wayTo(inner, node);
    if (way) return [...way, ...inner.gateways.map(({ id }) => id)];
  }
  return undefined;
}
