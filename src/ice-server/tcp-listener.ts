import { type Socket, createServer } from 'node:net';
import { parseIpAddress, type TransportAddress } from '#src/protocol/bytes/address.ts';
import { type ClientTransport, OLD_CHANNEL_NUMBERS, createStreamFraming } from '#src/protocol/turn/index.ts';

/** A TCP port that TURN clients connect to. */
export interface TcpListener {
  send(client: TransportAddress, bytes: Uint8Array): void;
  disconnect(client: TransportAddress): void;
  close(): Promise<void>;
}

export interface TcpHandlers {
  onConnected(client: ClientTransport): void;
  onMessage(client: ClientTransport, bytes: Uint8Array): void;
  onBrokenStream(client: ClientTransport): void;
  onGone(client: ClientTransport): void;
}

/** A client that reads too slowly loses data beyond this, as it would over UDP; it doesn't fill our memory. */
const MAX_UNSENT_BYTES = 1_000_000;

/** Listens for TCP clients. Rejects with the system's error, such as EADDRINUSE. */
export async function openTcpListener(local: TransportAddress, handlers: TcpHandlers): Promise<TcpListener> {
  const sockets = new Map<string, Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const ip = parseIpAddress(socket.remoteAddress ?? '');
    // The client has gone before we got to know it.
    if (!ip || socket.remotePort === undefined) return socket.destroy();
    const client: TransportAddress = { ...ip, port: socket.remotePort };
    sockets.set(keyOf(client), socket);
    serve(socket, { protocol: 'tcp', client, server: local }, handlers);
    socket.once('close', () => sockets.delete(keyOf(client)));
    return undefined;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: local.address, port: local.port, exclusive: true, ipv6Only: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', () => undefined);

  return {
    send(client, bytes) {
      const socket = sockets.get(keyOf(client));
      if (socket?.writable && socket.writableLength < MAX_UNSENT_BYTES) socket.write(bytes);
    },
    disconnect(client) {
      sockets.get(keyOf(client))?.destroy();
    },
    close() {
      for (const socket of sockets.values()) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function keyOf({ address, port }: TransportAddress): string {
  return `${address} ${port}`;
}

function serve(socket: Socket, client: ClientTransport, handlers: TcpHandlers): void {
  const framing = createStreamFraming(OLD_CHANNEL_NUMBERS);
  // The 'close' event that follows says all that we need to know.
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const { messages, broken } = framing.push(chunk);
    for (const message of messages) handlers.onMessage(client, message);
    if (broken) handlers.onBrokenStream(client);
  });
  socket.on('close', () => handlers.onGone(client));
  handlers.onConnected(client);
}
