import { describe, expect, it } from 'vitest';
import { piecesOf } from './pieces.ts';

describe('the pieces of a candidate line', () => {
  it('are its fields, each with its keyword', () => {
    // RFC 8839 §5.1, its example.
    const line = 'a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998';
    expect(piecesOf(line).map(({ kind, keyword, value }) => [kind, keyword, value])).toEqual([
      ['prefix', '', 'a=candidate:'],
      ['foundation', '', '2'],
      ['component', '', '1'],
      ['transport', '', 'UDP'],
      ['priority', '', '1694498815'],
      ['address', '', '192.0.2.3'],
      ['port', '', '45664'],
      ['type', 'typ', 'srflx'],
      ['relatedAddress', 'raddr', '203.0.113.141'],
      ['relatedPort', 'rport', '8998'],
    ]);
  });

  it('keep an extension’s name with its value', () => {
    const pieces = piecesOf('candidate:2 1 TCP 2105458943 192.0.2.1 9 typ host tcptype active generation 0');
    expect(pieces.slice(-2).map(({ kind, keyword, value }) => [kind, keyword, value])).toEqual([
      ['tcpType', 'tcptype', 'active'],
      ['extension', 'generation', '0'],
    ]);
  });

  it('cover the line also where it is broken', () => {
    for (const line of [
      '',
      'candidate:',
      'candidate:1 1 udp',
      'candidate:1 1 udp 1 a 1 typ',
      'nonsense  here',
      'x '.repeat(40),
    ]) {
      const covered = piecesOf(line).map(({ start, end }) => line.slice(start, end));
      expect(covered.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
    }
  });
});
