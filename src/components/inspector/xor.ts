import type { Field, Inspection } from './model.ts';

/** The operands of a XOR and what comes of them, all as long. */
export interface Xor {
  /** Which words say what the second operand and the result are. */
  readonly kind: 'port' | 'address4' | 'address6' | 'fingerprint';
  readonly wire: Uint8Array;
  readonly mask: Uint8Array;
  readonly result: Uint8Array;
}

const COOKIE_OFFSET = 4;
/** "STUN" in ASCII (RFC 8489 §14.7). */
const FINGERPRINT_MASK = Uint8Array.of(0x53, 0x54, 0x55, 0x4e);

/** The XOR that a field is read with (RFC 8489 §14.2, §14.7); undefined for a field that stands as it is. */
export function xorOf({ name, start, end }: Field, { bytes }: Inspection): Xor | undefined {
  const kind = kindOf(name, end - start);
  if (!kind) return undefined;
  const wire = bytes.subarray(start, end);
  const mask =
    kind === 'fingerprint' ? FINGERPRINT_MASK : bytes.subarray(COOKIE_OFFSET, COOKIE_OFFSET + wire.length);
  return { kind, wire, mask, result: wire.map((byte, i) => byte ^ (mask[i] ?? 0)) };
}

function kindOf(name: Field['name'], length: number): Xor['kind'] | undefined {
  if (name === 'xorPort') return 'port';
  if (name === 'xorAddress') return length === 4 ? 'address4' : 'address6';
  return name === 'fingerprint' ? 'fingerprint' : undefined;
}
