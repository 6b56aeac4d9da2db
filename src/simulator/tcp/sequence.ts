/**
 * Sequence numbers count modulo 2^32 (RFC 9293 §3.4) and start anywhere. Inside a connection a stream is counted from
 * its SYN instead: that is at offset 0, the first byte of data at 1, and FIN follows the last one.
 */
const SPACE = 2 ** 32;

/** The sequence number at `offset` of a stream whose SYN has the number `initial`. */
export function toSequence(initial: number, offset: number): number {
  return (initial + offset) % SPACE;
}

/** The offset that a sequence number stands for: of all that it could, the one closest to `near`. */
export function toOffset(initial: number, sequence: number, near: number): number {
  // `| 0` leaves the difference modulo 2^32, as a signed number.
  return near + ((sequence - initial - near) | 0);
}

/** A random initial sequence number. RFC 9293 §3.4.1: an attacker must not be able to guess it. */
export function drawInitialSequence(random: () => number): number {
  return Math.floor(random() * SPACE);
}
