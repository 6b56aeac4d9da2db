/** Given, and needs no change: asks you about each network, and tells the desk what you say. */
import { createSocket } from 'node:dgram';
import { findMapping } from './mapping.ts';

const DESK = { address: '192.0.2.9', port: 9000 };

for (const localAddress of ['192.168.1.10', '192.168.2.10', '192.168.3.10']) {
  const mapping = await findMapping(localAddress);
  console.log(`${localAddress}: ${mapping}`);
  const socket = createSocket('udp4');
  socket.send(`${localAddress} ${mapping}`, DESK.port, DESK.address, () => socket.close());
}
