import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type RealKind, rulesOf, sharedCarrierRules } from './nat-kinds.ts';

/** The server's address on the internet. */
export const SERVER = '203.0.113.10';

export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** Two homes with a router each, a carrier's router for each, and the internet between them. */
export interface RealNetwork {
  /** Namespaces of the hosts, and of the server. */
  readonly homes: Readonly<Record<Side, string>>;
  readonly internet: string;
  setKind(side: Side, kind: RealKind): void;
  /** Both home routers, as `linux`, become customers of one carrier, whose router turns packets round or doesn't. */
  shareCarrier(hairpins: boolean): void;
  remove(): void;
}

const ADDRESSES = {
  a: { home: '192.168.1.2', router: '192.168.1.1', outside: '203.0.113.1', carrier: '100.64.1' },
  b: { home: '10.0.0.2', router: '10.0.0.1', outside: '203.0.113.2', carrier: '100.64.2' },
} as const;

/** Of homes without a NAT: routed on the internet. */
const PUBLIC = {
  a: { home: '198.51.100.2', router: '198.51.100.1', network: '198.51.100.0/25' },
  b: { home: '198.51.100.130', router: '198.51.100.129', network: '198.51.100.128/25' },
} as const;

const ip = (...args: readonly string[]): void =>
  void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

function inNamespace(name: string, command: readonly string[], input?: string): void {
  execFileSync('ip', ['netns', 'exec', name, ...command], { input, stdio: ['pipe', 'ignore', 'pipe'] });
}

/** Each router is plugged into the internet, and can be replugged behind the carrier's. */
export function makeRealNetwork(): RealNetwork {
  const prefix = `ib-real-${process.pid}`;
  const nameOf = (what: string): string => `${prefix}-${what}`;
  const internet = nameOf('net');
  const all = [
    internet,
    ...SIDES.flatMap((side) => ['home', 'nat', 'cgn'].map((what) => nameOf(`${what}-${side}`))),
  ];
  const remove = (): void => {
    for (const name of all) removeNamespace(name);
  };
  try {
    for (const name of all) addNamespace(name);
    ip('-n', internet, 'link', 'add', 'net0', 'type', 'bridge');
    ip('-n', internet, 'address', 'add', `${SERVER}/24`, 'dev', 'net0');
    ip('-n', internet, 'link', 'set', 'net0', 'up');
    for (const side of SIDES) {
      makeSide(side, internet, nameOf);
      ip('-n', internet, 'route', 'add', PUBLIC[side].network, 'via', ADDRESSES[side].outside);
    }
    makeSharedCarrier(nameOf);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    homes: { a: nameOf('home-a'), b: nameOf('home-b') },
    internet,
    setKind: (side, kind) => setKind(side, kind, nameOf),
    shareCarrier: (hairpins) => shareCarrier(hairpins, nameOf),
    remove,
  };
}

function makeSide(side: Side, internet: string, nameOf: (what: string) => string): void {
  const { router, carrier } = ADDRESSES[side];
  const [homeName, nat, cgn] = ['home', 'nat', 'cgn'].map((what) => nameOf(`${what}-${side}`)) as [
    string,
    string,
    string,
  ];
  const cable = (from: string, link: string, to: string, other: string): void =>
    ip('-n', from, 'link', 'add', link, 'type', 'veth', 'peer', 'name', other, 'netns', to);
  cable(homeName, 'net0', nat, 'inside0');
  // Two ways out of the home router: to the internet, and to the carrier. One of them is up.
  cable(nat, 'direct0', internet, `nat-${side}`);
  cable(nat, 'carrier0', cgn, 'inside0');
  cable(cgn, 'outside0', internet, `cgn-${side}`);
  for (const link of [`nat-${side}`, `cgn-${side}`]) {
    ip('-n', internet, 'link', 'set', link, 'master', 'net0');
    ip('-n', internet, 'link', 'set', link, 'up');
  }
  ip('-n', homeName, 'link', 'set', 'net0', 'up');
  ip('-n', nat, 'address', 'add', `${router}/24`, 'dev', 'inside0');
  ip('-n', nat, 'address', 'add', `${PUBLIC[side].router}/25`, 'dev', 'inside0');
  ip('-n', nat, 'link', 'set', 'inside0', 'up');
  ip('-n', cgn, 'address', 'add', `${carrier}.1/24`, 'dev', 'inside0');
  for (const link of ['inside0', 'outside0']) ip('-n', cgn, 'link', 'set', link, 'up');
}

function setKind(side: Side, kind: RealKind, nameOf: (what: string) => string): void {
  const { outside, carrier } = ADDRESSES[side];
  const [nat, cgn] = [nameOf(`nat-${side}`), nameOf(`cgn-${side}`)];
  const inside = readdressHome(side, kind, nameOf(`home-${side}`));
  const isBehindCarrier = kind === 'cgnat';
  // The link that is in use is called outside0 in the rules.
  const used = isBehindCarrier ? 'carrier0' : 'direct0';
  useUplink(side, nat, used);
  ip('-n', cgn, 'address', 'flush', 'dev', 'outside0');
  if (isBehindCarrier) {
    ip('-n', nat, 'address', 'add', `${carrier}.2/24`, 'dev', used);
    ip('-n', nat, 'route', 'replace', 'default', 'via', `${carrier}.1`);
    plugIn(side, cgn, 'outside0');
    setRules(cgn, rulesOf('linux', { inside: `${carrier}.2`, outside }));
  } else plugIn(side, nat, used);
  setRules(nat, rulesOf(kind, { inside, outside }).replaceAll('"outside0"', `"${used}"`));
}

/** The ways out of a home router: to the internet, to its carrier, and for the second one to the first one's carrier. */
const UPLINKS = { a: ['direct0', 'carrier0'], b: ['direct0', 'carrier0', 'shared0'] } as const;

function useUplink(side: Side, nat: string, used: string): void {
  for (const link of UPLINKS[side]) {
    ip('-n', nat, 'address', 'flush', 'dev', link);
    ip('-n', nat, 'link', 'set', link, link === used ? 'up' : 'down');
  }
}

const SHARED = { carrier: '100.64.3.1', customer: '100.64.3.2' } as const;

function makeSharedCarrier(nameOf: (what: string) => string): void {
  const [nat, cgn] = [nameOf('nat-b'), nameOf('cgn-a')];
  ip('-n', nat, 'link', 'add', 'shared0', 'type', 'veth', 'peer', 'name', 'inside1', 'netns', cgn);
  ip('-n', cgn, 'address', 'add', `${SHARED.carrier}/24`, 'dev', 'inside1');
  ip('-n', cgn, 'link', 'set', 'inside1', 'up');
}

function shareCarrier(hairpins: boolean, nameOf: (what: string) => string): void {
  setKind('a', 'cgnat', nameOf);
  setKind('b', 'linux', nameOf);
  const nat = nameOf('nat-b');
  useUplink('b', nat, 'shared0');
  ip('-n', nat, 'address', 'add', `${SHARED.customer}/24`, 'dev', 'shared0');
  ip('-n', nat, 'route', 'replace', 'default', 'via', SHARED.carrier);
  const place = { inside: ADDRESSES.b.home, outside: SHARED.customer };
  setRules(nat, rulesOf('linux', place).replaceAll('"outside0"', '"shared0"'));
  setRules(nameOf('cgn-a'), sharedCarrierRules(ADDRESSES.a.outside, hairpins));
}

/** Gives the host the address that it has behind this kind. */
function readdressHome(side: Side, kind: RealKind, name: string): string {
  const { home, router } = kind === 'none' ? PUBLIC[side] : ADDRESSES[side];
  ip('-n', name, 'address', 'flush', 'dev', 'net0');
  ip('-n', name, 'address', 'add', `${home}/${kind === 'none' ? 25 : 24}`, 'dev', 'net0');
  ip('-n', name, 'route', 'add', 'default', 'via', router);
  return home;
}

/** Gives a router its address on the internet, and the way to the other side's home where that has no NAT. */
function plugIn(side: Side, router: string, link: string): void {
  const other = side === 'a' ? 'b' : 'a';
  ip('-n', router, 'address', 'add', `${ADDRESSES[side].outside}/24`, 'dev', link);
  ip('-n', router, 'route', 'replace', PUBLIC[other].network, 'via', ADDRESSES[other].outside);
}

/** Loads rules, and forgets every connection that went by those before. */
function setRules(namespace: string, rules: string): void {
  inNamespace(namespace, ['nft', '-f', '-'], rules);
  inNamespace(namespace, ['conntrack', '-F']);
}

function addNamespace(name: string): void {
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  // Names fail at once instead of after a resolver's silence.
  writeFileSync(`/etc/netns/${name}/resolv.conf`, 'nameserver 127.0.0.1\n');
  ip('netns', 'add', name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
  inNamespace(name, ['sysctl', '-q', '-w', 'net.ipv4.ip_forward=1']);
}

function removeNamespace(name: string): void {
  try {
    ip('netns', 'delete', name);
  } catch {
    // It was never made.
  }
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}
