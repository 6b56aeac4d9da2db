import { type AddressFamily, type TransportAddress, formatIpAddress, ipBytes } from '../bytes/address.ts';
import { uint16, uint8 } from '../bytes/read.ts';
import type { ByteWriter } from '../bytes/writer.ts';
import { type Malformed, UNSUPPORTED, type Unsupported, assertUint, wrongLength } from './codec.ts';

/** RFC 8489 §14.1: "0x01:IPv4, 0x02:IPv6". */
export function familyOfCode(code: number): AddressFamily | undefined {
  if (code === 0x01) return 4;
  return code === 0x02 ? 6 : undefined;
}

export function codeOfFamily(family: AddressFamily): number {
  return family === 4 ? 0x01 : 0x02;
}

/** Where the magic cookie and, right behind it, the transaction id stand in every message. */
const COOKIE_OFFSET = 4;

/**
 * An address value as it stands on the wire (RFC 8489 §14.1): 0, family, port, 4 or 16 bytes.
 * A family that we don't know makes the attribute unsupported, not the message wrong: §6.3.3 lets it be ignored.
 */
export function readAddress(
  message: Uint8Array,
  start: number,
  end: number,
): TransportAddress | Malformed | Unsupported {
  return read(message, start, end, false);
}

/** The same, XORed with the cookie and, for IPv6, the transaction id (§14.2). */
export function readXorAddress(
  message: Uint8Array,
  start: number,
  end: number,
): TransportAddress | Malformed | Unsupported {
  return read(message, start, end, true);
}

function read(
  message: Uint8Array,
  start: number,
  end: number,
  isXored: boolean,
): TransportAddress | Malformed | Unsupported {
  if (end - start < 4) return wrongLength(start, end, '8 or 20');
  const family = familyOfCode(uint8(message, start + 1));
  if (!family) return UNSUPPORTED;
  if (end - start !== (family === 4 ? 8 : 20)) {
    return wrongLength(start, end, family === 4 ? '8 (IPv4)' : '20 (IPv6)');
  }
  const port = uint16(message, start + 2);
  const ip = message.subarray(start + 4, end);
  if (!isXored) return { family, address: formatIpAddress(ip), port };
  return {
    family,
    address: formatIpAddress(xorIp(ip, message)),
    port: port ^ uint16(message, COOKIE_OFFSET),
  };
}

/** XORs an IP address with the cookie and transaction id of its message. XOR is its own inverse. */
function xorIp(ip: Uint8Array, message: Uint8Array): Uint8Array {
  const result = new Uint8Array(ip.length);
  for (let i = 0; i < ip.length; i++) result[i] = uint8(ip, i) ^ uint8(message, COOKIE_OFFSET + i);
  return result;
}

/** @throws RangeError where the address is no IP address or the port has more than 16 bits. */
export function writeAddress(address: TransportAddress, out: ByteWriter): void {
  write(address, out, false);
}

/** The message in `out` already has its header, with which the address is XORed. @throws RangeError as `writeAddress`. */
export function writeXorAddress(address: TransportAddress, out: ByteWriter): void {
  write(address, out, true);
}

function write({ address, port }: TransportAddress, out: ByteWriter, isXored: boolean): void {
  const ip = ipBytes(address);
  if (!ip) throw new RangeError(`not an IP address: ${address}`);
  assertUint(port, 16, 'a port');
  out.uint8(0);
  out.uint8(codeOfFamily(ip.length === 4 ? 4 : 6));
  out.uint16(isXored ? port ^ uint16(out.written, COOKIE_OFFSET) : port);
  out.bytes(isXored ? xorIp(ip, out.written) : ip);
}
