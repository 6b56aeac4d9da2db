import { formatTransportAddress, isLinkLocal, isLoopback } from '#src/protocol/bytes/address.ts';
import type { IceServer } from './ice-server.ts';
import { ownNetworks } from './own-addresses.ts';

/** What the server listens on, and what that opens, for the terminal. */
export function describeIceServer(
  { addresses, port }: Pick<IceServer, 'addresses' | 'port'>,
  open: 'this-machine' | 'own-networks',
): string {
  const places = addresses.map((address) => formatTransportAddress({ address, port }));
  const line = `STUN/TURN  ${places.join('  ')}  (UDP and TCP)`;
  return open === 'this-machine' ? line : `${line}\n${describeOpening()}`;
}

/** What `--host` opens, in words. */
export function describeOpening(): string {
  const networks = ownNetworks()
    .filter(({ address }) => !isLoopback(address) && !isLinkLocal(address))
    .map(({ address, prefixLength }) => `${address}/${prefixLength}`);
  return [
    `Open to others: every device in ${networks.join(', ') || 'this machine’s networks'} can load the site,`,
    'get TURN credentials from it, and relay data to devices in these networks. Stop it when you are done.',
  ].join('\n');
}
