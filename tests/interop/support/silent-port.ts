import type { TransportAddress } from '#src/protocol/bytes/index.ts';
import { type DecodedStun, decodeStun } from '#src/protocol/stun/index.ts';
import { openUdp } from './udp.ts';

/** What came to a port, and when, by the clock of `performance`. */
export interface Heard {
  readonly atMs: number;
  readonly from: TransportAddress;
  readonly bytes: Uint8Array;
}

/** A UDP port that hears and never answers: a server that is gone, or a path on which every packet is lost. */
export interface SilentPort {
  readonly port: number;
  /** As a STUN server's URL. */
  readonly url: string;
  /** As a peer's only host candidate. */
  readonly candidate: string;
  readonly heard: readonly Heard[];
  /** What came, read as STUN. @throws where something else did */
  messages(): DecodedStun[];
  close(): Promise<void>;
}

/** Opens one on an IPv4 address of this machine. */
export async function openSilentPort(address: string): Promise<SilentPort> {
  const socket = await openUdp(address);
  const heard: Heard[] = [];
  socket.onPacket = (from, bytes) => heard.push({ atMs: performance.now(), from, bytes });
  const { port } = socket.address;
  return {
    port,
    url: `stun:${address}:${port}`,
    candidate: `candidate:1 1 udp 2130706431 ${address} ${port} typ host`,
    heard,
    messages: () =>
      heard.map(({ bytes }) => {
        const decoded = decodeStun(bytes);
        if (!decoded.ok) throw new Error(`no STUN message: ${Buffer.from(bytes).toString('hex')}`);
        return decoded.value;
      }),
    close: () => socket.close(),
  };
}
