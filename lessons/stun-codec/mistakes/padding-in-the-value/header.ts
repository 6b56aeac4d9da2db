import type { StunClass } from './message.ts';

/** By their two bits. */
const CLASSES: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/** Method and class as the 14 bits of a message type: the class stands between the method's bits (RFC 8489 §5). */
export function joinType(method: number, stunClass: StunClass): number {
  const bits = CLASSES.indexOf(stunClass);
  return (
    (method & 0x00f) |
    ((method & 0x070) << 1) |
    ((method & 0xf80) << 2) |
    ((bits & 0b01) << 4) |
    ((bits & 0b10) << 7)
  );
}

/** The opposite of `joinType`. */
export function splitType(type: number): { method: number; class: StunClass } {
  const method = (type & 0x00f) | ((type >> 1) & 0x070) | ((type >> 2) & 0xf80);
  const bits = ((type >> 4) & 0b01) | ((type >> 7) & 0b10);
  return { method, class: CLASSES[bits] ?? 'request' };
}
