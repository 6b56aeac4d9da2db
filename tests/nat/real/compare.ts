import {
  type MatrixKind,
  type NodeSpec,
  type Outcome,
  PRESETS,
  type Scene,
  type Trace,
  matrixScene,
  simulate,
} from '#src/simulator/index.ts';
import type { RealCell } from './measure.ts';
import { SIDES, type Side } from './namespaces.ts';

/** What the Lab says of a cell, in the terms of `RealCell`. */
export interface LabCell {
  readonly outcome: Outcome;
  readonly kinds: Partial<Record<Side, readonly [local: string, remote: string]>>;
  readonly keptPort: Partial<Record<Side, boolean>>;
}

const HOSTS: Record<Side, string> = { a: 'alice', b: 'bob' };

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

function cellOfScene(scene: Scene): LabCell {
  const trace = simulate(scene);
  const cell = { kinds: {} as LabCell['kinds'], keptPort: {} as LabCell['keptPort'] };
  for (const side of SIDES) {
    const pair = trace.result.selected.find(({ node }) => node === HOSTS[side])?.pair;
    if (pair) cell.kinds[side] = [kindOf(pair.local.type), kindOf(pair.remote.type)];
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
    if (type === 'srflx') return port === relatedPort;
  }
  return undefined;
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
    if (lab.keptPort[side] !== real.keptPort[side])
      found.push(`${HOSTS[side]}’s port kept: ${lab.keptPort[side]} in the Lab, ${real.keptPort[side]} seen`);
    const pair = real.pairs[side];
    const seen = pair && [kindOf(pair.local), kindOf(pair.remote)].join(' → ');
    const said = lab.kinds[side]?.join(' → ');
    // Through a relay, whose relay it is is a matter of milliseconds.
    if (real.outcome === 'direct' && lab.outcome === 'direct' && seen !== said)
      found.push(`${HOSTS[side]}: ${said} in the Lab, ${seen} seen`);
  }
  return found;
}
