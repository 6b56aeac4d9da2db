import type { Change, Id, Interface, NodeSpec } from '#src/simulator/index.ts';
import { type State, createAgent } from './state.ts';

/** Makes the scene what somebody made of it while it ran. */
export function readChange(state: State, change: Change): void {
  switch (change.do) {
    case 'cut':
      state.cuts = [...state.cuts, { node: change.node, network: change.network }];
      return;
    case 'mend':
      state.cuts = state.cuts.filter(
        ({ node, network }) => node !== change.node || network !== change.network,
      );
      return;
    case 'set-nat':
    case 'set-firewall':
    case 'set-link':
    case 'move':
      state.scene = {
        ...state.scene,
        nodes: state.scene.nodes.map((node) => (node.id === change.node ? changed(node, change) : node)),
      };
      break;
    default:
  }
  // New sockets, and so a new agent.
  if (change.do === 'move') renewAgent(state, change.node);
}

function renewAgent({ scene, agents }: State, id: Id): void {
  const node = scene.nodes.find((other) => other.id === id);
  if (node?.kind === 'host' && node.agent) agents.set(id, createAgent(node.agent.role));
}

function changed(node: NodeSpec, change: Change): NodeSpec {
  switch (change.do) {
    case 'set-nat':
      return node.kind === 'nat' ? { ...node, behaviour: change.behaviour } : node;
    case 'set-firewall':
      return node.kind === 'firewall' ? { ...node, rules: change.rules } : node;
    case 'set-link':
      return withInterfaces(node, (own) =>
        own.network === change.network ? { ...own, link: change.link } : own,
      );
    case 'move':
      return withInterfaces(node, (own) => (own.network === change.from ? change.to : own));
    default:
      return node;
  }
}

function withInterfaces(node: NodeSpec, change: (own: Interface) => Interface): NodeSpec {
  return 'interfaces' in node
    ? { ...node, interfaces: node.interfaces.map(change) }
    : { ...node, inside: change(node.inside), outside: change(node.outside) };
}
