import type { TransportAddress } from '#src/protocol/index.ts';
import type { Rfc4787Behaviour } from '../scene/types.ts';
import { type PortPool, createPortPool } from './ports.ts';
import type { Flow, NatConfig } from './types.ts';

/** The addresses and ports outside, of which each stands for one inside at a time. RFC 4787 §4.2.1, REQ-3. */
export interface OutsideEndpoints {
  /** One for what is sent from `source`; undefined where every port is taken. */
  take(protocol: Flow['protocol'], source: TransportAddress): TransportAddress | undefined;
  release(protocol: Flow['protocol'], endpoint: TransportAddress): void;
}

export function createOutsideEndpoints(behaviour: Rfc4787Behaviour, config: NatConfig): OutsideEndpoints {
  const addressesFor = createAddressPool(behaviour.pooling ?? 'paired', config);
  const pools = new Map<string, PortPool>();

  const poolOf = (protocol: Flow['protocol'], address: string): PortPool => {
    const key = `${protocol} ${address}`;
    const pool = pools.get(key) ?? createPortPool(behaviour, config.random);
    pools.set(key, pool);
    return pool;
  };

  return {
    take(protocol, source) {
      for (const address of addressesFor(source.address)) {
        const port = poolOf(protocol, address).take(source.port);
        if (port !== undefined) return { family: 4, address, port };
      }
      return undefined;
    },
    release: (protocol, { address, port }) => poolOf(protocol, address).release(port),
  };
}

/** Gives the outside addresses that a host's next mapping may have, in the order in which they are to be tried. */
function createAddressPool(
  pooling: NonNullable<Rfc4787Behaviour['pooling']>,
  { addresses, random }: NatConfig,
): (host: string) => readonly string[] {
  const paired = new Map<string, readonly string[]>();
  return (host) => {
    if (addresses.length < 2) return addresses;
    if (pooling === 'arbitrary') {
      const first = Math.floor(random() * addresses.length);
      return [...addresses.slice(first), ...addresses.slice(0, first)];
    }
    // Hosts take turns. RFC 7857 §4: where the host's address has no port left, a new session is dropped.
    const turn = paired.size % addresses.length;
    const own = paired.get(host) ?? addresses.slice(turn, turn + 1);
    paired.set(host, own);
    return own;
  };
}
