import { describe, expect, it } from 'vitest';
import { type Candidate, parseCandidate } from '#src/protocol/index.ts';
import { hexParts, notesOn } from './notes.ts';

function read(...lines: string[]): Candidate[] {
  return lines.map((line) => {
    const parsed = parseCandidate(line);
    if (!parsed.ok) throw new Error(line);
    return parsed.value;
  });
}

const HOST = 'candidate:1 1 udp 2130706431 192.0.2.7 50000 typ host';
const SRFLX = 'candidate:2 1 udp 1694498815 203.0.113.9 50000 typ srflx raddr 0.0.0.0 rport 0';

describe('what is said of priorities', () => {
  it('that they are as recommended, where they are', () => {
    expect(notesOn(read(HOST, SRFLX))).toEqual([
      { kind: 'recommended', types: ['host', 'srflx'] },
      { kind: 'unique' },
    ]);
  });

  it('which others there are, by type; those of TCP apart', () => {
    // Type preferences 3 and 1 (relay) and 90 (TCP host), by hand: times 2^24, and 255.
    const lines = read(
      HOST,
      'candidate:3 1 udp 16777471 198.51.100.5 50001 typ relay raddr 0.0.0.0 rport 0',
      'candidate:3 1 udp 50331903 198.51.100.5 50002 typ relay raddr 0.0.0.0 rport 0',
      'candidate:4 1 tcp 1509949695 192.0.2.7 9 typ host tcptype active',
    );
    expect(notesOn(lines)).toEqual([
      { kind: 'recommended', types: ['host'] },
      { kind: 'other', type: 'relay', values: [3, 1] },
      { kind: 'tcp', values: [90] },
      { kind: 'unique' },
    ]);
  });

  it('how many share a priority', () => {
    expect(notesOn(read(HOST, HOST.replace('192.0.2.7', '192.0.2.8'), SRFLX))).toContainEqual({
      kind: 'shared',
      count: 2,
    });
  });

  it('nothing, of nothing', () => {
    expect(notesOn([])).toEqual([]);
  });
});

describe('the hexadecimal digits of a priority', () => {
  it('are cut at the parts: 0x6e0001ff stands in RFC 5769 §2.1', () => {
    expect(hexParts(0x6e0001ff)).toEqual(['6e', '0001', 'ff']);
    expect(hexParts(16777215)).toEqual(['00', 'ffff', 'ff']);
  });
});
