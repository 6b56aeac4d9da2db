import { type TransportAddress, formatHost } from '#src/protocol/bytes/address.ts';
import type { ClientTransport } from '#src/protocol/turn/index.ts';
import { PortTakenError, isAddressInUse } from './port-taken.ts';
import { type TcpHandlers, type TcpListener, openTcpListener } from './tcp-listener.ts';
import { type UdpSocket, openUdpSocket } from './udp-socket.ts';

/** The addresses on which the server listens, each over UDP and TCP, all on one port. */
export interface Listeners {
  /** 0 until it listens. */
  readonly port: number;
  readonly addresses: readonly string[];
  /**
   * Listens on the addresses of the list: on all that there are, or on none where the port is taken on
   * one of them. (An address can be listed and not yet, or no more, be there; `follow` tries it again.)
   *
   * @param port 0 for any that is free (tests)
   * @throws PortTakenError where the port is taken on one of them
   */
  open(addresses: readonly string[], port: number): Promise<void>;
  /** Opens what is new in the list, as far as it can be opened, and closes what isn't in it any more. */
  follow(addresses: readonly string[]): Promise<void>;
  send(client: ClientTransport, bytes: Uint8Array): void;
  disconnect(client: ClientTransport): void;
  close(): Promise<void>;
}

interface Listener {
  readonly udp: UdpSocket;
  readonly tcp: TcpListener;
}

/** How often a free port is looked for, where port 0 asks for any. */
const FREE_PORT_ATTEMPTS = 20;

/** Opens nothing yet: `open` does. */
export function createListeners(handlers: TcpHandlers): Listeners {
  const listeners = new Map<string, Listener>();
  const at = ({ server }: ClientTransport) => listeners.get(server.address);
  let port = 0;

  async function openOne(address: string): Promise<void> {
    const local: TransportAddress = { family: address.includes(':') ? 6 : 4, address, port };
    listeners.set(address, await openListener(local, handlers, () => void closeOne(address)));
  }

  async function closeOne(address: string): Promise<void> {
    const listener = listeners.get(address);
    listeners.delete(address);
    await Promise.all([listener?.udp.close(), listener?.tcp.close()]);
  }

  async function close(): Promise<void> {
    await Promise.all([...listeners.keys()].map(closeOne));
  }

  return {
    get port() {
      return port;
    },
    get addresses() {
      return [...listeners.keys()];
    },
    async open(addresses, wantedPort) {
      for (let attempt = 1; ; attempt++) {
        port = wantedPort === 0 ? 20_000 + Math.floor(Math.random() * 10_000) : wantedPort;
        try {
          for (const address of addresses) await openOne(address).catch(unlessTaken);
          if (listeners.size === 0) throw new Error('there is no address to listen on');
          return;
        } catch (error) {
          await close();
          const mayTryAnother = wantedPort === 0 && attempt < FREE_PORT_ATTEMPTS;
          if (!mayTryAnother || !(error instanceof PortTakenError)) throw error;
        }
      }
    },
    async follow(addresses) {
      for (const address of addresses) {
        // An address that is going away again, or a port taken there: loopback still serves.
        if (!listeners.has(address)) await openOne(address).catch(() => undefined);
      }
      const gone = [...listeners.keys()].filter((address) => !addresses.includes(address));
      await Promise.all(gone.map(closeOne));
    },
    send(client, bytes) {
      if (client.protocol === 'udp') at(client)?.udp.send(client.client, bytes);
      else at(client)?.tcp.send(client.client, bytes);
    },
    disconnect(client) {
      at(client)?.tcp.disconnect(client.client);
    },
    close,
  };
}

function unlessTaken(error: unknown): void {
  if (error instanceof PortTakenError) throw error;
}

/** @param onFailure the UDP socket failed after it was bound */
async function openListener(
  local: TransportAddress,
  handlers: TcpHandlers,
  onFailure: () => void,
): Promise<Listener> {
  const where = formatHost(local.address);
  const taken = (protocol: string) => (error: unknown) => {
    throw isAddressInUse(error) ? new PortTakenError(local.port, 'ICE_PORT', `${protocol}, ${where}`) : error;
  };
  const udp = await openUdpSocket(local, {
    onPacket: (client, bytes) => handlers.onMessage({ protocol: 'udp', client, server: local }, bytes),
    onFailure,
  }).catch(taken('UDP'));
  try {
    return { udp, tcp: await openTcpListener(local, handlers).catch(taken('TCP')) };
  } catch (error) {
    await udp.close();
    throw error;
  }
}
