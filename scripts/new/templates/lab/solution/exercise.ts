import { createSocket } from 'node:dgram';

/** Says hello to whoever is there. */
export function greet(address: string, port: number): void {
  const socket = createSocket('udp4');
  socket.send('hello', port, address, () => socket.close());
}
