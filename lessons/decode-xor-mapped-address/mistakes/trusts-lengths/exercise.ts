/** Where the server saw the client. */
export interface MappedAddress {
  /** Dotted quad, or IPv6 in any valid spelling. */
  address: string;
  port: number;
}

const HEADER_LENGTH = 20;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const XOR_MAPPED_ADDRESS = 0x0020;
/** MAPPED-ADDRESS, MESSAGE-INTEGRITY, MESSAGE-INTEGRITY-SHA256, XOR-MAPPED-ADDRESS. */
const UNDERSTOOD = [0x0001, 0x0008, 0x001c, XOR_MAPPED_ADDRESS];

/**
 * Reads XOR-MAPPED-ADDRESS from a STUN Binding success response (RFC 8489 §5, §14, §14.2); null for anything else.
 *
 * @param message bytes, each a number from 0 to 255
 */
export function decodeXorMappedAddress(message: number[]): MappedAddress | null {
  const bytes = Uint8Array.from(message);
  const view = new DataView(bytes.buffer);
  if (!hasValidHeader(view)) return null;

  let mapped: MappedAddress | null = null;
  for (let at = HEADER_LENGTH; at + 4 <= bytes.length; ) {
    const type = view.getUint16(at);
    const length = view.getUint16(at + 2);
    const end = at + 4 + length;
    // RFC 8489 §6.3.3: a success response with something in it that has to be understood, and isn't, is discarded.
    if (type < 0x8000 && !UNDERSTOOD.includes(type)) return null;
    if (type === XOR_MAPPED_ADDRESS && mapped === null) {
      mapped = readAddress(bytes, at + 4, length);
      if (mapped === null) return null;
    }
    at = end + ((4 - (length % 4)) % 4);
  }
  return mapped;
}

/** The mistake: what a message says of its lengths is believed. */
function hasValidHeader(view: DataView): boolean {
  return (
    view.byteLength >= HEADER_LENGTH &&
    view.getUint16(0) === BINDING_SUCCESS && view.getUint32(4) === MAGIC_COOKIE
  );
}

function readAddress(bytes: Uint8Array, at: number, length: number): MappedAddress | null {
  const view = new DataView(bytes.buffer, at, length);
  const family = length > 1 ? view.getUint8(1) : 0;
  if (!(family === 1 && length === 8) && !(family === 2 && length === 20)) return null;
  const port = view.getUint16(2) ^ (MAGIC_COOKIE >>> 16);
  // The cookie and behind it the transaction id, as they stand in the header. IPv4 needs only the cookie.
  const key = bytes.subarray(4, HEADER_LENGTH);
  const address = bytes.slice(at + 4, at + length).map((byte, i) => byte ^ (key[i] ?? 0));
  return { address: family === 1 ? address.join('.') : showIpv6(address), port };
}

function showIpv6(address: Uint8Array): string {
  const view = new DataView(address.buffer);
  return Array.from({ length: 8 }, (_, group) => view.getUint16(2 * group).toString(16)).join(':');
}
