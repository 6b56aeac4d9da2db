/** Uniform in [0, 1). */
export type Random = () => number;

/**
 * A generator of its own for each purpose (a link, a NAT's ports, an agent): what one of them draws leaves the others
 * as they were, so that a changed NAT doesn't change what is lost elsewhere. The same in every browser: 32-bit
 * integers, and one division by a power of two.
 */
export function randomFor(seed: number, purpose: string): Random {
  let state = hash(seed, purpose);
  return () => {
    // A counter by odd steps, mixed by multiplications and shifts: "mulberry32".
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a over the purpose's UTF-16 code units, begun at the seed. */
function hash(seed: number, purpose: string): number {
  let value = (0x811c9dc5 ^ seed) | 0;
  for (let i = 0; i < purpose.length; i += 1) value = Math.imul(value ^ purpose.charCodeAt(i), 0x01000193);
  return value;
}

export function randomBytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

const ICE_CHARS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits: `ice-char`s (RFC 8839 §5.4) that no reader takes for punctuation. */
export function randomText(random: Random, length: number): string {
  return Array.from({ length }, () => ICE_CHARS[Math.floor(random() * ICE_CHARS.length)]).join('');
}

/** 64 bits. */
export function randomBigint(random: Random): bigint {
  return randomBytes(random, 8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** Version 4 of RFC 9562: random but for six bits. */
export function randomUuid(random: Random): string {
  const bytes = randomBytes(random, 16);
  const set = (place: number, mask: number, bits: number) => {
    bytes[place] = ((bytes[place] ?? 0) & mask) | bits;
  };
  set(6, 0x0f, 0x40);
  set(8, 0x3f, 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
