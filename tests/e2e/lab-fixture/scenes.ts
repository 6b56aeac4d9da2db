import type { Change, LinkSpec, NodeSpec, Scene } from '#src/simulator/index.ts';
import { MATRIX_KINDS, MORE_MATRIX_KINDS, matrixScene } from '#src/simulator/scene/matrix.ts';
import { lanAddress } from '#src/simulator/scene/places.ts';
import { PRESETS } from '#src/simulator/scene/presets.ts';
import { type Random, seededRandom } from '#tests/fuzz/random.ts';

/** Hosts at home with Alice that do nothing: pictures and routes have to pass by them. */
const NEIGHBOURS: readonly NodeSpec[] = Array.from({ length: 198 }, (_, i) => ({
  kind: 'host',
  id: `neighbour-${i}`,
  interfaces: [{ network: 'alice-lan', ipv4: lanAddress('alice', 20 + i) }],
}));

/** Two homes with NATs as most have them, and a relay. */
export function homes(): Scene {
  return matrixScene('eim-apdf', 'eim-apdf', { turn: true });
}

/** A call through the NATs of two homes, one of 200 hosts, that goes on until about so many packets were sent. */
export function longCall(packets: number): Scene {
  const talksEveryMs = 10;
  const untilMs = (packets * talksEveryMs) / 2;
  const scene = withAgents(homes(), (node) => ({ ...node, agent: { ...node.agent, talksEveryMs } }));
  // Without something that is still to come, it would end soon after it is settled.
  const changes: Change[] = [{ atMs: untilMs - 1, do: 'say', node: 'alice', text: 'Bye' }];
  return { ...scene, untilMs, nodes: [...scene.nodes, ...NEIGHBOURS], changes };
}

/** A scene drawn by its seed: a preset, or NATs of any kinds, over cables that may be bad, with changes. */
export function variedScene(seed: number): Scene {
  const random = seededRandom(seed);
  const scene = random.below(3) === 0 ? random.pick(Object.values<Scene>(PRESETS)) : drawCell(random);
  const varied = withAgents(scene, (node) => ({
    ...node,
    interfaces: node.interfaces.map((inside) => ({ ...inside, link: drawLink(random) })),
    agent: { ...node.agent, hidesAddresses: random.below(2) === 0 },
  }));
  const signalling = { latencyMs: 10 + random.below(100), trickles: random.below(4) > 0 };
  return { ...varied, seed, signalling, changes: random.below(3) === 0 ? drawChanges(random, varied) : [] };
}

type AgentNode = Extract<NodeSpec, { kind: 'host' }> &
  Required<Pick<Extract<NodeSpec, { kind: 'host' }>, 'agent'>>;

function withAgents(scene: Scene, change: (node: AgentNode) => NodeSpec): Scene {
  const nodes = scene.nodes.map((node) => {
    return node.kind === 'host' && node.agent ? change({ ...node, agent: node.agent }) : node;
  });
  return { ...scene, nodes };
}

function drawCell(random: Random): Scene {
  const kinds = [...MATRIX_KINDS, ...MORE_MATRIX_KINDS];
  return matrixScene(random.pick(kinds), random.pick(kinds), { turn: random.below(3) > 0 });
}

function drawLink(random: Random): LinkSpec {
  return {
    latencyMs: 1 + random.below(60),
    jitterMs: random.below(20),
    loss: random.pick([0, 0, 0.01, 0.1]),
    reordering: random.pick([0, 0, 0.05]),
  };
}

/** One or two things that somebody does after two seconds. */
function drawChanges(random: Random, { nodes }: Scene): Change[] {
  const hosts = nodes.flatMap((node) => (node.kind === 'host' && node.agent ? [node.id] : []));
  const nats = nodes.flatMap((node) => (node.kind === 'nat' ? [node.id] : []));
  const atMs = 2_000 + random.below(3_000);
  const changes: Change[] = [{ atMs, do: 'say', node: random.pick(hosts), text: '你好' }];
  if (nats.length > 0) changes.push({ atMs: atMs + 500, do: 'reboot', node: random.pick(nats) });
  changes.push({ atMs: atMs + 1_000, do: 'restart', node: random.pick(hosts) });
  return changes.slice(0, 1 + random.below(3));
}
