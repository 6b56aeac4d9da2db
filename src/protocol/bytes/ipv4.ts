/** `0`–`255` without leading zeros, which some parsers take for octal (RFC 6943 §3.1.1). */
const OCTET = /^(?:0|[1-9]\d{0,2})$/;

/** The 4 bytes of a dotted quad, or undefined. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4) return undefined;
  const bytes = new Uint8Array(4);
  for (const [i, part] of parts.entries()) {
    const value = Number(part);
    if (!OCTET.test(part) || value > 255) return undefined;
    bytes[i] = value;
  }
  return bytes;
}

/** Dotted quad of 4 bytes. */
export function formatIpv4(bytes: Uint8Array): string {
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
}
