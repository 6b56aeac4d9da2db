import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { METHOD, decodeStun, encodeStun, findAttribute } from '#src/protocol/stun/index.ts';
import {
  type IceServer,
  type IceServerOptions,
  SOFTWARE,
  startIceServer,
} from '#src/ice-server/ice-server.ts';
import type { Action } from '#src/protocol/turn/index.ts';

/** Our server on a free port, with a credential, and what it decided. */
export interface OwnServer {
  readonly server: IceServer;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** The machine's own address, as pages are told it. */
  readonly address: string;
  readonly traces: Extract<Action, { kind: 'trace' }>[];
  /** How many allocations it has made so far. */
  allocated(): number;
  /** Codes and reasons of what was refused so far, without the first 401 of each client. */
  refusals(): string[];
}

/**
 * Starts our server on a free port and makes sure that it is ours which answers there: Debian's
 * coturn starts itself, and a test of it instead would prove nothing.
 */
export async function startOwnServer(options: Partial<IceServerOptions> = {}): Promise<OwnServer> {
  const traces: OwnServer['traces'] = [];
  const server = await startIceServer({ port: 0, onTrace: (trace) => traces.push(trace), ...options });
  const [, turn] = await server.iceServers();
  const software = await softwareAt('127.0.0.1', server.port);
  if (software !== SOFTWARE) throw new Error(`port ${server.port} answers as ${software}`);
  return {
    server,
    port: server.port,
    username: turn?.username ?? '',
    password: turn?.credential ?? '',
    address: /^turn:\[?(.*?)\]?:\d+\?/.exec(turn?.urls[0] ?? '')?.[1] ?? '',
    traces,
    allocated: () => traces.filter(({ decision }) => decision === 'allocated').length,
    refusals: () =>
      traces.flatMap((trace) =>
        trace.decision === 'refused' && trace.why !== 'no credential yet'
          ? [`${trace.code}: ${trace.why}`]
          : [],
      ),
  };
}

/** Asks a STUN server over UDP who it is. */
export async function softwareAt(address: string, port: number): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    const answer = new Promise<Uint8Array>((resolve, reject) => {
      socket.once('message', resolve);
      socket.once('error', reject);
      setTimeout(() => reject(new Error(`no STUN answer from ${address}:${port}`)), 10_000).unref();
    });
    const transactionId = randomBytes(12);
    socket.send(
      encodeStun({ class: 'request', method: METHOD.Binding, transactionId, attributes: [] }),
      port,
      address,
    );
    const decoded = decodeStun(await answer);
    return decoded.ok ? findAttribute(decoded.value, 'SOFTWARE')?.software : undefined;
  } finally {
    socket.close();
  }
}
