import type { Role } from '#src/protocol/ice/agent/index.ts';
import type { EndpointDependence } from '#src/protocol/index.ts';

/** Names a network or a node of a scene: 1 to 24 letters, digits and hyphens, the first a letter. */
export type Id = string;

/** A whole experiment: what stands where, who talks, and what happens when. Small enough for a link. */
export interface Scene {
  readonly version: 1;
  /** Everything random comes of it: same scene, same trace. 32 bits. */
  readonly seed: number;
  /** When the experiment ends, if it did not settle before. */
  readonly untilMs: number;
  /** The first one is the internet: where an address that no network knows would be. */
  readonly networks: readonly NetworkSpec[];
  readonly nodes: readonly NodeSpec[];
  readonly signalling: SignallingSpec;
  /** What somebody does to the scene while it runs, by time. */
  readonly changes: readonly Change[];
}

/** A link layer and its prefixes. Who is on it reaches each other; the rest goes to the gateway of the network. */
export interface NetworkSpec {
  readonly id: Id;
  /** `192.168.1.0/24` */
  readonly ipv4?: string;
  /** `2001:db8:1::/64` */
  readonly ipv6?: string;
}

/** A node's cable to a network, both ways. */
export interface LinkSpec {
  /** One way. Default 5. */
  readonly latencyMs?: number;
  /** Each packet takes up to this much longer, in order still. Default 0. */
  readonly jitterMs?: number;
  /** The share of packets that it loses, 0 to 1. Default 0. */
  readonly loss?: number;
  /** The share of packets that others overtake, 0 to 1. Default 0. */
  readonly reordering?: number;
  /** The longest IP packet. Default 1500. */
  readonly mtuBytes?: number;
}

/** Where a node stands in a network. */
export interface Interface {
  readonly network: Id;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly link?: LinkSpec;
}

export type NodeSpec = HostSpec | ServerSpec | NatSpec | FirewallSpec;
export type NodeKind = NodeSpec['kind'];

export interface HostSpec {
  readonly kind: 'host';
  readonly id: Id;
  readonly interfaces: readonly Interface[];
  /** The ICE agent that runs there. Two hosts of a scene have one. */
  readonly agent?: AgentSpec;
}

export interface AgentSpec {
  readonly role: Role;
  readonly servers: readonly IceServerSpec[];
  /** Default `all`. */
  readonly policy?: 'all' | 'relay';
  /** Whether host candidates are told as `.local` names (mDNS), as browsers do. Default false. */
  readonly hidesAddresses?: boolean;
  /** Default: RFC 8445's 50. */
  readonly taMs?: number;
  /** Default: the first agent at 0, the other when the first one's parameters reach it. */
  readonly startsAtMs?: number;
  /** From the first selected pair on it says something each so many milliseconds. Default: nothing. */
  readonly talksEveryMs?: number;
}

/** What an agent asks for candidates. */
export interface IceServerSpec {
  readonly kind: 'stun' | 'turn';
  readonly server: Id;
  /** To the server; default `udp`. */
  readonly transport?: 'udp' | 'tcp';
  /** Default 3478. */
  readonly port?: number;
}

/** A STUN and TURN server: the project's own. */
export interface ServerSpec {
  readonly kind: 'server';
  readonly id: Id;
  readonly interfaces: readonly Interface[];
  /** Where it listens, over UDP and TCP. Default 3478. */
  readonly ports?: readonly number[];
  /** Whether it relays. Default true. */
  readonly relays?: boolean;
}

/** A router between two networks that translates IPv4 addresses. */
export interface NatSpec {
  readonly kind: 'nat';
  readonly id: Id;
  readonly inside: Interface;
  readonly outside: Interface;
  /** More addresses outside, of a carrier's pool. */
  readonly pool?: readonly string[];
  readonly behaviour: NatBehaviour;
}

/** A router between two networks that translates nothing, and lets through what its rules say. */
export interface FirewallSpec {
  readonly kind: 'firewall';
  readonly id: Id;
  readonly inside: Interface;
  readonly outside: Interface;
  readonly rules: FirewallRules;
}

export interface FirewallRules {
  /** What is let out. Default `any`. */
  readonly udp?: 'any' | 'none';
  /** Destination ports that are let out, or any. Default `any`. */
  readonly tcp?: 'any' | 'none' | readonly number[];
  /** What is let in: what was asked for, or anything (a plain router). Default `asked`. */
  readonly unsolicited?: 'dropped' | 'accepted';
  /** How long an answer is let in after the last packet. Default 120,000. */
  readonly idleMs?: number;
}

/** A NAT in the words of RFC 4787, or Linux as it is. */
export type NatBehaviour = Rfc4787Behaviour | LinuxBehaviour;

export interface Rfc4787Behaviour {
  readonly model: 'rfc4787';
  /** RFC 4787 §4.1. */
  readonly mapping: EndpointDependence;
  /** RFC 4787 §5. */
  readonly filtering: EndpointDependence;
  /** RFC 4787 §4.2.1. Preserving: another port where that one is taken. Default `preserving`. */
  readonly ports?: 'preserving' | 'random' | 'sequential';
  /** RFC 4787 §4.2.2. Default true. */
  readonly keepsParity?: boolean;
  /** RFC 4787 §4.1: whether all mappings of a host have the same address outside. Default `paired`. */
  readonly pooling?: 'paired' | 'arbitrary';
  /** RFC 4787 §6. Default `external`: with the outside address and port as the source. */
  readonly hairpinning?: 'none' | 'external' | 'internal';
  /** RFC 4787 §4.3. Default 300,000. */
  readonly mappingMs?: number;
  /** Whether packets from outside keep a mapping alive (RFC 4787 §4.3, REQ-6). Default false. */
  readonly inboundRefresh?: boolean;
  /**
   * Whether a packet that is let in begins a session, so that what goes back to its sender leaves by the mapping that
   * it came in by, whatever mappings depend on. Where the host has sent there by another mapping before, it sees the
   * sender at another port, so that it can tell the two. RFC 4787 is silent on both; it is what Linux was measured to
   * do. Default true.
   */
  readonly keepsSessions?: boolean;
}

/**
 * Connection tracking with masquerading: a port is kept while the five-tuple is free, and one that was drawn instead is
 * kept for what the same port inside sends to others.
 */
export interface LinuxBehaviour {
  readonly model: 'linux';
  /** `random`: `masquerade fully-random`. Default `preserving`. */
  readonly ports?: 'preserving' | 'random';
  /** What its own address does with a packet that nobody asked for. Default `dropped`, as home routers do. */
  readonly unsolicited?: 'dropped' | 'accepted';
  /** Until the first answer. Default 30,000. */
  readonly unrepliedMs?: number;
  /** From the packet after it on, once the flow is older than two seconds. Default 120,000. */
  readonly repliedMs?: number;
}

export interface SignallingSpec {
  /** One way. */
  readonly latencyMs: number;
  /** Default true: each candidate as it comes; otherwise all together. */
  readonly trickles?: boolean;
}

/** Something done to the running scene. */
export type Change = { readonly atMs: number } & (
  | { readonly do: 'set-nat'; readonly node: Id; readonly behaviour: NatBehaviour }
  /** A NAT or firewall forgets everything. */
  | { readonly do: 'reboot'; readonly node: Id }
  | { readonly do: 'set-firewall'; readonly node: Id; readonly rules: FirewallRules }
  /** The interfaces of a node on this network. */
  | { readonly do: 'cut' | 'mend'; readonly node: Id; readonly network: Id }
  | { readonly do: 'set-link'; readonly node: Id; readonly network: Id; readonly link: LinkSpec }
  /** A host goes to another network: new addresses, new sockets. Its agent has to restart. */
  | { readonly do: 'move'; readonly node: Id; readonly from: Id; readonly to: Interface }
  /** RFC 8445 §9. */
  | { readonly do: 'restart'; readonly node: Id }
  | { readonly do: 'close'; readonly node: Id }
  /** The agent sends this text over the selected pair. */
  | { readonly do: 'say'; readonly node: Id; readonly text: string }
);
