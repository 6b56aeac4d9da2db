import { MAGIC_COOKIE } from '#src/protocol/index.ts';
import type { FieldGroup, Inspection } from './model.ts';

/** What there is to tell of no bytes. */
export const NOTHING: Inspection = {
  bytes: new Uint8Array(),
  protocol: 'none',
  header: undefined,
  decoded: undefined,
  groups: [],
  faults: [],
  remarks: [],
};

/** Bytes that belong to no message. */
export function restGroup(start: number, end: number): FieldGroup {
  return { name: 'rest', start, end, fields: [{ name: 'rest', kind: 'unread', start, end }] };
}

/** Whether the cookie of a message stands where it should, if the message begins at `at`. */
export function hasCookie(bytes: Uint8Array, at: number): boolean {
  return [0, 1, 2, 3].every((i) => bytes[at + 4 + i] === ((MAGIC_COOKIE >>> (24 - 8 * i)) & 0xff));
}
