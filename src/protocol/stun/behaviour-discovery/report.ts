import type { TransportAddress } from '../../bytes/address.ts';

/**
 * How a NAT's mapping, or its filtering, depends on the endpoint outside. RFC 4787 §4.1 and §5: both have the same three
 * kinds, and one says nothing about the other.
 */
export type EndpointDependence = 'EndpointIndependent' | 'AddressDependent' | 'AddressAndPortDependent';

/** The tests of RFC 5780: §4.2 is test I of §4.3 and §4.4 alike; §3.4. */
export type BehaviourTest =
  'connectivity' | 'filtering-II' | 'filtering-III' | 'mapping-II' | 'mapping-III' | 'hairpinning';

/** What a success response says. */
export interface BehaviourAnswer {
  readonly kind: 'answered';
  /** Where the answer came from, as we saw it. */
  readonly from: TransportAddress;
  /** XOR-MAPPED-ADDRESS: where the request came from, as the server saw it. */
  readonly mappedAddress: TransportAddress;
  /** MAPPED-ADDRESS: the same in plain bytes, which an ALG may have rewritten (§3.6). */
  readonly plainMappedAddress?: TransportAddress;
  /** RESPONSE-ORIGIN: where the answer came from, as the server says. */
  readonly origin?: TransportAddress;
  /** OTHER-ADDRESS, as the server says. */
  readonly otherAddress?: TransportAddress;
}

/** An error response, or one that can't be used: then `code` is undefined. */
export interface BehaviourRefusal {
  readonly kind: 'refused';
  readonly code: number | undefined;
  readonly reason: string;
}

/** How a test ended. */
export type BehaviourOutcome = {
  readonly test: BehaviourTest;
  /** Where the request was sent. */
  readonly to: TransportAddress;
} & (
  | BehaviourAnswer
  | BehaviourRefusal
  /** Our own request came back to us: of `hairpinning` only. */
  | { readonly kind: 'returned'; readonly from: TransportAddress }
  /** Nobody answered in the time of the transaction (RFC 8489 §6.2.1). */
  | { readonly kind: 'silent' }
);

/** Why something may not be concluded. */
export type BehaviourUndecided =
  | 'not-wanted'
  /** Nobody answered even the first request: UDP is blocked, or there is no server (RFC 5780 §4.2). */
  | 'no-answer'
  /** A test was answered with an error. */
  | 'refused'
  /** The server has no second address, and can't tell (RFC 5780 §4.3, §4.4). */
  | 'no-other-address'
  /** OTHER-ADDRESS isn't another IP address and another port of the same family. */
  | 'other-address-unusable'
  /** Requests to the other address weren't answered, so there is nothing to compare. */
  | 'other-address-silent'
  /** The server doesn't do CHANGE-REQUEST: 420 (RFC 5780 §5). */
  | 'change-request-refused'
  /** The server answered from where it shouldn't have: that this answer came in says nothing. */
  | 'change-request-ignored'
  /**
   * The tests of the filter got in the way: test III of the mapping went where an answer had come in from, and got the
   * mapping that this had come in by. Linux does so. Another port, with `wanted: ['mapping']`, can tell (RFC 5780 §4.1).
   */
  | 'prior-state'
  /** There is no NAT that could do it. */
  | 'no-nat'
  /** Nothing came back, but the filter that was found could have kept it out. */
  | 'maybe-filtered';

/** What keeps a conclusion from being certain, besides that it holds for this port at this moment only (RFC 5780 §1). */
export type BehaviourDoubt =
  /** It rests on an answer that did not come; packets get lost for other reasons, too. */
  | 'from-silence'
  /** Nothing ever came from the server's other address: it may be dead, and then silence says nothing. */
  | 'other-address-unproven'
  /** Without the own address nobody can tell whether there is a NAT at all. */
  | 'nat-unknown';

/** What was found out about one behaviour, and by which tests. */
export type BehaviourFinding<T> =
  | {
      readonly concluded: true;
      readonly behaviour: T;
      readonly tests: readonly BehaviourTest[];
      readonly doubts: readonly BehaviourDoubt[];
    }
  | { readonly concluded: false; readonly why: BehaviourUndecided; readonly tests: readonly BehaviourTest[] };

/** Something on the way that rewrites what it shouldn't. */
export type BehaviourOddity =
  /** MAPPED-ADDRESS and XOR-MAPPED-ADDRESS differ: a generic ALG (RFC 5780 §3.6). */
  | 'alg'
  /** An answer didn't come from its RESPONSE-ORIGIN: the server's address is translated, too (RFC 5780 §7.3). */
  | 'server-translated';

/** What there is to say about the NATs between a port of ours and a server, at the time of the tests. */
export interface BehaviourReport {
  /** Ours, as the server's primary address saw it. */
  readonly mappedAddress?: TransportAddress;
  /** `unknown` without an answer, and where the own address isn't known. */
  readonly nat: 'none' | 'present' | 'unknown';
  /** RFC 5780 §4.3. Without a NAT "the effective mapping will be Endpoint-Independent". */
  readonly mapping: BehaviourFinding<EndpointDependence>;
  /** RFC 5780 §4.4; a firewall without a NAT filters, too. */
  readonly filtering: BehaviourFinding<EndpointDependence>;
  /** RFC 5780 §3.4, RFC 4787 §6. */
  readonly hairpinning: BehaviourFinding<boolean>;
  readonly oddities: readonly BehaviourOddity[];
  /** All of the tests, in their order: what the above rests on. */
  readonly outcomes: readonly BehaviourOutcome[];
}
