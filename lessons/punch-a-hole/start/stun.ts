/** Given, and needs no change: asks a STUN server where it sees a socket (RFC 8489 §5, §14.2). IPv4 only. */
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';

export interface TransportAddress {
  readonly address: string;
  readonly port: number;
}

const SERVER: TransportAddress = { address: '192.0.2.1', port: 3478 };
const COOKIE = [0x21, 0x12, 0xa4, 0x42];
const HEADER = 20;
const BINDING_REQUEST = [0x00, 0x01];
const BINDING_SUCCESS = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;

/** Where the server sees this socket: the address and port that its NAT has given it. */
export async function askServer(socket: Socket): Promise<TransportAddress> {
  const start = [...COOKIE, ...randomBytes(12)];
  socket.send(Buffer.from([...BINDING_REQUEST, 0, 0, ...start]), SERVER.port, SERVER.address);
  for (;;) {
    const [packet] = (await once(socket, 'message')) as [Buffer];
    const isAnswer = packet.length >= HEADER && packet.readUInt16BE(0) === BINDING_SUCCESS;
    const mapped = isAnswer && start.every((byte, i) => packet[4 + i] === byte) && readMapped(packet);
    if (mapped) return mapped;
  }
}

function readMapped(bytes: Buffer): TransportAddress | undefined {
  for (let at = HEADER; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    const value = bytes.subarray(at + 4, at + 4 + length);
    if (bytes.readUInt16BE(at) === XOR_MAPPED_ADDRESS && value.length === 8) return unscramble(value);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return undefined;
}

/** The port was XORed with the cookie's first half, the address with all of it. */
function unscramble(value: Uint8Array): TransportAddress {
  const key = [...COOKIE.slice(0, 2), ...COOKIE];
  const [high = 0, low = 0, ...address] = [...value.subarray(2)].map((byte, i) => byte ^ (key[i] ?? 0));
  return { address: address.join('.'), port: high * 256 + low };
}
