import { RFC4787_NATS } from './behaviours.ts';
import type {
  FirewallRules,
  HostSpec,
  IceServerSpec,
  Interface,
  LinkSpec,
  NatBehaviour,
  NetworkSpec,
  NodeSpec,
  Scene,
  ServerSpec,
} from './types.ts';

/**
 * The places that scenes are put together from. Addresses outside are those of documentation (RFC 5737, RFC 3849),
 * inside they are private (RFC 1918) or a carrier's (RFC 6598).
 */

/** Networks and nodes that belong together. */
export interface Place {
  readonly networks: readonly NetworkSpec[];
  readonly nodes: readonly NodeSpec[];
}

/** Whose place it is. Alice controls. */
export type Person = 'alice' | 'bob';

const NUMBER = { alice: 1, bob: 2 } as const;
/** What their providers gave them. */
const PUBLIC = { alice: '203.0.113', bob: '198.51.100' } as const;

/** From a home to its provider and back into the internet: a usual fixed line. */
const ACCESS: LinkSpec = { latencyMs: 10, jitterMs: 2 };
const WIRE: LinkSpec = { latencyMs: 1 };

/** What an agent usually asks: STUN, and TURN over UDP. */
export const STUN_AND_TURN: readonly IceServerSpec[] = [
  { kind: 'stun', server: 'turn' },
  { kind: 'turn', server: 'turn' },
];
export const STUN_ONLY: readonly IceServerSpec[] = [{ kind: 'stun', server: 'turn' }];

/** The internet: without prefixes of its own, it knows every public address. */
export function internet(): NetworkSpec {
  return { id: 'internet' };
}

/** The server that both ask: STUN and TURN, on the usual port and on one that firewalls let through. */
export function stunTurnServer(): ServerSpec {
  const link = { latencyMs: 5 };
  const there = { network: 'internet', ipv4: '192.0.2.1', ipv6: '2001:db8::1', link };
  return { kind: 'server', id: 'turn', interfaces: [there], ports: [3478, 443] };
}

/** Where a person's router or host stands on the internet. */
export function online(who: Person, link: LinkSpec = ACCESS): Interface {
  return { network: 'internet', ipv4: `${PUBLIC[who]}.1`, link };
}

/** A person's host. */
export function host(
  who: Person,
  interfaces: readonly Interface[],
  { servers = STUN_AND_TURN, hidesAddresses = false } = {},
): HostSpec {
  const role = who === 'alice' ? 'controlling' : 'controlled';
  return {
    kind: 'host',
    id: who,
    interfaces,
    agent: { role, servers, ...(hidesAddresses && { hidesAddresses }) },
  };
}

/** Settings of a home, where it isn't like most. */
export interface HomeOptions {
  readonly servers?: readonly IceServerSpec[] | undefined;
  /** Where the router leads. Default: to the internet. */
  readonly uplink?: Interface | undefined;
  readonly lanLink?: LinkSpec;
  /** Whether the provider gives IPv6 as well. */
  readonly hasIpv6?: boolean;
}

/** A home: a router that translates, and a host behind it. */
export function home(who: Person, behaviour: NatBehaviour, options: HomeOptions = {}): Place {
  const { servers, uplink = online(who), lanLink = WIRE, hasIpv6 = false } = options;
  const network = `${who}-lan`;
  const ipv6 = (last: number) => hasIpv6 && { ipv6: `2001:db8:${NUMBER[who]}::${last}` };
  const inside = { network, ipv4: lanAddress(who, 1), ...ipv6(1), link: WIRE };
  const outside = { ...uplink, ...(hasIpv6 && { ipv6: `2001:db8::${11 * NUMBER[who]}` }) };
  const at = { network, ipv4: lanAddress(who, 10), ...ipv6(10), link: lanLink };
  return {
    networks: [
      {
        id: network,
        ipv4: `192.168.${NUMBER[who]}.0/24`,
        ...(hasIpv6 && { ipv6: `2001:db8:${NUMBER[who]}::/64` }),
      },
    ],
    nodes: [
      { kind: 'nat', id: `${who}-router`, inside, outside, behaviour },
      host(who, [at], servers ? { servers } : {}),
    ],
  };
}

/** An address of a person's LAN. */
export function lanAddress(who: Person, last: number): string {
  return `192.168.${NUMBER[who]}.${last}`;
}

/** A home whose way out crosses a firewall: the provider's, or a company's. */
export function homeBehindFirewall(
  who: Person,
  rules: FirewallRules,
  servers: readonly IceServerSpec[],
): Place {
  const network = `${who}-edge`;
  const uplink = { network, ipv4: `${PUBLIC[who]}.10`, link: WIRE };
  const behind = home(who, RFC4787_NATS['eim-apdf'], { servers, uplink });
  const inside = { network, ipv4: `${PUBLIC[who]}.9`, link: WIRE };
  return {
    networks: [{ id: network, ipv4: `${PUBLIC[who]}.8/29` }, ...behind.networks],
    nodes: [
      { kind: 'firewall', id: `${who}-firewall`, inside, outside: online(who), rules },
      ...behind.nodes,
    ],
  };
}

/** A carrier that translates for its customers (RFC 6888), whose routers stand in its shared space (RFC 6598). */
export function carrier(who: Person, behaviour: NatBehaviour): Place {
  const network = `${who}-carrier`;
  const inside = { network, ipv4: '100.64.0.1', link: { latencyMs: 4 } };
  return {
    networks: [{ id: network, ipv4: '100.64.0.0/10' }],
    nodes: [{ kind: 'nat', id: `${who}-cgn`, inside, outside: online(who), behaviour }],
  };
}

/** Where a customer stands in the network of the carrier of `whose`. */
export function customer(whose: Person, who: Person = whose, link: LinkSpec = ACCESS): Interface {
  return { network: `${whose}-carrier`, ipv4: `100.64.0.${11 * NUMBER[who]}`, link };
}

/** A scene of these places, the internet and its server. */
export function sceneOf(...places: readonly Place[]): Scene {
  return {
    version: 1,
    seed: 1,
    // The last STUN request of a check or an allocation goes unanswered 39.5 s after the first (RFC 8489 §6.2.1).
    untilMs: 120_000,
    networks: [internet(), ...places.flatMap(({ networks }) => networks)],
    nodes: [stunTurnServer(), ...places.flatMap(({ nodes }) => nodes)],
    signalling: { latencyMs: 30 },
    changes: [],
  };
}
