import type { ByteSource, HexProblem, HexReading } from './read-hex.ts';

/** A line of a dump: an offset, and behind it the bytes and perhaps what they are in ASCII. */
interface DumpLine {
  readonly offset: number;
  /** Where the line's bytes may begin, in the whole text. */
  readonly from: number;
  readonly end: number;
}

/** What dumps put in a line; Wireshark, tshark, xxd, hexdump and tcpdump all print 16. */
const BYTES_PER_LINE = 16;
const OFFSET = /^[ \t]*(?:0x)?([0-9a-fA-F]{3,8})(?::[ \t]*|[ \t]+)(?=[0-9a-fA-F]{2})/;
/** hexdump ends with the offset behind the last byte, alone on a line. */
const LAST_OFFSET = /^(?:0x)?([0-9a-fA-F]{3,8})\s*$/;

/**
 * Reads the lines of a hex dump, with their offsets and ASCII column: of Wireshark, tshark, xxd, hexdump -C
 * and tcpdump -X. Undefined where the text is none: then its first number is a byte and not an offset.
 */
export function readDump(text: string): HexReading | undefined {
  const all = dumpLines(text);
  if (!all) return undefined;
  const secondAt = all.findIndex((line, index) => index > 0 && line.offset === 0);
  const lines = secondAt < 0 ? all : all.slice(0, secondAt);
  if (!lines.every(({ offset }, index) => index === 0 || offset > (lines[index - 1]?.offset ?? 0))) {
    return undefined;
  }
  const bytes: number[] = [];
  const sources: ByteSource[] = [];
  let problem: HexProblem | undefined;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (!next && line.from >= line.end && index > 0) break;
    const expected = next && next.offset - line.offset;
    const found = bytesOfLine(text, line, expected ?? BYTES_PER_LINE, expected !== undefined);
    for (const source of found) {
      bytes.push(Number.parseInt(text.slice(source.start, source.end), 16));
      sources.push(source);
    }
    if (expected !== undefined && found.length !== expected) {
      problem = { kind: 'dump-gap', start: line.from, end: line.end, expected, found: found.length };
      break;
    }
  }
  const second = all[secondAt];
  if (!problem && second) problem = { kind: 'second-packet', start: second.from, end: text.length };
  return { bytes: Uint8Array.from(bytes), sources, ...(problem && { problem }) };
}

/** The lines of a dump, if every line of the text is one; it begins at offset 0. */
function dumpLines(text: string): DumpLine[] | undefined {
  const lines: DumpLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const from = start;
    start += line.length + 1;
    if (line.trim() === '') continue;
    const last = lines.length > 0 && LAST_OFFSET.exec(line);
    const [found, offset = ''] = last || (OFFSET.exec(line) ?? []);
    if (found === undefined) return undefined;
    if (lines.length === 0 && !looksLikeFirst(line, found, offset)) return undefined;
    lines.push({ offset: Number.parseInt(offset, 16), from: from + found.length, end: from + line.length });
  }
  return lines.length > 0 ? lines : undefined;
}

/** `0000  00 01`, `00000000: 0001`: not `0000 0001`, which may as well be data. */
function looksLikeFirst(line: string, found: string, offset: string): boolean {
  if (Number.parseInt(offset, 16) !== 0) return false;
  const [group = ''] = /^[0-9a-fA-F]+/.exec(line.slice(found.length)) ?? [];
  return found.includes(':') || group.length < offset.length;
}

/** The places of a line's bytes, up to its ASCII column, which may look like hex as well. */
function bytesOfLine(text: string, line: DumpLine, most: number, isKnown: boolean): ByteSource[] {
  const found: ByteSource[] = [];
  let at = line.from;
  while (at < line.end && found.length < most) {
    const gap = /^[ \t]*/.exec(text.slice(at, Math.min(line.end, at + 80)))?.[0].length ?? 0;
    // A gap of two is in the middle of a line; only a dump's last line doesn't tell how many bytes it has.
    if (!isKnown && found.length > 0 && gap > 1 && !(gap === 2 && found.length === 8)) break;
    at += gap;
    const [group = ''] = /^[0-9a-fA-F]+/.exec(text.slice(at, Math.min(line.end, at + 64))) ?? [];
    const isEnd = at + group.length >= line.end || /\s/.test(text.charAt(at + group.length));
    if (group === '' || group.length % 2 !== 0 || !isEnd) break;
    for (let pair = 0; pair < group.length && found.length < most; pair += 2) {
      found.push({ start: at + pair, end: at + pair + 2 });
    }
    at += group.length;
  }
  return found;
}
