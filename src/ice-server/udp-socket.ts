import { createSocket } from 'node:dgram';
import { parseIpAddress, type TransportAddress } from '#src/protocol/bytes/address.ts';

/** A bound UDP socket. */
export interface UdpSocket {
  readonly local: TransportAddress;
  send(to: TransportAddress, bytes: Uint8Array): void;
  close(): Promise<void>;
}

export interface UdpHandlers {
  onPacket(from: TransportAddress, bytes: Uint8Array): void;
  /** The socket failed after it was bound; it is closed. */
  onFailure(error: Error): void;
}

/** Binds a UDP socket. Rejects with the system's error, such as EADDRINUSE. */
export async function openUdpSocket(
  { address, port }: { readonly address: string; readonly port: number },
  { onPacket, onFailure }: UdpHandlers,
): Promise<UdpSocket> {
  const family = address.includes(':') ? 6 : 4;
  // IPv4 has sockets of its own: an IPv6 socket must not also speak for it.
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', ipv6Only: family === 6 });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', reject);
      resolve();
    });
  }).catch((error: unknown) => {
    socket.close();
    throw error;
  });

  let isClosed = false;
  const close = () =>
    new Promise<void>((resolve) => {
      if (isClosed) return resolve();
      isClosed = true;
      socket.close(() => resolve());
    });
  socket.on('message', (bytes, { address: from, port: fromPort }) => {
    const ip = parseIpAddress(from);
    if (ip) onPacket({ ...ip, port: fromPort }, bytes);
  });
  socket.on('error', (error) => void close().then(() => onFailure(error)));
  return {
    local: { family, address, port: socket.address().port },
    send(to, bytes) {
      // A datagram that can't be sent (no route, too large for the link) is lost, as on any network.
      if (!isClosed) socket.send(bytes, to.port, to.address, () => undefined);
    },
    close,
  };
}
