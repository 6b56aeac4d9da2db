import type { AttributeCodec } from '../codec.ts';
import { readTextForPeople, writeText } from '../text-value.ts';

/** Name and version of the sender, "a tool for diagnostic and debugging purposes". RFC 8489 §14.14. */
export interface Software {
  readonly type: 'SOFTWARE';
  readonly software: string;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |              UTF-8, fewer than 128 characters              ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const software: AttributeCodec<Software> = {
  type: 'SOFTWARE',
  code: 0x8022,
  decode(message, start, end) {
    const software = readTextForPeople(message, start, end);
    return typeof software === 'string' ? { type: 'SOFTWARE', software } : software;
  },
  encode: ({ software }, out) => writeText(software, out),
};
