import type { EndpointDependence } from '#src/protocol/index.ts';

/*
 * Chains of nftables that make of Linux a NAT of a kind, between `inside0` and `outside0`.
 */

/** A host inside, the NAT's address outside, and the two of the server. */
export const [INSIDE, OUTSIDE, A1, A2] = [
  '192.168.77.2',
  '203.0.113.1',
  '203.0.113.2',
  '203.0.113.3',
] as const;

/** Another host inside, for tests that need one. */
export const INSIDE_TOO = '192.168.77.3';

/** Ports that no binding of before is left for: of X inside, and the first of four of the NAT's. */
export interface Ports {
  readonly X: number;
  readonly outside: number;
  /** Of the server. */
  readonly P1: number;
  readonly P2: number;
}

/** A port of the NAT's for all that X sends, for each address that it sends to, or for each address and port. */
function mappingRules(kind: EndpointDependence, { X, outside, P1, P2 }: Ports): string {
  const to = (match: string, offset: number) =>
    `oifname "outside0" udp sport ${X} ${match} snat to ${OUTSIDE}:${outside + offset};`;
  switch (kind) {
    case 'EndpointIndependent':
      return to('', 0);
    case 'AddressDependent':
      return [A1, A2].map((address, i) => to(`ip daddr ${address}`, i)).join('\n');
    case 'AddressAndPortDependent':
      return [A1, A2]
        .flatMap((address) => [P1, P2].map((port) => `ip daddr ${address} udp dport ${port}`))
        .map(to)
        .join('\n');
  }
}

/** What is let in: all, what comes from an address that X has sent to, or from such an address and port. */
const FILTERS = {
  EndpointIndependent: { type: 'ipv4_addr', sentTo: 'ip daddr', from: undefined },
  AddressDependent: { type: 'ipv4_addr', sentTo: 'ip daddr', from: 'ip saddr' },
  AddressAndPortDependent: {
    type: 'ipv4_addr . inet_service',
    sentTo: 'ip daddr . udp dport',
    from: 'ip saddr . udp sport',
  },
} as const satisfies Record<EndpointDependence, unknown>;

/** A mapping and a filter of these kinds, for port X of the host inside. */
export function natRules(mapping: EndpointDependence, filtering: EndpointDependence, ports: Ports): string {
  const { type, sentTo, from } = FILTERS[filtering];
  return `set contacted { type ${type}; flags dynamic; size 100; }
    chain mapping { type nat hook postrouting priority srcnat; ${mappingRules(mapping, ports)} }
    chain unmapping { type nat hook prerouting priority dstnat;
      iifname "outside0" udp dport ${ports.outside}-${ports.outside + 3} dnat to ${INSIDE}:${ports.X}; }
    chain filtering { type filter hook forward priority filter; policy drop;
      iifname "inside0" update @contacted { ${sentTo} } accept;
      iifname "outside0" ${from ? `${from} @contacted` : ''} accept; }`;
}

/** As scripts/lib/namespace.mjs has it, and home routers: what comes unasked is dropped; if it isn't, it is the router's. */
export const homeRouter = (masquerade: string, unasked: 'drop' | 'accept' = 'drop'): string => `
  chain outgoing { type nat hook postrouting priority srcnat; oifname "outside0" ${masquerade}; }
  chain unasked { type filter hook input priority filter; policy ${unasked};
    ct state established,related accept; iifname "inside0" accept; }
  chain forward { type filter hook forward priority filter; policy drop;
    ct state established,related accept; iifname "inside0" accept; }`;

/** Nothing is translated. */
export const FIREWALL = `
  chain forward { type filter hook forward priority filter; policy drop;
    ct state established accept; iifname "inside0" accept; }`;

/** Besides `natRules`: what is sent to X's mapped address from inside goes back inside, with the NAT's own address. */
export const hairpinRules = ({ X, outside }: Ports): string => `
  chain turnRound { type nat hook prerouting priority dstnat;
    iifname "inside0" ip daddr ${OUTSIDE} udp dport ${outside} dnat to ${INSIDE}:${X}; }
  chain hide { type nat hook postrouting priority srcnat;
    oifname "inside0" ip saddr ${INSIDE} snat to ${OUTSIDE}; }`;
