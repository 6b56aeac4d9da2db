import type { Change, Id, Interface, NodeSpec, Scene } from '#src/simulator/index.ts';

/** A change that has no time yet. */
export type Doing = Change extends infer C ? (C extends Change ? Omit<C, 'atMs'> : never) : never;

/** The same from the scene's start, if it can be so from the start: the scene that is like that. */
export function fromStart(scene: Scene, doing: Doing): Scene | undefined {
  switch (doing.do) {
    case 'set-nat':
      return withNode(scene, doing.node, (node) =>
        node.kind === 'nat' ? { ...node, behaviour: doing.behaviour } : node,
      );
    case 'set-firewall':
      return withNode(scene, doing.node, (node) =>
        node.kind === 'firewall' ? { ...node, rules: doing.rules } : node,
      );
    case 'set-link':
      return withNode(scene, doing.node, (node) =>
        withInterfaces(node, (place) =>
          place.network === doing.network ? { ...place, link: doing.link } : place,
        ),
      );
    case 'move': {
      const moved = withNode(scene, doing.node, (node) =>
        withInterfaces(node, (place) => (place.network === doing.from ? doing.to : place)),
      );
      return { ...moved, changes: takenAlong(scene.changes, doing, 0) };
    }
    default:
      return undefined;
  }
}

/** The same in mid-session. */
export function during(scene: Scene, atMs: number, doing: Doing): Scene {
  const change = { atMs, ...doing } as Change;
  const changes = doing.do === 'move' ? takenAlong(scene.changes, doing, atMs) : scene.changes;
  return { ...scene, changes: [...changes, change].toSorted((a, b) => a.atMs - b.atMs) };
}

/** What is to happen to a host's cable later happens to the one that it has then. */
function takenAlong(
  changes: readonly Change[],
  { node, from, to }: Extract<Doing, { do: 'move' }>,
  atMs: number,
): readonly Change[] {
  return changes.map((change) =>
    'network' in change && change.node === node && change.network === from && change.atMs >= atMs
      ? { ...change, network: to.network }
      : change,
  );
}

/** The scene with something else in place of a node. */
export function withNode(scene: Scene, id: Id, edit: (node: NodeSpec) => NodeSpec): Scene {
  return { ...scene, nodes: scene.nodes.map((node) => (node.id === id ? edit(node) : node)) };
}

function withInterfaces(node: NodeSpec, edit: (place: Interface) => Interface): NodeSpec {
  if ('interfaces' in node) return { ...node, interfaces: node.interfaces.map(edit) };
  return { ...node, inside: edit(node.inside), outside: edit(node.outside) };
}
