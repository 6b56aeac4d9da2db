import type { TransportAddress } from '#src/protocol/index.ts';

/** Where a packet comes from and goes to, as it stands in its headers at one place of its way. */
export interface Flow {
  readonly protocol: 'udp' | 'tcp';
  readonly source: TransportAddress;
  readonly destination: TransportAddress;
}

/** What of a TCP segment moves a NAT's or a firewall's timers. RFC 5382 §5. */
export interface TcpFlags {
  readonly syn?: boolean;
  readonly ack?: boolean;
  readonly fin?: boolean;
  readonly rst?: boolean;
}

/** Numbers a mapping of one NAT, from 1. Never used twice. */
export type MappingId = number;

/** A line of a NAT's table. */
export interface Mapping {
  readonly id: MappingId;
  readonly protocol: 'udp' | 'tcp';
  readonly inside: TransportAddress;
  readonly outside: TransportAddress;
  /**
   * What it was made for, where the mapping depends on it: nothing (endpoint-independent), an address, or an address
   * and port.
   */
  readonly madeFor?: { readonly address: string; readonly port?: number };
  readonly madeAt: number;
  /** When it ends, if no packet refreshes it before. */
  readonly expiresAt: number;
  /** Where inside has sent to by it: what the filter lets in, in the terms of the filter. Nothing, if it lets in all. */
  readonly contacted: readonly { readonly address: string; readonly port?: number }[];
}

/** What a NAT did to its table. */
export type MappingEvent =
  | { readonly event: 'mapping-made'; readonly mapping: Mapping }
  /** Its timer starts anew, or its filter lets another endpoint in. */
  | { readonly event: 'mapping-refreshed'; readonly mapping: Mapping; readonly isNewEndpoint: boolean }
  | {
      readonly event: 'mapping-ended';
      readonly mapping: Mapping;
      readonly why: 'idle' | 'reboot' | 'behaviour-changed';
    };

/** Why a NAT let a packet go no further. */
export type NatRefusal =
  /** No mapping has this address and port outside. */
  | 'no-mapping'
  /** There is one; its filter lets only in where inside has sent to: an address (RFC 4787 §5) … */
  | 'filtered-by-address'
  /** … or an address and port. */
  | 'filtered-by-address-and-port'
  /** To a mapping of its own, from inside, and it does no hairpinning (RFC 4787 §6). */
  | 'no-hairpinning'
  /** Every port is taken. */
  | 'no-free-port'
  /** A SYN from outside that nobody inside has asked for (RFC 5382 §4.3): no mapping, or one whose filter refused. */
  | 'unsolicited-syn'
  /** To the NAT itself, which has no such service and answers nothing. */
  | 'not-for-inside';

/** What becomes of a packet. `flow`: its headers from here on. */
export type NatDecision = {
  /** What changed in the table, in this order. */
  readonly events: readonly MappingEvent[];
} & (
  | {
      readonly verdict: 'out' | 'in' | 'hairpin';
      readonly flow: Flow;
      readonly mapping: Mapping;
      /** Hairpinned: the mapping whose inside it goes to; `mapping` is the sender's. */
      readonly to?: Mapping;
    }
  | {
      readonly verdict: 'drop';
      readonly why: NatRefusal;
      /** The mapping whose filter refused. */
      readonly mapping?: Mapping;
      /** Linux that accepts unsolicited packets notes them, and with them the five-tuple. */
      readonly noted?: boolean;
    }
);

/** A NAT without cables: flows and time in, decisions out. Every `at` is in milliseconds, and none is before the last. */
export interface Nat {
  /** A packet that came in by the inside interface and is to leave it: outwards, or back inside (a hairpin). */
  fromInside(at: number, flow: Flow, flags?: TcpFlags): NatDecision;
  /** A packet that came in by the outside interface for an address of the NAT's. */
  fromOutside(at: number, flow: Flow, flags?: TcpFlags): NatDecision;
  /** Ends what is idle. */
  handleTimeout(at: number): readonly MappingEvent[];
  nextTimeoutAt(): number | undefined;
  /** Forgets everything. */
  clear(why: 'reboot' | 'behaviour-changed'): readonly MappingEvent[];
  table(): readonly Mapping[];
}

export interface NatConfig {
  /** IPv4 addresses outside: the interface's, then the pool's. */
  readonly addresses: readonly string[];
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** The number of the next mapping. Default: 1, 2, …; of a NAT that takes another's place, the other's go on. */
  readonly nextId?: () => MappingId;
}
