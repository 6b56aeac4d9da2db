import { type TransportAddress, isSameTransport } from '../../bytes/address.ts';
import { knownRandom } from '../../turn/testing.ts';
import { type StunAttribute, decodeStun, encodeStun } from '../index.ts';
import { createBehaviourDiscovery } from './client.ts';
import type { BehaviourReport } from './report.ts';
import { createBehaviourServer } from './server.ts';
import type { BehaviourServer } from './server-types.ts';
import { type NatModel, A1, A2, LOCAL, Nat, P1, P2, PUBLIC_IP, address } from './testing-nat.ts';
import type { BehaviourAction, BehaviourDiscoveryConfig, BehaviourSend, DiscoveryPort } from './types.ts';

/*
 * A client behind a NAT, a server outside, and time that passes only when nothing else happens.
 */

export const SERVER = createBehaviourServer({ primary: address(A1, P1), alternate: address(A2, P2) });

/** A client that is driven by packets and time. */
interface Driven<A> {
  handlePacket(at: number, port: DiscoveryPort, from: TransportAddress, bytes: Uint8Array): A[];
  handleTimeout(at: number): A[];
  nextTimeoutAt(): number | undefined;
}

export interface World {
  readonly nat: NatModel;
  /** With two addresses by default. */
  readonly server?: Pick<BehaviourServer, 'handlePacket'>;
  /** Whether the client knows its own address, as by default, or is bound to all. */
  readonly isLocalKnown?: boolean;
  /** Whether the network drops a packet outside of the NAT. */
  readonly drops?: (from: TransportAddress, to: TransportAddress) => boolean;
}

const ONE_WAY_MS = 10;
/** Far more events than any discovery has. */
const MAX_EVENTS = 10_000;

/** Does what the client wants until it wants nothing more, and answers with all that it did, in order. */
export function run<A extends BehaviourSend | { readonly kind: 'trace' | 'done' }>(
  { nat: model, server = SERVER, drops = () => false }: World,
  client: Driven<A>,
  start: (at: number) => A[],
): A[] {
  const nat = new Nat(model);
  const seen: A[] = [];
  let pending: { readonly at: number; readonly happen: () => void }[] = [];
  let now = 0;
  const later = (happen: () => void) => pending.push({ at: now + ONE_WAY_MS, happen });

  function arrive(from: TransportAddress, to: TransportAddress, bytes: Uint8Array): void {
    const inner = nat.in(now, to, from);
    const port = (['X', 'Y'] as const).find((name) => inner && isSameTransport(LOCAL[name], inner));
    if (port) perform(client.handlePacket(now, port, from, bytes));
  }

  function perform(actions: readonly A[]): void {
    seen.push(...actions);
    for (const action of actions) {
      if (action.kind !== 'send') continue;
      const { to, bytes } = action;
      const from = nat.out(now, LOCAL[action.port], to);
      const isOurs = to.address === PUBLIC_IP || to.address === LOCAL.X.address;
      if (isOurs) {
        if (model.hairpins || model.mapping === 'none') later(() => arrive(from, to, bytes));
      } else if (!drops(from, to)) later(() => answer(from, to, bytes));
    }
  }

  function answer(client: TransportAddress, to: TransportAddress, bytes: Uint8Array): void {
    for (const action of server.handlePacket(now, to, client, bytes)) {
      if (action.kind !== 'send' || drops(action.from, action.to)) continue;
      later(() => arrive(action.from, action.to, action.bytes));
    }
  }

  perform(start(now));
  for (let events = 0; events < MAX_EVENTS; events += 1) {
    const timeoutAt = client.nextTimeoutAt() ?? Infinity;
    const next = pending.reduce((first, event) => (event.at < first.at ? event : first), {
      at: timeoutAt,
      happen: () => perform(client.handleTimeout(now)),
    });
    if (next.at === Infinity) return seen;
    pending = pending.filter((event) => event !== next);
    now = Math.max(now, next.at);
    next.happen();
  }
  throw new Error('a client that never ends');
}

/** A discovery from its start to its end: what it found, and all that it did. */
export function discover(
  world: World,
  config: Partial<BehaviourDiscoveryConfig> = {},
): { readonly report: BehaviourReport; readonly actions: readonly BehaviourAction[] } {
  const client = createBehaviourDiscovery({
    server: address(A1, P1),
    ...(world.isLocalKnown !== false && { local: LOCAL.X }),
    random: knownRandom(),
    ...config,
  });
  const actions = run(world, client, (at) => client.start(at));
  if (!client.report) throw new Error('no report');
  return { report: client.report, actions };
}

/** A server whose answers are rewritten; where `rewrite` gives nothing, as they are. */
export function rewriting(
  rewrite: (attribute: StunAttribute) => StunAttribute | undefined,
): Pick<BehaviourServer, 'handlePacket'> {
  return {
    handlePacket: (...packet) =>
      SERVER.handlePacket(...packet).map((action) => {
        const decoded = action.kind === 'send' ? decodeStun(action.bytes) : undefined;
        if (action.kind !== 'send' || !decoded?.ok) return action;
        const attributes = decoded.value.attributes.map((attribute) => rewrite(attribute) ?? attribute);
        return { ...action, bytes: encodeStun({ ...decoded.value, attributes }) };
      }),
  };
}
