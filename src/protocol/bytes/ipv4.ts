const DOT = 46;
const ZERO = 48;

/**
 * The 4 bytes of a dotted quad, or undefined: `0`–`255` without leading zeros, which some parsers take for octal
 * (RFC 6943 §3.1.1). Digit by digit, since the Lab's routers ask it of every packet.
 */
export function parseIpv4(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(4);
  let place = 0;
  let value = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO;
    if (code === DOT && value >= 0 && place < 3) {
      bytes[place] = value;
      place += 1;
      value = -1;
    } else if (digit >= 0 && digit <= 9 && value !== 0) {
      value = Math.max(value, 0) * 10 + digit;
      if (value > 255) return undefined;
    } else return undefined;
  }
  if (place !== 3 || value < 0) return undefined;
  bytes[3] = value;
  return bytes;
}

/** Dotted quad of 4 bytes. */
export function formatIpv4(bytes: Uint8Array): string {
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
}
