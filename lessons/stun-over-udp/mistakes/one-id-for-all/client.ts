import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { bindingRequest, readMessage } from './stun.ts';
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

const transactionId = randomBytes(12);

/** Asks a STUN server where it sees us. */
export async function askServer(
  server: TransportAddress,
  { rto, rc = 7, rm = 16 }: Patience,
): Promise<Outcome> {
  // Made once: every repetition is the same request, with the same id.
  const request = bindingRequest(transactionId);
  const socket = createSocket('udp4');
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (packet) => {
        const answer = readMessage(packet);
        if (answer === undefined || answer.kind === 'request') return;
        if (!answer.transactionId.equals(transactionId)) return;
        if (answer.kind === 'success') resolve({ kind: 'mapped', ...answer.mapped });
        else resolve({ kind: 'refused', code: answer.code });
      });

      const send = (count: number, wait: number): void => {
        socket.send(request, server.port, server.address);
        if (count < rc) timer = setTimeout(() => send(count + 1, 2 * wait), wait);
        else timer = setTimeout(() => resolve({ kind: 'timeout' }), rm * rto);
      };
      send(1, rto);
    });
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}
