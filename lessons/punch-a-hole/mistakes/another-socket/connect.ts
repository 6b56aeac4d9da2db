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
  // The mistake: what the peer is told is the mapping of a socket that nobody uses any more.
  const asking = createSocket('udp4');
  asking.bind(0, localAddress);
  await once(asking, 'listening');
  const own = await askServer(asking);
  asking.close();
  const peer = await exchange(own);
  const say = (text: string): void => socket.send(text, peer.port, peer.address);

  await new Promise<void>((resolve) => {
    const timer = setInterval(() => say('ping'), AGAIN_MS);
    // It stays when the promise is kept: the peer may not know yet that it is heard.
    socket.on('message', (packet) => {
      const text = packet.toString();
      if (text === 'ping') say('pong');
      if (text !== 'pong') return;
      clearInterval(timer);
      resolve();
    });
    say('ping');
  });
  return socket;
}
