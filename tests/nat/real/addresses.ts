/** The server's address on the internet. */
export const SERVER = '203.0.113.10';

export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

export const ADDRESSES = {
  a: { home: '192.168.1.2', router: '192.168.1.1', outside: '203.0.113.1', carrier: '100.64.1' },
  b: { home: '10.0.0.2', router: '10.0.0.1', outside: '203.0.113.2', carrier: '100.64.2' },
} as const;

/** Of homes without a NAT: routed on the internet. */
export const PUBLIC = {
  a: { home: '198.51.100.2', router: '198.51.100.1', network: '198.51.100.0/25' },
  b: { home: '198.51.100.130', router: '198.51.100.129', network: '198.51.100.128/25' },
} as const;

/** Of homes whose provider gives them IPv6 as well. */
export const IPV6 = {
  a: { home: '2001:db8:1::2', router: '2001:db8:1::1', network: '2001:db8:1::/64', outside: '2001:db8::1' },
  b: { home: '2001:db8:2::2', router: '2001:db8:2::1', network: '2001:db8:2::/64', outside: '2001:db8::2' },
} as const satisfies Record<Side, unknown>;

/** Of two customers of one carrier, and of a second host in the home of the first side. */
export const SHARED = {
  carrier: '100.64.3.1',
  customer: '100.64.3.2',
  home: '192.168.1.3',
} as const;
