import { ADDRESSES, PUBLIC, SERVER, SIDES, type Side, otherSide } from './addresses.ts';
import { giveIpv6 } from './dual-stack.ts';
import {
  type NameOf,
  addNamespace,
  addSwitch,
  cable,
  ip,
  plugInto,
  removeNamespace,
  setRules,
} from './netns.ts';
import { type RealKind, rulesOf } from './nat-kinds.ts';
import { leaveSharedHome, makeShared, shareCarrier, shareHome } from './shared.ts';

/** Two homes with a router each, a carrier's router for each, and the internet between them. */
export interface RealNetwork {
  /** Namespaces of the hosts, and of the server. */
  readonly homes: Readonly<Record<Side, string>>;
  readonly internet: string;
  /** The namespaces of the home routers. */
  readonly routers: Readonly<Record<Side, string>>;
  setKind(side: Side, kind: RealKind): void;
  /** Gives these homes IPv6 as well, by routers that let in what was asked for. For good. */
  giveIpv6(sides: readonly Side[]): void;
  /** Both home routers, as `linux`, become customers of one carrier, whose router turns packets round or doesn't. */
  shareCarrier(hairpins: boolean): void;
  /** Both hosts are at home with the first side, whose router is of this kind. */
  shareHome(kind: RealKind): void;
  remove(): void;
}

/** Each router is plugged into the internet, and can be replugged behind the carrier's. */
export function makeRealNetwork(): RealNetwork {
  const prefix = `ib-real-${process.pid}`;
  const nameOf: NameOf = (what) => `${prefix}-${what}`;
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
    addSwitch(internet, 'net0');
    ip('-n', internet, 'address', 'add', `${SERVER}/24`, 'dev', 'net0');
    for (const side of SIDES) {
      makeSide(side, internet, nameOf);
      ip('-n', internet, 'route', 'add', PUBLIC[side].network, 'via', ADDRESSES[side].outside);
    }
    makeShared(nameOf);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    homes: { a: nameOf('home-a'), b: nameOf('home-b') },
    internet,
    routers: { a: nameOf('nat-a'), b: nameOf('nat-b') },
    setKind: (side, kind) => setKind(side, kind, nameOf),
    giveIpv6: (sides) => sides.forEach((side) => giveIpv6(side, nameOf)),
    shareCarrier(hairpins) {
      setKind('a', 'cgnat', nameOf);
      setKind('b', 'linux', nameOf);
      useUplink('b', nameOf('nat-b'), 'shared0');
      shareCarrier(hairpins, nameOf);
    },
    shareHome(kind) {
      setKind('a', kind, nameOf);
      setKind('b', kind, nameOf);
      shareHome(nameOf);
    },
    remove,
  };
}

function makeSide(side: Side, internet: string, nameOf: NameOf): void {
  const { router, carrier } = ADDRESSES[side];
  const [homeName, nat, cgn] = [nameOf(`home-${side}`), nameOf(`nat-${side}`), nameOf(`cgn-${side}`)];
  // A home has room for more than one host.
  addSwitch(nat, 'inside0');
  cable(homeName, 'net0', nat, 'lan0');
  plugInto(nat, 'inside0', 'lan0');
  // Two ways out of the home router: to the internet, and to the carrier. One of them is up.
  cable(nat, 'direct0', internet, `nat-${side}`);
  cable(nat, 'carrier0', cgn, 'inside0');
  cable(cgn, 'outside0', internet, `cgn-${side}`);
  for (const link of [`nat-${side}`, `cgn-${side}`]) plugInto(internet, 'net0', link);
  ip('-n', homeName, 'link', 'set', 'net0', 'up');
  ip('-n', nat, 'address', 'add', `${router}/24`, 'dev', 'inside0');
  ip('-n', nat, 'address', 'add', `${PUBLIC[side].router}/25`, 'dev', 'inside0');
  ip('-n', cgn, 'address', 'add', `${carrier}.1/24`, 'dev', 'inside0');
  for (const link of ['inside0', 'outside0']) ip('-n', cgn, 'link', 'set', link, 'up');
}

function setKind(side: Side, kind: RealKind, nameOf: NameOf): void {
  const { outside, carrier } = ADDRESSES[side];
  const [nat, cgn] = [nameOf(`nat-${side}`), nameOf(`cgn-${side}`)];
  if (side === 'b') leaveSharedHome(nameOf);
  const inside = readdressHome(side, kind, nameOf(`home-${side}`));
  const isBehindCarrier = kind === 'cgnat';
  // The link that is in use is called outside0 in the rules.
  const used = isBehindCarrier ? 'carrier0' : 'direct0';
  useUplink(side, nat, used);
  ip('-n', cgn, '-4', 'address', 'flush', 'dev', 'outside0');
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
    ip('-n', nat, '-4', 'address', 'flush', 'dev', link);
    ip('-n', nat, 'link', 'set', link, link === used ? 'up' : 'down');
  }
}

/** Gives the host the address that it has behind this kind. */
function readdressHome(side: Side, kind: RealKind, name: string): string {
  const { home, router } = kind === 'none' ? PUBLIC[side] : ADDRESSES[side];
  ip('-n', name, '-4', 'address', 'flush', 'dev', 'net0');
  ip('-n', name, 'address', 'add', `${home}/${kind === 'none' ? 25 : 24}`, 'dev', 'net0');
  ip('-n', name, 'route', 'add', 'default', 'via', router);
  return home;
}

/** Gives a router its address on the internet, and the way to the other side's home where that has no NAT. */
function plugIn(side: Side, router: string, link: string): void {
  const other = otherSide(side);
  ip('-n', router, 'address', 'add', `${ADDRESSES[side].outside}/24`, 'dev', link);
  ip('-n', router, 'route', 'replace', PUBLIC[other].network, 'via', ADDRESSES[other].outside);
}
