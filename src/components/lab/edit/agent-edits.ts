import type { AgentSpec, Id, Scene } from '#src/simulator/index.ts';
import { withNode } from './edits.ts';

/** The scene with another setting of a host's agent. */
export function withAgent(scene: Scene, id: Id, edit: (agent: AgentSpec) => AgentSpec): Scene {
  return withNode(scene, id, (node) =>
    node.kind === 'host' && node.agent ? { ...node, agent: edit(node.agent) } : node,
  );
}

/** The servers that an agent asks, with TURN or without. With it, the scene's first server that relays is asked for it. */
export function withTurn(scene: Scene, agent: AgentSpec, hasTurn: boolean): AgentSpec {
  const servers = agent.servers.filter(({ kind }) => kind !== 'turn');
  const relay = scene.nodes.find((node) => node.kind === 'server' && node.relays !== false);
  if (!hasTurn || !relay) return { ...agent, servers };
  return { ...agent, servers: [...servers, { kind: 'turn', server: relay.id }] };
}
