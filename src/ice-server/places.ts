import { type AddressPolicy, type ClientTransport, createAddressPolicy } from '#src/protocol/turn/index.ts';
import { LOOPBACK, defaultAddress, ownNetworks } from './own-addresses.ts';

/** This machine's addresses as the server uses them. They change when a laptop changes its network. */
export interface Places {
  /** The default route's own addresses; loopback has no part in them. */
  readonly defaults: { readonly 4: string | undefined; readonly 6: string | undefined };
  /** Where the server listens: loopback for every browser but Firefox, which wants the machine's own address. */
  readonly listening: readonly string[];
  /** The one address that pages are told is the first of these on which the server listens. */
  readonly advertised: readonly string[];
  readonly policy: AddressPolicy;
}

export interface PlacesOptions {
  readonly ownPorts: readonly number[];
  readonly open: 'this-machine' | 'own-networks';
}

export async function findPlaces({ ownPorts, open }: PlacesOptions): Promise<Places> {
  const own = ownNetworks();
  const defaults = { 4: await defaultAddress(4), 6: await defaultAddress(6) };
  const hasIpv6Loopback = own.some(({ address }) => address === LOOPBACK[6]);
  const listening = [LOOPBACK[4], hasIpv6Loopback ? LOOPBACK[6] : undefined, defaults[4], defaults[6]];
  return {
    defaults,
    listening: [...new Set(listening.filter((address) => address !== undefined))],
    advertised: [defaults[4], defaults[6], LOOPBACK[4]].filter((address) => address !== undefined),
    policy: createAddressPolicy({ own, ownPorts, open }),
  };
}

/**
 * Where a relay is opened for a client: on the address at which it asked, or where it wants the other
 * family, on that family's address of the same kind.
 */
export function relayAddress(
  { defaults, listening }: Places,
  family: 4 | 6,
  { server }: ClientTransport,
): string | undefined {
  if (server.family === family) return server.address;
  const isLoopback = server.address === LOOPBACK[server.family];
  if (!isLoopback) return defaults[family];
  return listening.includes(LOOPBACK[family]) ? LOOPBACK[family] : undefined;
}
