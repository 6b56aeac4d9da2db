/*
 * The networks of the task, as the IANA IPv4 and IPv6 Special-Purpose Address Registries have them (RFC 6890, as they
 * stand in 2025), besides multicast (RFC 4291 §2.7 for IPv6). What the registries call globally reachable
 * (192.0.0.9, 192.0.0.10, parts of 2001::/23) is asked by no check, since no rule of the task decides it.
 */

/** What is written as `10.0.0.0/8`. */
export type Network = readonly [first: string, prefixLength: number];

export type DenyingCheck =
  'private-networks' | 'this-machine-and-link' | 'nobodys-addresses' | 'ipv4-inside-ipv6';

export const NETWORKS: Readonly<Record<DenyingCheck, readonly Network[]>> = {
  'private-networks': [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
    ['fc00::', 7],
  ],
  'this-machine-and-link': [
    ['0.0.0.0', 8],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['::', 128],
    ['::1', 128],
    ['fe80::', 10],
  ],
  'nobodys-addresses': [
    ['192.0.2.0', 24],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['198.18.0.0', 15],
    ['192.88.99.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
    ['2001:db8::', 32],
    ['100::', 64],
    ['ff00::', 8],
  ],
  'ipv4-inside-ipv6': [
    ['::ffff:0.0.0.0', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
    ['2001::', 32],
  ],
};

/** Single addresses that are worth asking by name. */
export const NAMED: Readonly<Record<DenyingCheck, Readonly<Record<string, string>>>> = {
  'private-networks': {
    '172.16.0.1': '172.16.0.0/12',
    '172.31.255.254': '172.16.0.0/12',
    '100.64.0.1': '100.64.0.0/10',
    '100.127.255.254': '100.64.0.0/10',
    'fd00:ec2::254': 'fc00::/7',
  },
  'this-machine-and-link': {
    '169.254.169.254': '169.254.0.0/16',
    '127.0.0.1': '127.0.0.0/8',
    '0.0.0.0': '0.0.0.0/8',
    '::1': '::1/128',
    '::': '::/128',
    'febf::1': 'fe80::/10',
    '169.254.170.2': '169.254.0.0/16',
  },
  'nobodys-addresses': {
    '255.255.255.255': '240.0.0.0/4',
    '224.0.0.251': '224.0.0.0/4',
    'ff02::fb': 'ff00::/8',
    '239.255.255.250': '224.0.0.0/4',
  },
  'ipv4-inside-ipv6': {
    '::ffff:10.0.0.1': '::ffff:0:0/96',
    '::ffff:a9fe:a9fe': '::ffff:0:0/96',
    '0:0:0:0:0:FFFF:127.0.0.1': '::ffff:0:0/96',
    '::ffff:8.8.8.8': '::ffff:0:0/96',
    '64:ff9b::169.254.169.254': '64:ff9b::/96',
    '2002:a00:1::1': '2002::/16',
    '2001:0:4136:e378::1': '2001::/32',
  },
};

/** Public addresses, most of them just beside a denied network. */
export const PUBLIC: readonly string[] = [
  ...[
    '9.255.255.254',
    '11.0.0.1',
    '172.15.255.254',
    '172.32.0.1',
    '172.1.2.3',
    '172.100.7.8',
    '192.167.255.254',
  ],
  ...[
    '192.169.0.1',
    '100.63.255.254',
    '100.128.0.1',
    '1.1.1.1',
    '126.255.255.254',
    '128.0.0.1',
    '169.253.9.9',
  ],
  ...[
    '169.255.0.1',
    '198.17.255.254',
    '198.20.0.1',
    '198.51.99.1',
    '203.0.112.7',
    '223.255.254.1',
    '25.1.2.3',
  ],
  ...['192.0.3.1', '192.88.98.1', '192.88.100.1', '198.51.101.1', '203.0.114.1'],
  ...[
    '2001:4860:4860::8888',
    '2001:db9::1',
    '2003::1',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
    '2400:cb00::10.0.0.1',
  ],
];
