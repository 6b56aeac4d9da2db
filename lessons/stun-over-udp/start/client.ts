import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { bindingRequest } from './stun.ts';
import type { TransportAddress } from './stun.ts';

/** The names are those of RFC 8489 §6.2.1. */
export interface Patience {
  /** How long the first wait is, in milliseconds. Each further one is twice as long. */
  readonly rto: number;
  /** How many requests are sent in all. */
  readonly rc?: number;
  /** How many RTO the wait after the last request takes. */
  readonly rm?: number;
}

export type Outcome =
  | { readonly kind: 'mapped'; readonly address: string; readonly port: number }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'timeout' };

/** Asks a STUN server where it sees us. */
export async function askServer(
  server: TransportAddress,
  { rto, rc = 7, rm = 16 }: Patience,
): Promise<Outcome> {
  console.log('asking port', server.port, 'with', { rto, rc, rm });
  const socket = createSocket('udp4');
  // Sends one request. Nobody listens for what comes back.
  await new Promise((resolve) =>
    socket.send(bindingRequest(randomBytes(12)), server.port, server.address, resolve),
  );
  socket.close();
  return { kind: 'timeout' };
}
