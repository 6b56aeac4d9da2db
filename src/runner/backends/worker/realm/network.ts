import { createPorts, isAny, loopbackBeside, type BindProblem, type Endpoint } from './ports.ts';
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

/**
 * A machine that has nothing but its loopback, 127.0.0.0/8 and ::1. Datagrams arrive in the order in which they were
 * sent, each in a task of its own, and none is lost that somebody listens for.
 */
export function createLoopback(later: Later): DatagramNetwork {
  const ports = createPorts<(datagram: Datagram) => void>({ isDual: false });
  return {
    bind: (wanted, receive) => {
      const taken = ports.take(wanted, receive);
      if (typeof taken === 'string') return taken;
      const { address, port, free } = taken;
      return {
        address,
        port,
        send: (to, data) => {
          // What leaves by the loopback carries its address, whatever the socket is bound to.
          const from = { address: isAny(address) ? loopbackBeside(to.address) : address, port };
          const datagram = { from, to: isAny(to.address) ? { ...to, address: from.address } : to, data };
          later(() => ports.holderOf(datagram.to)?.(datagram));
        },
        close: free,
      };
    },
  };
}
