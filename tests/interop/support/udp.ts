import { type Socket, createSocket } from 'node:dgram';
import { type TransportAddress, parseIpAddress } from '#src/protocol/bytes/index.ts';

/** A UDP socket, with what comes to it as the protocol core wants it. */
export interface UdpSocket {
  readonly address: TransportAddress;
  send(to: TransportAddress, bytes: Uint8Array): void;
  onPacket: (from: TransportAddress, bytes: Uint8Array) => void;
  close(): Promise<void>;
}

/** Binds one. @throws where that address or port can't be had */
export async function openUdp(host: string, port = 0): Promise<UdpSocket> {
  const ip = parseIpAddress(host);
  if (!ip) throw new Error(`no IP address: ${host}`);
  const socket: Socket = createSocket(ip.family === 4 ? 'udp4' : 'udp6');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, resolve);
  });
  socket.removeAllListeners('error');
  // What an ICMP message says of one packet ends nothing.
  socket.on('error', () => undefined);
  const udp: UdpSocket = {
    address: { ...ip, port: socket.address().port },
    send: (to, bytes) => socket.send(bytes, to.port, to.address),
    onPacket: () => undefined,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
  socket.on('message', (bytes, { address, port: from }) => {
    const ip = parseIpAddress(address);
    if (ip) udp.onPacket({ ...ip, port: from }, new Uint8Array(bytes));
  });
  return udp;
}
