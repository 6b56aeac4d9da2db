import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Exchange } from './signalling.ts';
import { askServer } from './stun.ts';

/** Connects a socket to a peer behind a NAT, and resolves with it once both directions work. */
export async function connect(localAddress: string, exchange: Exchange): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, localAddress);
  await once(socket, 'listening');
  const peer = await exchange(await askServer(socket));
  // Knows where the peer is. Nothing has opened a way to it yet.
  console.log(`${localAddress} would like to reach ${peer.address}:${peer.port}`);
  return socket;
}
