import type { SocketId } from '#src/protocol/ice/agent/index.ts';
import type { TransportAddress } from '#src/protocol/index.ts';
import { createStreamFraming } from '#src/protocol/turn/index.ts';
import { addressKey } from '../world.ts';
import type { TcpSocket, TcpSockets } from './tcp-sockets.ts';

/** What an agent hears of its connections. */
export interface ConnectionEvents {
  message(at: number, socket: SocketId, server: TransportAddress, bytes: Uint8Array): void;
  lost(at: number, socket: SocketId, server: TransportAddress): void;
}

/** An agent's connections to TURN servers, one for each of its sockets and servers. */
export interface ServerConnections {
  /** Sends a message of the stream; connects first, from this address, where there is no connection yet. */
  send(
    at: number,
    socket: SocketId,
    local: TransportAddress,
    server: TransportAddress,
    bytes: Uint8Array,
  ): void;
  close(at: number, socket: SocketId, server: TransportAddress): void;
}

/** @param drawPort draws a port of the host: a connection has one of its own */
export function createServerConnections(
  tcp: TcpSockets,
  drawPort: () => number,
  events: ConnectionEvents,
): ServerConnections {
  const open = new Map<string, TcpSocket>();
  const keyOf = (socket: SocketId, server: TransportAddress): string => `${socket} ${addressKey(server)}`;

  function connect(
    at: number,
    socket: SocketId,
    local: TransportAddress,
    server: TransportAddress,
  ): TcpSocket {
    const key = keyOf(socket, server);
    const framing = createStreamFraming();
    return tcp.connect(at, { ...local, port: drawPort() }, server, {
      data(now, bytes) {
        const { messages, broken } = framing.push(bytes);
        for (const message of messages) events.message(now, socket, server, message);
        if (broken) open.get(key)?.close(now);
      },
      ended(now) {
        if (open.delete(key)) events.lost(now, socket, server);
      },
    });
  }

  return {
    send(at, socket, local, server, bytes) {
      const key = keyOf(socket, server);
      const connection = open.get(key) ?? connect(at, socket, local, server);
      open.set(key, connection);
      connection.send(at, bytes);
    },
    close(at, socket, server) {
      const key = keyOf(socket, server);
      const connection = open.get(key);
      // Whoever closes isn't told that the connection is over.
      open.delete(key);
      connection?.close(at);
    },
  };
}
