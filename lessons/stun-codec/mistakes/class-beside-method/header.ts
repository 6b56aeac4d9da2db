import type { StunClass } from './message.ts';

/** By their two bits. */
const CLASSES: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/** The mistake: the class bits are put where they belong, and the method's bits don't make room for them. */
export function joinType(method: number, stunClass: StunClass): number {
  const bits = CLASSES.indexOf(stunClass);
  return (
    method |
    ((bits & 0b01) << 4) |
    ((bits & 0b10) << 7)
  );
}

/** The opposite of `joinType`. */
export function splitType(type: number): { method: number; class: StunClass } {
  const method = type & ~0x0110;
  const bits = ((type >> 4) & 0b01) | ((type >> 7) & 0b10);
  return { method, class: CLASSES[bits] ?? 'request' };
}
