import { utf8DecodeLoosely } from '#src/protocol/index.ts';

/** RFC 1035 §4.1.1: id, flags and four counts. */
const HEADER_BYTES = 12;
/** "query (0), or a response (1)". */
const RESPONSE = 0x80;

/** What a message of multicast DNS (RFC 6762 §18) asks or answers first; undefined where it is none. */
export function readMdns(
  bytes: Uint8Array,
): { readonly what: 'question' | 'answer'; readonly name: string } | undefined {
  const name = bytes.length > HEADER_BYTES ? nameAt(bytes, HEADER_BYTES) : undefined;
  if (name === undefined) return undefined;
  return { what: ((bytes[2] ?? 0) & RESPONSE) === 0 ? 'question' : 'answer', name };
}

/** RFC 1035 §3.1: labels, each after its length; the first name of a message can't be a pointer to one before. */
function nameAt(bytes: Uint8Array, start: number): string | undefined {
  const labels: string[] = [];
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined || length > 63 || at + length >= bytes.length) return undefined;
    if (length === 0) return labels.join('.');
    labels.push(utf8DecodeLoosely(bytes, at + 1, at + 1 + length));
    at += 1 + length;
  }
}
