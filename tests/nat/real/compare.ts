import {
  type IceServerSpec,
  type MatrixKind,
  type NodeSpec,
  type Outcome,
  PRESETS,
  type Scene,
  type Trace,
  matrixScene,
  simulate,
} from '#src/simulator/index.ts';
import { LINUX_NATS } from '#src/simulator/scene/behaviours.ts';
import { home, sceneOf } from '#src/simulator/scene/places.ts';
import { SIDES, type Side } from './addresses.ts';
import type { RealCell } from './call.ts';

/** What the Lab says of a cell, in the terms of `RealCell`. */
export interface LabCell {
  readonly outcome: Outcome;
  /** The selected pair of each side: `host → reflexive`. */
  readonly ways: Partial<Record<Side, string>>;
  readonly keptPort: Partial<Record<Side, boolean>>;
}

const HOSTS = { a: 'alice', b: 'bob' } as const satisfies Record<Side, string>;

export function labCell(caller: MatrixKind, callee: MatrixKind, turn: boolean): LabCell {
  return cellOfScene(matrixScene(caller, callee, { turn }));
}

/** The preset `hairpin`, with a carrier's router that does it or doesn't. */
export function labSharedCarrier(hairpins: boolean): LabCell {
  const { nodes, ...scene } = PRESETS.hairpin;
  const hairpinning = hairpins ? 'external' : 'none';
  const changed = nodes.map((node): NodeSpec => {
    if (node.kind !== 'nat' || node.id !== 'alice-cgn' || node.behaviour.model !== 'rfc4787') return node;
    return { ...node, behaviour: { ...node.behaviour, hairpinning } };
  });
  return cellOfScene({ ...scene, nodes: changed });
}

/** The preset `same-lan`, whose router is Linux as it is. */
export function labSharedHome(hidesAddresses: boolean): LabCell {
  const { nodes, ...scene } = PRESETS['same-lan'];
  const changed = nodes.map((node): NodeSpec => {
    if (node.kind === 'nat') return { ...node, behaviour: LINUX_NATS.linux };
    return node.kind === 'host' && node.agent ? { ...node, agent: { ...node.agent, hidesAddresses } } : node;
  });
  return cellOfScene({ ...scene, nodes: changed });
}

/** Two homes with Linux as their routers; those of these sides have IPv6 as well. */
export function labIpv6(sides: readonly Side[]): LabCell {
  const homes = SIDES.map((side) => home(HOSTS[side], LINUX_NATS.linux, { hasIpv6: sides.includes(side) }));
  return cellOfScene(sceneOf(...homes));
}

/** The preset `udp-blocked`: only TCP to port 443 leaves, where the relay is told to be, or not. */
export function labHttpsOnly(relayPort: 443 | 3478): LabCell {
  const { nodes, ...scene } = PRESETS['udp-blocked'];
  const changed = nodes.map((node): NodeSpec => {
    if (node.kind !== 'host' || !node.agent) return node;
    const servers = node.agent.servers.map((server): IceServerSpec => {
      return server.transport === 'tcp' ? { ...server, port: relayPort } : server;
    });
    return { ...node, agent: { ...node.agent, servers } };
  });
  return cellOfScene({ ...scene, nodes: changed });
}

function cellOfScene(scene: Scene): LabCell {
  const trace = simulate(scene);
  const cell = { ways: {} as LabCell['ways'], keptPort: {} as LabCell['keptPort'] };
  for (const side of SIDES) {
    const pair = trace.result.selected.find(({ node }) => node === HOSTS[side])?.pair;
    if (pair) cell.ways[side] = wayOf(pair.local.type, pair.remote.type, pair.local.address.address);
    const kept = keptPort(trace, HOSTS[side]);
    if (kept !== undefined) cell.keptPort[side] = kept;
  }
  return { outcome: trace.result.outcome, ...cell };
}

/** Whether the port that the server saw was the host's own. */
function keptPort({ events }: Trace, node: string): boolean | undefined {
  for (const event of events) {
    if (event.kind !== 'agent' || event.node !== node || event.event !== 'candidate') continue;
    const { type, port, relatedPort } = event.candidate;
    // Hidden with the address of the base.
    if (type === 'srflx') return relatedPort === 0 ? undefined : port === relatedPort;
  }
  return undefined;
}

/** The pair that a side's browser had in use, in the words of `LabCell`. */
export function wayOfReal({ pairs }: RealCell, side: Side): string | undefined {
  const pair = pairs[side];
  return pair && wayOf(pair.local, pair.remote, pair.localAddress.replace(/:\d+$/, ''));
}

function wayOf(local: string, remote: string, localAddress: string): string {
  return `${kindOf(local)} → ${kindOf(remote)}${localAddress.includes(':') ? ' over IPv6' : ''}`;
}

/** Both are addresses that a NAT gave; which it is called depends on whose packet came first. */
function kindOf(type: string): string {
  return type === 'srflx' || type === 'prflx' ? 'reflexive' : type;
}

/** What differs, in words; empty where the two agree. */
export function differences(lab: LabCell, real: RealCell): string[] {
  const found: string[] = [];
  if (lab.outcome !== real.outcome) found.push(`the Lab says ${lab.outcome}, it was ${real.outcome}`);
  for (const side of SIDES) {
    const pair = real.pairs[side];
    // Who has met the other without leaving by a NAT may have ended before the server's answer.
    const isSeen = real.keptPort[side] !== undefined || pair?.local !== 'host';
    if (isSeen && lab.keptPort[side] !== real.keptPort[side])
      found.push(`${HOSTS[side]}’s port kept: ${lab.keptPort[side]} in the Lab, ${real.keptPort[side]} seen`);
    const seen = wayOfReal(real, side);
    const said = lab.ways[side];
    // Through a relay, whose relay it is is a matter of milliseconds.
    if (real.outcome === 'direct' && lab.outcome === 'direct' && seen !== said)
      found.push(`${HOSTS[side]}: ${said} in the Lab, ${seen} seen`);
  }
  return found;
}
