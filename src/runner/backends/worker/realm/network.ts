/** An address and a port, as they stand in a datagram. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

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

export type BindProblem = 'EADDRINUSE' | 'EADDRNOTAVAIL';

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const ANY = new Set(['0.0.0.0', '::']);
const LOOPBACK_6 = '::1';
/** RFC 6335 §6: the ports that are handed out. */
const FIRST_EPHEMERAL = 49_152;
const PORTS = 65_536;

const isV6 = (address: string): boolean => address.includes(':');
const isHere = (address: string): boolean =>
  ANY.has(address) || LOOPBACK.test(address) || address === LOOPBACK_6;

/**
 * A machine that has nothing but its loopback, 127.0.0.0/8 and ::1. Datagrams arrive in the order in which they were
 * sent, each in a task of its own, and none is lost that somebody listens for.
 */
export function createLoopback(): DatagramNetwork {
  const sockets = new Set<Endpoint & { receive: (datagram: Datagram) => void }>();
  const { port1: wire, port2: end } = new MessageChannel();
  const flying: Datagram[] = [];
  end.onmessage = () => {
    const datagram = flying.shift();
    if (datagram) hearerOf(datagram.to)?.receive(datagram);
  };

  const overlaps = (a: Endpoint, b: Endpoint): boolean =>
    a.port === b.port &&
    isV6(a.address) === isV6(b.address) &&
    (a.address === b.address || ANY.has(a.address) || ANY.has(b.address));

  /** Who is bound to the very address comes before who hears all. */
  function hearerOf(to: Endpoint) {
    const all = [...sockets].filter((socket) => overlaps(socket, to));
    return all.find(({ address }) => address === to.address) ?? all[0];
  }

  function freePort(address: string): number | undefined {
    const first = Math.floor(Math.random() * (PORTS - FIRST_EPHEMERAL));
    for (let tried = 0; tried < PORTS - FIRST_EPHEMERAL; tried += 1) {
      const port = FIRST_EPHEMERAL + ((first + tried) % (PORTS - FIRST_EPHEMERAL));
      if (![...sockets].some((socket) => overlaps(socket, { address, port }))) return port;
    }
    return undefined;
  }

  return {
    bind: ({ address, port: wanted }, receive) => {
      if (!isHere(address)) return 'EADDRNOTAVAIL';
      const port = wanted === 0 ? freePort(address) : wanted;
      if (port === undefined) return 'EADDRINUSE';
      const socket = { address, port, receive };
      if ([...sockets].some((other) => overlaps(other, socket))) return 'EADDRINUSE';
      sockets.add(socket);
      return {
        address,
        port,
        send: (to, data) => {
          // What leaves by the loopback carries its address, whatever the socket is bound to.
          const from = ANY.has(address)
            ? { address: isV6(to.address) ? LOOPBACK_6 : '127.0.0.1', port }
            : { address, port };
          flying.push({ from, to: ANY.has(to.address) ? { ...to, address: from.address } : to, data });
          wire.postMessage(null);
        },
        close: () => sockets.delete(socket),
      };
    },
  };
}
