import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { bindingSuccess, readMessage } from './stun.ts';

export interface StunServer {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a STUN server on 127.0.0.1, on whichever port is free. */
export async function startServer(): Promise<StunServer> {
  const socket = createSocket('udp4');
  socket.on('message', (packet, sender) => {
    const message = readMessage(packet);
    if (message?.kind !== 'request') return;
    socket.send(bindingSuccess(message.transactionId, sender), sender.port, sender.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { address, port } = socket.address();
  return { address, port, close: () => new Promise((resolve) => socket.close(resolve)) };
}
