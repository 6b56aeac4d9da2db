/*
 * Linux as a NAT of every kind, for any host and any ports: what a packet's five-tuple was translated to is written
 * into sets of nftables as it leaves, and read there when one comes back.
 */

/** What a mapping or a filter depends on, RFC 4787 §4.1 and §5, as the ids of the matrix abbreviate it. */
type Dependence = 'ei' | 'ad' | 'apd';

const DEPENDENCES = ['ei', 'ad', 'apd'] as const satisfies readonly Dependence[];

export const NINE: readonly NineKind[] = DEPENDENCES.flatMap((mapping) =>
  DEPENDENCES.map((filtering) => `${mapping}m-${filtering}f` as const),
);

export type NineKind = `${Dependence}m-${Dependence}f`;

/** The nine of RFC 4787, and what homes and carriers really have. */
export type RealKind =
  | NineKind
  /** Plain masquerading; what nobody asked for is dropped. */
  | 'linux'
  /** The same with ports drawn at random. */
  | 'linux-random'
  /** The same as `linux`, but the router's own address accepts what nobody asked for. */
  | 'linux-accepts'
  /** A home router, and a second one at the carrier: both as `linux`. */
  | 'cgnat'
  /** A home router that lets out no UDP. */
  | 'udp-blocked'
  /** One that lets out TCP to port 443, and nothing else. */
  | 'https-only'
  /** A host with an address on the internet, and no firewall. */
  | 'none';

/** Between `inside0` and `outside0`, for the one host behind it. */
export interface NatPlace {
  readonly inside: string;
  readonly outside: string;
}

/** Port numbers that no host here uses by itself: a translated port is seen to be one. */
const DRAWN_PORTS = '30000-39999';

/** The ruleset of a kind, for nft -f. */
export function rulesOf(kind: RealKind, place: NatPlace): string {
  return `flush ruleset\ntable ip lab {\n${chainsOf(kind, place)}\n}\n`;
}

/** Its chains and sets, for a table of the family `ip`. */
export function chainsOf(kind: RealKind, place: NatPlace): string {
  switch (kind) {
    case 'linux':
    case 'cgnat':
      return masquerading('masquerade', 'drop');
    case 'linux-random':
      return masquerading('masquerade fully-random', 'drop');
    case 'linux-accepts':
      return masquerading('masquerade', 'accept');
    case 'none':
      return '';
    case 'https-only':
      return `${masquerading('masquerade', 'drop')}
        chain https_only { type filter hook forward priority -10;
          meta l4proto udp drop; iifname "inside0" tcp dport != 443 drop; }`;
    case 'udp-blocked':
      return `${masquerading('masquerade', 'drop')}
        chain no_udp { type filter hook forward priority -10; meta l4proto udp drop; }`;
    default:
      return nineChains(kind, place);
  }
}

/** As home routers are made of Linux. */
function masquerading(masquerade: string, unsolicited: 'drop' | 'accept'): string {
  return `
    chain mapping { type nat hook postrouting priority srcnat; oifname "outside0" ${masquerade}; }
    chain input { type filter hook input priority filter; policy ${unsolicited};
      ct state established,related accept; iifname "inside0" accept; }
    chain forward { type filter hook forward priority filter; policy drop;
      ct state established,related accept; iifname "inside0" accept; }`;
}

/**
 * A carrier's router for two customers, by `inside0` and `inside1`: endpoint-independent, ports kept. Whether packets
 * from inside to its own outside address turn round (RFC 4787 §6), with the sender's outside address as their source.
 */
export function sharedCarrierRules(outside: string, hairpins: boolean): string {
  const turnRound = {
    unmapping: `iifname "inside*" ip daddr ${outside} meta l4proto udp dnat to udp dport map @owner;`,
    mapping: `oifname "inside*" ct status dnat ip saddr 100.64.0.0/10 snat to ${outside};`,
  };
  return `flush ruleset\ntable ip lab {
    map owner { type inet_service : ipv4_addr; flags dynamic; size 65535; }
    chain mapping { type nat hook postrouting priority srcnat;
      oifname "outside0" snat to ${outside};
      ${hairpins ? turnRound.mapping : ''} }
    chain record { type filter hook postrouting priority 300;
      oifname "outside0" meta l4proto udp ct direction original update @owner { udp sport : ct original ip saddr }; }
    chain unmapping { type nat hook prerouting priority dstnat;
      iifname "outside0" meta l4proto udp dnat to udp dport map @owner;
      ${hairpins ? turnRound.unmapping : ''} }
    chain input { type filter hook input priority filter; policy drop; ct state established,related accept; }
    chain forward { type filter hook forward priority filter; policy drop;
      iifname "inside*" accept; ct state established,related accept; ct status dnat accept; }
  }\n`;
}

function nineChains(kind: NineKind, { inside, outside }: NatPlace): string {
  const [mapping, filtering] = kind.split('-') as [`${Dependence}m`, `${Dependence}f`];
  const udp = 'oifname "outside0" meta l4proto udp';
  return `
    map ext { type inet_service : inet_service; flags dynamic; size 65535; }
    map made { type inet_service . ipv4_addr : inet_service; flags dynamic; size 65535; }
    set by_address { type inet_service . ipv4_addr; flags dynamic; size 65535; }
    set by_port { type inet_service . ipv4_addr . inet_service; flags dynamic; size 65535; }
    chain mapping { type nat hook postrouting priority srcnat;
      ${MAPPINGS[mapping](udp, outside)}
      oifname "outside0" masquerade; }
    chain record { type filter hook postrouting priority 300;
      ${udp} ct direction original update @ext { udp sport : ct original proto-src };
      ${udp} ct direction original update @made { ct original proto-src . ip daddr : udp sport };
      ${udp} update @by_address { udp sport . ip daddr };
      ${udp} update @by_port { udp sport . ip daddr . udp dport }; }
    chain unmapping { type nat hook prerouting priority dstnat;
      iifname "outside0" meta l4proto udp ${FILTERS[filtering]} dnat to ${inside} : udp dport map @ext; }
    chain input { type filter hook input priority filter; policy drop;
      ct state established,related accept; iifname "inside0" accept; }
    chain forward { type filter hook forward priority filter; policy drop;
      iifname "inside0" accept; ct state established,related accept; ct status dnat accept; }`;
}

const MAPPINGS: Record<`${Dependence}m`, (udp: string, outside: string) => string> = {
  // One host, and so its own port outside as well.
  eim: (udp, outside) => `${udp} snat to ${outside};`,
  // The port that was drawn for this address before, or a new one.
  adm: (udp, outside) => `${udp} snat to ${outside} : udp sport . ip daddr map @made;
      ${udp} masquerade to :${DRAWN_PORTS} fully-random;`,
  apdm: (udp) => `${udp} masquerade to :${DRAWN_PORTS} fully-random;`,
};

/** What has to hold of a packet from outside, by the port that it comes to. */
const FILTERS: Record<`${Dependence}f`, string> = {
  eif: '',
  adf: 'udp dport . ip saddr @by_address',
  apdf: 'udp dport . ip saddr . udp sport @by_port',
};
