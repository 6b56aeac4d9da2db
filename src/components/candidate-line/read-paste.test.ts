import { describe, expect, it } from 'vitest';
import { errorWords, sdpErrorWords } from './error-words.ts';
import { looksLikePaste } from './looks-like-paste.ts';
import { readPaste } from './read-paste.ts';

const LINE = 'candidate:1 1 udp 2130706431 192.0.2.7 54321 typ host';
const SDP = `v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nt=0 0\r\na=ice-ufrag:8hhY\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\na=${LINE}\r\na=candidate:2 1 UDP 1694498815 192.0.2.3 99999 typ host\r\n`;

describe('reading what was pasted', () => {
  it('takes one line, several lines, and the line’s a=', () => {
    for (const text of [LINE, `a=${LINE}`, `  ${LINE}\n`]) {
      expect(readPaste(text).lines.map(({ error }) => error)).toEqual([undefined]);
    }
    expect(readPaste(`${LINE}\n\n${LINE}`).lines.map(({ lineNumber }) => lineNumber)).toEqual([1, 3]);
  });

  it('finds candidates in a whole SDP, and names the line of what is wrong', () => {
    const { lines, errors, isSdp } = readPaste(SDP);
    expect(isSdp).toBe(true);
    expect(errors).toEqual([]);
    expect(lines.map(({ lineNumber, error }) => [lineNumber, error?.field])).toEqual([
      [9, undefined],
      [10, 'port'],
    ]);
  });

  it('says what an SDP lacks besides', () => {
    const [error] = readPaste(SDP.replace('a=ice-pwd:asd88fgpdd777uzjYhagZg', 'a=ice-pwd:short')).errors;
    expect(error).toMatchObject({ line: 6, kind: 'wrong-value', attribute: 'ice-pwd' });
    expect(error && sdpErrorWords(error, 'en')).toContain('short');
  });

  it('unpacks the JSON that signalling carries', () => {
    expect(readPaste(JSON.stringify({ candidate: LINE, sdpMid: '0' })).lines[0]?.text).toBe(LINE);
    expect(readPaste(JSON.stringify({ type: 'offer', sdp: SDP })).lines).toHaveLength(2);
  });

  it('explains broken input and never throws', () => {
    for (const text of [
      '{',
      '{}',
      '[1]',
      'null',
      'candidate:',
      'a=candidate:1',
      'hello world',
      'm=',
      '\u0000',
      '😀 '.repeat(20),
    ]) {
      const { lines } = readPaste(text);
      for (const { error } of lines) {
        for (const locale of ['en', 'zh-cn'] as const)
          expect(error && errorWords(error, locale)).toMatch(/\S/);
      }
    }
    expect(readPaste('hello').lines[0]?.error?.kind).toBe('missing-field');
  });
});

describe('what looks like candidates or SDP', () => {
  it.each([
    LINE,
    `a=${LINE}`,
    SDP,
    JSON.stringify({ type: 'offer', sdp: SDP }),
    JSON.stringify({ candidate: LINE }),
  ])('is told from bytes: %s', (text) => {
    expect(looksLikePaste(`\n ${text}`)).toBe(true);
  });

  it.each(['00 01 00 00', 'a4 42', '{ 0x00, 0x01 }', 'AAEAACESpEI=', '', 'ca fe'])(
    'is no bytes: %s',
    (text) => {
      expect(looksLikePaste(text)).toBe(false);
    },
  );
});
