import type {
  FirewallSpec,
  Id,
  Interface,
  NatSpec,
  NetworkSpec,
  NodeSpec,
  Scene,
} from '#src/simulator/index.ts';

export type Gateway = NatSpec | FirewallSpec;

/** A network of a scene, and what is behind it, seen from the internet. */
export interface Branch {
  readonly network: NetworkSpec;
  /** What leads to it from the network above; none for the internet, and for what nothing leads to. */
  readonly gateways: readonly Gateway[];
  /** Hosts and servers whose first interface is here. */
  readonly nodes: readonly NodeSpec[];
  readonly branches: readonly Branch[];
  /** Where the two agents are: behind this network, or on it. */
  readonly side: Side;
}

/** `left`: the first agent is there; `right`: the second; `both`; or `none` of them. */
export type Side = 'left' | 'right' | 'both' | 'none';

/** The networks of a scene as a tree, with the internet as its root. What nothing leads to hangs from it as well. */
export function treeOf(scene: Scene): Branch | undefined {
  const [internet] = scene.networks;
  if (!internet) return undefined;
  const growing: Growing = { scene, agents: agentsOf(scene), reached: new Set([internet.id]) };
  const root = grow(growing, internet, []);
  const lonely = scene.networks.flatMap((network) => {
    if (growing.reached.has(network.id)) return [];
    growing.reached.add(network.id);
    return [grow(growing, network, [])];
  });
  const branches = bySide([...root.branches, ...lonely]);
  const placed = new Set(branches.flatMap(idsOf));
  // A second way to a network that has one already, from another network.
  const others = scene.nodes.filter((node) => !('interfaces' in node) && !placed.has(node.id));
  const nodes = [...root.nodes, ...others];
  return { ...root, nodes, branches, side: sideOf(growing.agents, nodes, branches) };
}

function idsOf({ gateways, branches }: Branch): readonly Id[] {
  return [...gateways.map(({ id }) => id), ...branches.flatMap(idsOf)];
}

/** The hosts with an agent, in the order of the scene. */
export function agentsOf({ nodes }: Scene): readonly Id[] {
  return nodes.filter((node) => node.kind === 'host' && node.agent).map(({ id }) => id);
}

/** Where a node stands: the network of each of its cables. */
export function interfacesOf(node: NodeSpec): readonly Interface[] {
  return 'interfaces' in node ? node.interfaces : [node.outside, node.inside];
}

interface Growing {
  readonly scene: Scene;
  readonly agents: readonly Id[];
  readonly reached: Set<Id>;
}

function grow(growing: Growing, network: NetworkSpec, gateways: readonly Gateway[]): Branch {
  const { scene, agents, reached } = growing;
  const below = scene.nodes.filter(
    (node): node is Gateway => !('interfaces' in node) && node.outside.network === network.id,
  );
  const branches = scene.networks.flatMap((inner) => {
    const leading = below.filter(({ inside }) => inside.network === inner.id);
    if (leading.length === 0 || reached.has(inner.id)) return [];
    reached.add(inner.id);
    return [grow(growing, inner, leading)];
  });
  const nodes = scene.nodes.filter(
    (node) => 'interfaces' in node && node.interfaces[0]?.network === network.id,
  );
  return {
    network,
    gateways,
    nodes: nodes.toSorted((a, b) => rank(sideOf(agents, [a], [])) - rank(sideOf(agents, [b], []))),
    branches: bySide(branches),
    side: sideOf(agents, nodes, branches),
  };
}

function sideOf(agents: readonly Id[], nodes: readonly NodeSpec[], branches: readonly Branch[]): Side {
  const [first, second] = agents;
  const has = (agent: Id | undefined, side: Side): boolean =>
    nodes.some(({ id }) => id === agent) ||
    branches.some((branch) => branch.side === side || branch.side === 'both');
  const isLeft = has(first, 'left');
  const isRight = has(second, 'right');
  if (isLeft && isRight) return 'both';
  if (isLeft) return 'left';
  return isRight ? 'right' : 'none';
}

function bySide(branches: readonly Branch[]): readonly Branch[] {
  return branches.toSorted((a, b) => rank(a.side) - rank(b.side));
}

/** From left to right. */
function rank(side: Side): number {
  return { left: 0, both: 1, none: 2, right: 3 }[side];
}
