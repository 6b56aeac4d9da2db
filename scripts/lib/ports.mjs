/** Which ports are free. A port can be taken between the question and its use: the user of it checks again. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * Binds a TCP port on an address for a moment.
 *
 * @param {number} port 0 for any
 * @param {string} address
 * @returns {Promise<number | undefined>} the port, or undefined when it is taken
 */
export function tryTcp(port, address = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (isTaken(error) ? resolve(undefined) : reject(error)));
    server.listen(port, address, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' ? bound?.port : undefined));
    });
  });
}

/**
 * Binds a UDP port on an address for a moment.
 *
 * @param {number} port
 * @param {string} address
 * @returns {Promise<boolean>} whether it was free
 */
export function tryUdp(port, address = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => {
      socket.close();
      if (isTaken(error)) resolve(false);
      else reject(error);
    });
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

/**
 * A port that is free now, for TCP and for UDP.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = await tryTcp(0);
    if (port !== undefined && (await tryUdp(port))) return port;
  }
}

/** @param {NodeJS.ErrnoException} error */
function isTaken(error) {
  return error.code === 'EADDRINUSE' || error.code === 'EACCES';
}
