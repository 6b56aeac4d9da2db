import type { TransportAddress } from '#src/protocol/index.ts';
import { createRfc4787Nat } from '#src/simulator/nat/rfc4787.ts';
import type { Flow, Mapping, Nat, NatDecision, NatRefusal } from '#src/simulator/nat/types.ts';
import { randomFor } from '#src/simulator/random.ts';
import type { Rfc4787Behaviour } from '#src/simulator/scene/types.ts';

/** What of an address and port a mapping or a filter depends on, from the freest to the strictest. RFC 4787 §4.1, §5. */
export const DEPENDENCES = ['EndpointIndependent', 'AddressDependent', 'AddressAndPortDependent'] as const;
export type Dependence = (typeof DEPENDENCES)[number];

/** The host inside; its one socket. */
export const INSIDE: TransportAddress = { family: 4, address: '192.168.1.10', port: 50_000 };
export const NAT_ADDRESS = '203.0.113.1';

/** Two hosts outside (RFC 5737's addresses), with two ports each. */
export const HOSTS = { A: '198.51.100.7', B: '192.0.2.9' } as const;
export type HostName = keyof typeof HOSTS;
export const PORTS = [4001, 4002] as const;

/** One of the four endpoints outside: `A:4001`. */
export type OutsideId = `${HostName}:${(typeof PORTS)[number]}`;
export const OUTSIDE_IDS = ['A:4001', 'A:4002', 'B:4001', 'B:4002'] as const satisfies readonly OutsideId[];

/** What the reader chose of the NAT. */
export interface Settings {
  readonly mapping: Dependence;
  readonly filtering: Dependence;
  /** RFC 4787 §4.3. */
  readonly timerMs: number;
  /** RFC 4787 §4.3, REQ-6a. */
  readonly inboundRefresh: boolean;
}

/** What RFC 3489, now obsolete, would have called a kind. Its “symmetric” doesn't say whether the port counts. */
export type OldName =
  'full-cone' | 'restricted-cone' | 'port-restricted-cone' | 'symmetric' | 'unclear' | 'none';

const OLD_CONES = {
  EndpointIndependent: 'full-cone',
  AddressDependent: 'restricted-cone',
  AddressAndPortDependent: 'port-restricted-cone',
} as const satisfies Record<Dependence, OldName>;

/** The old name of a kind, if it has one. */
export function oldNameOf({ mapping, filtering }: Pick<Settings, 'mapping' | 'filtering'>): OldName {
  if (mapping === 'EndpointIndependent') return OLD_CONES[filtering];
  if (mapping === 'AddressDependent' || filtering === 'EndpointIndependent') return 'none';
  return filtering === 'AddressDependent' ? 'unclear' : 'symmetric';
}

/** What the reader let happen. It means the same to each kind of NAT, so that one history can go through all of them. */
export type Action =
  | { readonly do: 'send'; readonly to: OutsideId }
  /** To the address outside that `seenBy` knows: where the last packet that reached it came from. */
  | { readonly do: 'receive'; readonly from: OutsideId; readonly seenBy: OutsideId }
  | { readonly do: 'wait'; readonly ms: number };

/** What became of one action. */
export type Step = { readonly atMs: number } & (
  | {
      readonly kind: 'out';
      readonly to: OutsideId;
      readonly before: Flow;
      readonly after: Flow;
      readonly mapping: Mapping;
      /** A mapping was made, or its filter opened for one more, or its timer starts anew and that is all. */
      readonly change: 'made' | 'opened' | 'refreshed';
    }
  | {
      readonly kind: 'in';
      readonly from: OutsideId;
      readonly before: Flow;
      readonly after: Flow;
      readonly isRefreshed: boolean;
    }
  | { readonly kind: 'dropped'; readonly from: OutsideId; readonly before: Flow; readonly why: NatRefusal }
  | { readonly kind: 'wait'; readonly ms: number; readonly ended: readonly Mapping[] }
);

/** A line of the table, also when it has ended. */
export interface Line {
  readonly mapping: Mapping;
  /** 0 when it has ended. */
  readonly leftMs: number;
}

/** How it all stands after a history. */
export interface Moment {
  readonly nowMs: number;
  readonly lines: readonly Line[];
  readonly steps: readonly Step[];
  /** The host inside as each of them sees it; who got no packet yet, knows nothing. */
  readonly seen: ReadonlyMap<OutsideId, TransportAddress>;
}

/** The endpoint of an id. */
export function endpointOf(id: OutsideId): TransportAddress {
  const [host, port] = id.split(':') as [HostName, string];
  return { family: 4, address: HOSTS[host], port: Number(port) };
}

/**
 * Sends a whole history through the simulator's NAT of this kind. Without sessions (`keepsSessions`): they are Linux's,
 * and RFC 4787 says nothing of them.
 */
export function momentAfter(history: readonly Action[], settings: Settings): Moment {
  return play(history, settings).moment;
}

/** Who would get in now, sending to what `seenBy` knows. Asked of a NAT of its own, which nobody uses afterwards. */
export function whoGetsIn(
  history: readonly Action[],
  settings: Settings,
  seenBy: OutsideId,
): ReadonlySet<OutsideId> {
  const { nat, moment } = play(history, settings);
  const destination = moment.seen.get(seenBy);
  if (!destination) return new Set();
  const getsIn = (id: OutsideId) =>
    nat.fromOutside(moment.nowMs, { protocol: 'udp', source: endpointOf(id), destination }).verdict === 'in';
  return new Set(OUTSIDE_IDS.filter(getsIn));
}

function play(
  history: readonly Action[],
  settings: Settings,
): { readonly nat: Nat; readonly moment: Moment } {
  const nat = createRfc4787Nat(behaviourOf(settings), {
    addresses: [NAT_ADDRESS],
    random: randomFor(1, 'nat-table'),
  });
  const seen = new Map<OutsideId, TransportAddress>();
  const ended: Line[] = [];
  const steps: Step[] = [];
  let nowMs = 0;
  for (const action of history) {
    if (action.do === 'wait') nowMs += action.ms;
    const step = stepOf(nat, nowMs, action, seen);
    if (step.kind === 'wait') ended.push(...step.ended.map((mapping) => ({ mapping, leftMs: 0 })));
    if (step.kind === 'out') seen.set(step.to, step.after.source);
    steps.push(step);
  }
  const live = nat.table().map((mapping) => ({ mapping, leftMs: mapping.expiresAt - nowMs }));
  const lines = [...ended, ...live].toSorted((a, b) => a.mapping.id - b.mapping.id);
  return { nat, moment: { nowMs, lines, steps, seen } };
}

/** What maps by destination draws its ports: nobody can guess the next one. The others keep them, as most do. */
function behaviourOf({ mapping, filtering, timerMs, inboundRefresh }: Settings): Rfc4787Behaviour {
  return {
    model: 'rfc4787',
    mapping,
    filtering,
    ports: mapping === 'EndpointIndependent' ? 'preserving' : 'random',
    mappingMs: timerMs,
    inboundRefresh,
    keepsSessions: false,
  };
}

function stepOf(
  nat: Nat,
  atMs: number,
  action: Action,
  seen: ReadonlyMap<OutsideId, TransportAddress>,
): Step {
  switch (action.do) {
    case 'wait': {
      const ended = nat.handleTimeout(atMs).map(({ mapping }) => mapping);
      return { kind: 'wait', atMs, ms: action.ms, ended };
    }
    case 'send': {
      const before: Flow = { protocol: 'udp', source: INSIDE, destination: endpointOf(action.to) };
      const decision = nat.fromInside(atMs, before);
      if (decision.verdict === 'drop') throw new Error('A NAT with free ports refuses nothing that leaves');
      const { flow: after, mapping } = decision;
      return { kind: 'out', atMs, to: action.to, before, after, mapping, change: changeOf(decision) };
    }
    case 'receive': {
      const destination = seen.get(action.seenBy);
      if (!destination) throw new Error(`${action.seenBy} has seen no packet`);
      const before: Flow = { protocol: 'udp', source: endpointOf(action.from), destination };
      const decision = nat.fromOutside(atMs, before);
      const { from } = action;
      if (decision.verdict === 'drop') return { kind: 'dropped', atMs, from, before, why: decision.why };
      return {
        kind: 'in',
        atMs,
        from,
        before,
        after: decision.flow,
        isRefreshed: decision.events.length > 0,
      };
    }
  }
}

function changeOf({ events }: NatDecision): 'made' | 'opened' | 'refreshed' {
  for (const change of events) {
    if (change.event === 'mapping-made') return 'made';
    if (change.event === 'mapping-refreshed' && change.isNewEndpoint) return 'opened';
  }
  return 'refreshed';
}
