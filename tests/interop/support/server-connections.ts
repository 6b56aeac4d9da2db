import { type Socket, connect } from 'node:net';
import type { SocketId } from '#src/protocol/ice/agent/index.ts';
import { type TransportAddress, formatTransportAddress } from '#src/protocol/bytes/index.ts';
import { createStreamFraming } from '#src/protocol/turn/index.ts';

/** What an agent hears of its connections. */
export interface ConnectionEvents {
  message(socket: SocketId, server: TransportAddress, bytes: Uint8Array): void;
  lost(socket: SocketId, server: TransportAddress): void;
}

/** An agent's TCP connections to its TURN servers, one for each of its sockets and servers. */
export interface ServerConnections {
  /** Sends a message of the stream; connects first, from this IP address, where there is no connection yet. */
  send(socket: SocketId, localAddress: string, server: TransportAddress, bytes: Uint8Array): void;
  /** Ends a connection once all has been sent. */
  end(socket: SocketId, server: TransportAddress): void;
  /** Resolves once every connection is closed. */
  close(): Promise<void>;
}

export function createServerConnections(events: ConnectionEvents): ServerConnections {
  const wanted = new Map<string, Socket>();
  const open = new Set<Socket>();
  const keyOf = (socket: SocketId, server: TransportAddress): string =>
    `${socket} ${formatTransportAddress(server)}`;

  function connectTo(socket: SocketId, localAddress: string, server: TransportAddress): Socket {
    const key = keyOf(socket, server);
    const stream = connect({ host: server.address, port: server.port, localAddress });
    const framing = createStreamFraming();
    open.add(stream);
    stream.on('data', (chunk) => {
      const { messages, broken } = framing.push(new Uint8Array(chunk));
      for (const message of messages) events.message(socket, server, message);
      if (broken) stream.destroy();
    });
    // 'close' follows, and says it.
    stream.on('error', () => undefined);
    stream.on('close', () => {
      open.delete(stream);
      // Whoever ends a connection isn't told that it is lost.
      if (wanted.get(key) !== stream) return;
      wanted.delete(key);
      events.lost(socket, server);
    });
    return stream;
  }

  return {
    send(socket, localAddress, server, bytes) {
      const key = keyOf(socket, server);
      const stream = wanted.get(key) ?? connectTo(socket, localAddress, server);
      wanted.set(key, stream);
      stream.write(bytes);
    },
    end(socket, server) {
      const key = keyOf(socket, server);
      const stream = wanted.get(key);
      wanted.delete(key);
      stream?.end();
    },
    async close() {
      wanted.clear();
      await Promise.all(
        [...open].map(
          (stream) =>
            new Promise<void>((resolve) => {
              stream.once('close', () => resolve());
              stream.end();
              setTimeout(() => stream.destroy(), 1_000).unref();
            }),
        ),
      );
    },
  };
}
