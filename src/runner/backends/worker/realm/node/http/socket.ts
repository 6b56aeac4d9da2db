import { isV6 } from '../../ports.ts';
import type { Addresses } from './loopback.ts';

/** What a message shows of its connection: the addresses at both ends, and the way to cut it. */
export interface Socket {
  readonly remoteAddress: string;
  readonly remoteFamily: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  readonly destroyed: boolean;
  destroy(): void;
}

const familyOf = (address: string): string => (isV6(address) ? 'IPv6' : 'IPv4');

/** @param cut called once, when the program cuts the connection */
export function createSocket({ remote, local }: Addresses, cut: () => void): Socket {
  let isDestroyed = false;
  return Object.freeze({
    remoteAddress: remote.address,
    remoteFamily: familyOf(remote.address),
    remotePort: remote.port,
    localAddress: local.address,
    localPort: local.port,
    get destroyed() {
      return isDestroyed;
    },
    destroy: () => {
      if (isDestroyed) return;
      isDestroyed = true;
      cut();
    },
  });
}
