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
  const say = (text: string): void => socket.send(text, peer.port, peer.address);

  await new Promise<void>((resolve) => {
    // The mistake: whoever only answers waits for a packet that the own NAT lets nobody send.
    socket.on('message', (packet) => {
      const text = packet.toString();
      if (text === 'ping') say('pong');
      if (text === 'ping') resolve();
    });
  });
  return socket;
}
