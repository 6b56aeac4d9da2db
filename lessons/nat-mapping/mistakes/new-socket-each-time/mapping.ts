import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { bindingRequest, readAnswer } from './stun.ts';

/** The words of RFC 4787 §4.1. */
export type Mapping = 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';

/** Two STUN servers. Each of them answers on both ports. */
export const SERVERS = ['192.0.2.1', '192.0.2.2'] as const;
export const PORTS = [3478, 3479] as const;

/** Finds out how the NAT between one of this computer's addresses and the internet maps. */
export async function findMapping(localAddress: string): Promise<Mapping> {
  const seen = await ask(localAddress, SERVERS[0], PORTS[0]);
  if (seen !== (await ask(localAddress, SERVERS[0], PORTS[1]))) return 'address-and-port-dependent';
  if (seen !== (await ask(localAddress, SERVERS[1], PORTS[0]))) return 'address-dependent';
  return 'endpoint-independent';
}

/** Where a server sees the socket. These networks lose no packet; elsewhere you would ask again. */
async function ask(localAddress: string, server: string, port: number): Promise<string> {
  // The mistake: another socket has another port inside, and so another mapping, whatever the NAT is like.
  const socket = createSocket('udp4');
  try {
    socket.bind(0, localAddress);
    await once(socket, 'listening');
    const transactionId = randomBytes(12);
    socket.send(bindingRequest(transactionId), port, server);
    for (;;) {
      const [packet] = (await once(socket, 'message')) as [Uint8Array];
      const mapped = readAnswer(packet, transactionId);
      if (mapped) return `${mapped.address}:${mapped.port}`;
    }
  } finally {
    socket.close();
  }
}
