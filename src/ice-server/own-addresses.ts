import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { isLinkLocal, isLoopback, parseIpAddress } from '#src/protocol/bytes/address.ts';
import type { OwnNetwork } from '#src/protocol/turn/index.ts';

export const LOOPBACK = { 4: '127.0.0.1', 6: '::1' } as const;

/** Every address of this machine's interfaces, in canonical text. */
export function ownNetworks(): OwnNetwork[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.flatMap(({ address, cidr }) => {
    const ip = parseIpAddress(address);
    const prefixLength = Number(cidr?.split('/')[1]);
    return ip && Number.isInteger(prefixLength) ? [{ address: ip.address, prefixLength }] : [];
  });
}

/** Documentation addresses (RFC 5737, RFC 3849): never sent to, only asked which way they'd go. */
const ELSEWHERE = { 4: '198.51.100.1', 6: '2001:db8::1' } as const;

/**
 * This machine's own address on its default route; without such a route, its first address that
 * others could reach. A connected UDP socket tells it: connecting one sends nothing, it only chooses
 * the route.
 */
export async function defaultAddress(family: 4 | 6): Promise<string | undefined> {
  const routed = await addressTowards(family);
  const own = ownNetworks().map(({ address }) => address);
  if (routed !== undefined && own.includes(routed)) return routed;
  return own.find((address) => address.includes(':') === (family === 6) && isReachableByOthers(address));
}

function addressTowards(family: 4 | 6): Promise<string | undefined> {
  const socket = createSocket(family === 4 ? 'udp4' : 'udp6');
  return new Promise<string | undefined>((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.connect(9, ELSEWHERE[family], () => resolve(parseIpAddress(socket.address().address)?.address));
  }).finally(() => socket.close());
}

function isReachableByOthers(address: string): boolean {
  return !isLoopback(address) && !isLinkLocal(address);
}
