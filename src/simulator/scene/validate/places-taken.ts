import type { Id, Interface, NetworkSpec } from '../types.ts';
import { refuse } from './error.ts';
import type { Prefix } from '../../network/prefix.ts';
import { isHostOf, isPublic, readPrefix } from './prefix.ts';

export const FAMILIES = ['ipv4', 'ipv6'] as const;
export type Family = (typeof FAMILIES)[number];

interface Ground {
  /** The internet can be without prefixes: everybody's address is known there. */
  readonly isOpen: boolean;
  readonly prefixes: { readonly [F in Family]: Prefix | undefined };
  readonly spec: NetworkSpec;
  readonly taken: Set<string>;
}

/** Which addresses of which network are taken, and which node stands where, while a scene is read in its order. */
export class PlacesTaken {
  readonly #networks = new Map<Id, Ground>();
  readonly #standing = new Map<Id, Interface[]>();

  constructor(networks: readonly NetworkSpec[]) {
    for (const [i, spec] of networks.entries()) {
      const place = `networks[${i}]`;
      if (this.#networks.has(spec.id)) refuse(`${place}.id`, { kind: 'duplicate' });
      const isEmpty = !FAMILIES.some((family) => spec[family]);
      if (isEmpty && i > 0) refuse(place, { kind: 'no-address' });
      const prefixes = { ipv4: readPrefix(spec.ipv4 ?? '', 4), ipv6: readPrefix(spec.ipv6 ?? '', 6) };
      this.#networks.set(spec.id, { isOpen: isEmpty, spec, prefixes, taken: new Set() });
    }
  }

  /** A node comes to stand in a network, with addresses that are the network's and nobody else's. */
  enter(node: Id, at: Interface, place: string): void {
    const network = this.#networks.get(at.network);
    if (!network) refuse(`${place}.network`, { kind: 'no-such-network', id: at.network });
    if (!FAMILIES.some((family) => at[family])) refuse(place, { kind: 'no-address' });
    for (const family of FAMILIES) {
      const address = at[family];
      if (address !== undefined) this.take(at.network, address, `${place}.${family}`);
    }
    this.#standing.set(node, [...(this.#standing.get(node) ?? []), at]);
  }

  /** An address of a network that is there is one node's from now on. */
  take(networkId: Id, address: string, place: string): void {
    const network = this.#networks.get(networkId);
    if (!network) refuse(place, { kind: 'no-such-network', id: networkId });
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    const prefix = network.prefixes[family];
    const fits = prefix ? isHostOf(prefix, address) : network.isOpen && isPublic(address);
    if (!fits) {
      refuse(place, { kind: 'outside-prefix', prefix: network.spec[family] });
    }
    if (network.taken.has(address)) refuse(place, { kind: 'address-taken', network: networkId });
    network.taken.add(address);
  }

  stands(node: Id, network: Id): boolean {
    return this.#standing.get(node)?.some((at) => at.network === network) ?? false;
  }

  /** A node leaves a network; its addresses are free. */
  leave(node: Id, network: Id): void {
    const all = this.#standing.get(node) ?? [];
    const taken = this.#networks.get(network)?.taken;
    for (const left of all.filter((at) => at.network === network)) {
      for (const family of FAMILIES) taken?.delete(left[family] ?? '');
    }
    this.#standing.set(
      node,
      all.filter((at) => at.network !== network),
    );
  }

  prefixOf(network: Id, family: Family): Prefix | undefined {
    return this.#networks.get(network)?.prefixes[family];
  }
}
