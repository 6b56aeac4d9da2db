import {
  createPorts,
  isAny,
  isHere,
  isLoopback,
  isV6,
  loopbackBeside,
  type BindProblem,
  type Endpoint,
} from './ports.ts';
import type { Later } from './tasks.ts';

export interface Datagram {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly data: Uint8Array;
}

/** Carries datagrams between sockets. The one here is a single machine; another may put NATs between. */
export interface DatagramNetwork {
  /**
   * Takes a port for a socket.
   *
   * @param wanted port 0 takes a free one; the unspecified address hears every address of the machine
   * @returns where the socket is bound, or why it isn't
   */
  bind(wanted: Endpoint, receive: (datagram: Datagram) => void): Binding | BindProblem;
}

export interface Binding extends Endpoint {
  /** Sends from the bound port; what nobody hears is lost, as with UDP. */
  send(to: Endpoint, data: Uint8Array): void;
  close(): void;
}

/** A machine with its sockets. */
export interface Machine extends DatagramNetwork {
  /** A datagram comes in from outside. */
  receive(datagram: Datagram): void;
}

/** Where datagrams go that are for no address of the machine's own. */
export interface Outside {
  /** IP addresses of the machine beside its loopback's. */
  readonly addresses: readonly string[];
  leave(datagram: Datagram): void;
}

/** A machine that has nothing but its loopback. */
const NOWHERE: Outside = { addresses: [], leave: () => undefined };

/**
 * A machine with its loopback, 127.0.0.0/8 and ::1, and addresses of its own. Among its own sockets datagrams arrive
 * in the order in which they were sent, each in a task of its own, and none is lost that somebody listens for.
 */
export function createMachine(later: Later, { addresses, leave }: Outside = NOWHERE): Machine {
  const ports = createPorts<(datagram: Datagram) => void>({ isDual: false, addresses });
  const isOwn = (address: string): boolean => isHere(address) || addresses.includes(address);

  /** The source of what an unbound socket sends: what leaves by the loopback carries its address. */
  function sourceFor(to: string): string | undefined {
    if (isOwn(to)) return isLoopback(to) || isAny(to) ? loopbackBeside(to) : to;
    return addresses.find((address) => isV6(address) === isV6(to));
  }

  return {
    bind: (wanted, receive) => {
      const taken = ports.take(wanted, receive);
      if (typeof taken === 'string') return taken;
      const { address, port, free } = taken;
      return {
        address,
        port,
        send: (to, data) => {
          const source = isAny(address) ? sourceFor(to.address) : address;
          // From the loopback there is no way out (RFC 1122 §3.2.1.3).
          if (source === undefined || (isLoopback(source) && !isOwn(to.address))) return;
          const from = { address: source, port };
          const datagram = { from, to: isAny(to.address) ? { ...to, address: source } : to, data };
          if (isOwn(to.address)) later(() => ports.holderOf(datagram.to)?.(datagram));
          else leave(datagram);
        },
        close: free,
      };
    },
    receive: (datagram) => ports.holderOf(datagram.to)?.(datagram),
  };
}
