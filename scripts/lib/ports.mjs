/** Which ports are free. A port can be taken between the question and its use: the user of it checks again. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * Why a port can't be had: another program has it, or this system keeps it from us (Linux: below 1024 without root;
 * Windows: a reserved range).
 *
 * @typedef {'taken' | 'forbidden'} Refusal
 */

/**
 * Binds a TCP port on an address for a moment.
 *
 * @param {number} port 0 for any
 * @param {string} address
 * @returns {Promise<number | Refusal>} the port, or why it can't be had
 */
export function tryTcp(port, address = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => settle(error, resolve, reject));
    server.listen(port, address, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : port));
    });
  });
}

/**
 * Binds a UDP port on an address for a moment.
 *
 * @param {number} port
 * @param {string} address
 * @returns {Promise<number | Refusal>} the port, or why it can't be had
 */
export function tryUdp(port, address = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => {
      socket.close();
      settle(error, resolve, reject);
    });
    socket.bind({ port, address, exclusive: true }, () => {
      const bound = socket.address().port;
      socket.close(() => resolve(bound));
    });
  });
}

/** Below the ports that Linux (32768), macOS and Windows (49152) give to sockets that name none, and above services. */
const OURS = Object.freeze({ first: 16_384, end: 32_768 });

/**
 * A port that is free now, for TCP and for UDP. It is none of those that the system hands out by itself: of them, the
 * next connection of a browser could take it before the server that it is for.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(OURS.first, OURS.end);
    if ((await tryTcp(port)) === port && (await tryUdp(port)) === port) return port;
  }
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {(refusal: Refusal) => void} resolve
 * @param {(error: Error) => void} reject
 */
function settle(error, resolve, reject) {
  if (error.code === 'EADDRINUSE') resolve('taken');
  else if (error.code === 'EACCES') resolve('forbidden');
  else reject(error);
}
