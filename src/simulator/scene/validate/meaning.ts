import type { HostSpec, Id, IceServerSpec, NodeSpec, Scene } from '../types.ts';
import { checkChanges } from './changes.ts';
import { refuse } from './error.ts';
import { PlacesTaken } from './places-taken.ts';
import { checkRouters } from './routers.ts';

const DEFAULT_PORT = 3478;

/** Refuses a scene of the right shape that can't be: what is named isn't there, or the ways out lead nowhere. */
export function checkMeaning(scene: Scene): void {
  const taken = new PlacesTaken(scene.networks);
  const nodes = new Map<Id, NodeSpec>();
  for (const [i, node] of scene.nodes.entries()) {
    if (nodes.has(node.id)) refuse(`nodes[${i}].id`, { kind: 'duplicate' });
    nodes.set(node.id, node);
    placeNode(node, `nodes[${i}]`, taken);
  }
  const nodeOf = (id: Id, place: string) => nodes.get(id) ?? refuse(place, { kind: 'no-such-node', id });
  checkRouters(scene, taken);
  checkAgents(scene, nodeOf);
  checkChanges(scene, nodeOf, taken);
}

function placeNode(node: NodeSpec, place: string, taken: PlacesTaken): void {
  if (node.kind === 'host' || node.kind === 'server') {
    for (const [i, at] of node.interfaces.entries()) taken.enter(node.id, at, `${place}.interfaces[${i}]`);
    return;
  }
  taken.enter(node.id, node.inside, `${place}.inside`);
  taken.enter(node.id, node.outside, `${place}.outside`);
  const pool = node.kind === 'nat' ? (node.pool ?? []) : [];
  for (const [i, address] of pool.entries()) taken.take(node.outside.network, address, `${place}.pool[${i}]`);
}

function checkAgents({ nodes }: Scene, nodeOf: (id: Id, place: string) => NodeSpec): void {
  const hosts = [...nodes.entries()].filter((entry): entry is [number, HostSpec] => entry[1].kind === 'host');
  const count = hosts.filter(([, { agent }]) => agent).length;
  if (count !== 0 && count !== 2) refuse('nodes', { kind: 'agents', count });
  for (const [i, { agent }] of hosts) {
    for (const [j, asked] of (agent?.servers ?? []).entries()) {
      const place = `nodes[${i}].agent.servers[${j}]`;
      checkServer(asked, nodeOf(asked.server, `${place}.server`), place);
    }
  }
}

function checkServer({ kind, port = DEFAULT_PORT }: IceServerSpec, node: NodeSpec, place: string): void {
  const { id } = node;
  if (node.kind !== 'server') refuse(`${place}.server`, { kind: 'wrong-node', id });
  const { ports = [DEFAULT_PORT], relays = true } = node;
  if (!ports.includes(port)) refuse(place, { kind: 'not-listening', id, port });
  if (kind === 'turn' && !relays) refuse(place, { kind: 'not-relaying', id });
}
