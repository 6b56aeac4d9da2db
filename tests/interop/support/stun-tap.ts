import {
  type StunErrorCode,
  type StunMessage,
  decodeStun,
  findAttribute,
  METHOD,
} from '#src/protocol/stun/index.ts';
import { type TransportAddress, formatTransportAddress } from '#src/protocol/bytes/index.ts';
import { looksLikeChannelData } from '#src/protocol/turn/index.ts';
import { type UdpSocket, openUdp } from './udp.ts';

export type MethodName = keyof typeof METHOD;

/** A datagram that passed between a client and the server behind the tap. */
export interface Passed {
  /** By this process's `performance.now()`. */
  readonly atMs: number;
  /** The client's address and port. */
  readonly client: string;
  readonly from: 'client' | 'server';
  /** The message, where it is STUN. */
  readonly stun: StunMessage | undefined;
  readonly isChannelData: boolean;
}

/** A server's UDP port as its clients see it, and everything that goes through. */
export interface StunTap {
  readonly port: number;
  readonly passed: readonly Passed[];
  /** The requests of a method, in order; by one client or by all. */
  requests(method: MethodName, client?: string): Passed[];
  /** Errors of this code that the server answered with. */
  errors(code: StunErrorCode): Passed[];
  close(): Promise<void>;
}

/**
 * Puts itself before a server that listens on an address of this machine: what a client sends to the tap, the server
 * gets from a port that stands for that client, and back. Nothing is changed. What peers send to relayed addresses
 * doesn't come by here.
 */
export async function tapServer(address: string, port: number): Promise<StunTap> {
  const front = await openUdp(address);
  const server: TransportAddress = { ...front.address, port };
  const behind = new Map<string, Promise<UdpSocket>>();
  const passed: Passed[] = [];

  const note = (client: string, from: Passed['from'], bytes: Uint8Array): void => {
    const decoded = decodeStun(bytes);
    passed.push({
      atMs: performance.now(),
      client,
      from,
      stun: decoded.ok ? decoded.value : undefined,
      isChannelData: looksLikeChannelData(bytes),
    });
  };
  const openFor = async (client: TransportAddress): Promise<UdpSocket> => {
    const socket = await openUdp(address);
    socket.onPacket = (_server, bytes) => {
      note(formatTransportAddress(client), 'server', bytes);
      front.send(client, bytes);
    };
    return socket;
  };
  front.onPacket = (client, bytes) => {
    const key = formatTransportAddress(client);
    note(key, 'client', bytes);
    const socket = behind.get(key) ?? openFor(client);
    behind.set(key, socket);
    void socket.then((own) => own.send(server, bytes));
  };

  return {
    port: front.address.port,
    passed,
    requests: (method, client) =>
      passed.filter(
        (one) =>
          one.stun?.class === 'request' &&
          one.stun.method === METHOD[method] &&
          (client === undefined || one.client === client),
      ),
    errors: (code) =>
      passed.filter(
        ({ stun }) => stun?.class === 'error' && findAttribute(stun, 'ERROR-CODE')?.code === code,
      ),
    async close() {
      await front.close();
      for (const socket of behind.values()) await (await socket).close();
    },
  };
}
