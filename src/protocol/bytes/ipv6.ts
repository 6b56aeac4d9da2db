import { uint16 } from './read.ts';
import { formatIpv4, parseIpv4 } from './ipv4.ts';

const GROUP = /^[0-9a-fA-F]{1,4}$/;
/** The longest spelling: six full groups and a dotted quad. Longer text is not worth splitting. */
const MAX_TEXT_LENGTH = 45;

/** The 16 bytes of an IPv6 address (RFC 4291 §2.2), or undefined. Zone identifiers (`%eth0`) are refused. */
export function parseIpv6(text: string): Uint8Array | undefined {
  if (text.length > MAX_TEXT_LENGTH) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = groupsOf(halves[1] ?? '', true);
  if (!head || !tail) return undefined;

  // "::" stands for one or more groups of zeros; without it there must be all eight.
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;

  const bytes = new Uint8Array(16);
  [...head, ...Array<number>(missing).fill(0), ...tail].forEach((group, i) => {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group;
  });
  return bytes;
}

/** 16-bit groups of one side of "::"; only the last part of an address may be a dotted quad. */
function groupsOf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    const quad = mayEndInIpv4 && i === parts.length - 1 ? parseIpv4(part) : undefined;
    if (quad) groups.push(uint16(quad, 0), uint16(quad, 2));
    else if (GROUP.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** The canonical text of 16 bytes (RFC 5952): lower case, no leading zeros, the longest run of zeros as "::". */
export function formatIpv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, i) => uint16(bytes, 2 * i));
  if (isIpv4Mapped(groups)) return `::ffff:${formatIpv4(bytes.subarray(12))}`;

  const { start, length } = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  // RFC 5952 §4.2.2: "The symbol "::" MUST NOT be used to shorten just one 16-bit 0 field."
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** RFC 5952 §5: an address known to hold an IPv4 address is shown as such; `::ffff:0:0/96` always is one. */
function isIpv4Mapped(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
}

/** RFC 5952 §4.2.3: the longest run; of equally long ones the first. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > longest.length) longest = { start, length };
  }
  return longest;
}
