import type { FirewallSpec, Id, NatSpec, Scene } from '../types.ts';
import { refuse } from './error.ts';
import { FAMILIES, type PlacesTaken } from './places-taken.ts';
import { overlap } from './prefix.ts';

export type Router = NatSpec | FirewallSpec;

/** Routers lead, one for a family and network, from the networks inside to the internet: a way out, and one only. */
export function checkRouters({ networks, nodes }: Scene, taken: PlacesTaken): void {
  const internet = networks[0]?.id;
  const gateways = new Set<string>();
  const waysOut = new Map<Id, Id[]>();
  for (const [i, node] of nodes.entries()) {
    if (node.kind !== 'nat' && node.kind !== 'firewall') continue;
    const place = `nodes[${i}]`;
    const { inside, outside } = node;
    if (inside.network === internet) refuse(`${place}.inside.network`, { kind: 'internet-inside' });
    checkFamilies(node, place, taken);
    for (const family of FAMILIES.filter((family) => inside[family])) {
      const key = `${inside.network} ${family}`;
      if (gateways.has(key)) refuse(`${place}.inside`, { kind: 'second-gateway', network: inside.network });
      gateways.add(key);
    }
    // The way from the outside must not be the way to it: what is refused is the router that closes a circle.
    if (leadsTo(waysOut, outside.network, inside.network)) {
      refuse(`${place}.outside.network`, { kind: 'cycle', network: inside.network });
    }
    waysOut.set(inside.network, [...(waysOut.get(inside.network) ?? []), outside.network]);
  }
}

/** A router forwards what both its sides speak; a NAT translates IPv4. */
function checkFamilies({ kind, inside, outside }: Router, place: string, taken: PlacesTaken): void {
  for (const family of FAMILIES) {
    const isNeeded = inside[family] !== undefined || (kind === 'nat' && family === 'ipv4');
    if (!isNeeded) continue;
    if (inside[family] === undefined) refuse(`${place}.inside.${family}`, { kind: 'no-address' });
    if (outside[family] === undefined) refuse(`${place}.outside.${family}`, { kind: 'no-address' });
    const [from, to] = [inside, outside].map(({ network }) => taken.prefixOf(network, family));
    // Else nobody knows on which side an address is. The same network on both sides overlaps with itself.
    if (from && to && overlap(from, to)) refuse(place, { kind: 'overlapping-prefixes' });
  }
}

function leadsTo(ways: ReadonlyMap<Id, readonly Id[]>, from: Id, to: Id): boolean {
  const seen = new Set([from]);
  for (const network of seen) {
    if (network === to) return true;
    for (const next of ways.get(network) ?? []) seen.add(next);
  }
  return false;
}
