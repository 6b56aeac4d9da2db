import type { Chance } from '#lessons/chance.ts';

export type CheckId = 'knows-stun' | 'refuses-others' | 'refuses-short';

/** A packet, and the check that looks at what is said of it. */
export interface Case {
  readonly shows: CheckId;
  readonly packet: readonly number[];
}

/** The classes of Binding: request, indication, success, error (RFC 8489 §5). */
const TYPES = [0x0001, 0x0011, 0x0101, 0x0111];
const COOKIE = [0x21, 0x12, 0xa4, 0x42];
const TRANSACTION_ID = 12;

/** Drawn anew for each run, so that no list of answers is right. */
export function drawCases(chance: Chance): Case[] {
  const message = (type: number): number[] => [
    ...[type >> 8, type & 0xff, 0, 0],
    ...COOKIE,
    ...chance.bytes(TRANSACTION_ID),
  ];
  const one = message(0x0001);
  return [
    ...TYPES.map((type): Case => ({ shows: 'knows-stun', packet: message(type) })),
    // A packet of RTP begins with the bits 10 (RFC 3550 §5.1).
    { shows: 'refuses-others', packet: [0x80, ...one.slice(1)] },
    { shows: 'refuses-others', packet: [...one.slice(0, 4), 0, ...one.slice(5)] },
    { shows: 'refuses-short', packet: one.slice(0, 8 + chance.below(TRANSACTION_ID)) },
  ];
}
