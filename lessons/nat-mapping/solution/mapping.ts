import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { bindingRequest, readAnswer } from './stun.ts';

/** The words of RFC 4787 §4.1. */
export type Mapping = 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';

/** Two STUN servers. Each of them answers on both ports. */
export const SERVERS = ['192.0.2.1', '192.0.2.2'] as const;
export const PORTS = [3478, 3479] as const;

/** Finds out how the NAT between one of this computer's addresses and the internet maps. */
export async function findMapping(localAddress: string): Promise<Mapping> {
  // One socket for all questions: a mapping belongs to its address and port.
  const socket = createSocket('udp4');
  try {
    socket.bind(0, localAddress);
    await once(socket, 'listening');
    const seen = await ask(socket, SERVERS[0], PORTS[0]);
    if (seen !== (await ask(socket, SERVERS[0], PORTS[1]))) return 'address-and-port-dependent';
    if (seen !== (await ask(socket, SERVERS[1], PORTS[0]))) return 'address-dependent';
    return 'endpoint-independent';
  } finally {
    socket.close();
  }
}

/** Where a server sees the socket. These networks lose no packet; elsewhere you would ask again. */
async function ask(socket: Socket, server: string, port: number): Promise<string> {
  const transactionId = randomBytes(12);
  socket.send(bindingRequest(transactionId), port, server);
  for (;;) {
    const [packet] = (await once(socket, 'message')) as [Uint8Array];
    const mapped = readAnswer(packet, transactionId);
    if (mapped) return `${mapped.address}:${mapped.port}`;
  }
}
