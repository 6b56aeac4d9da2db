import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIceSdp } from './index.ts';

const sdp = (...lines: string[]) => parseIceSdp(lines.join('\r\n'));

/** The offer of RFC 8839 §4.2.6, with the addresses that its text gives. */
const EXAMPLE = [
  'v=0',
  'o=jdoe 2890844526 2890842807 IN IP4 203.0.113.141',
  's=',
  'c=IN IP4 192.0.2.3',
  't=0 0',
  'a=ice-options:ice2',
  'a=ice-pacing:50',
  'a=ice-pwd:asd88fgpdd777uzjYhagZg',
  'a=ice-ufrag:8hhY',
  'm=audio 45664 RTP/AVP 0',
  'b=RS:0',
  'b=RR:0',
  'a=rtpmap:0 PCMU/8000',
  'a=candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host',
  'a=candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998',
];

const UFRAG = 'a=ice-ufrag:8hhY';
const PWD = 'a=ice-pwd:asd88fgpdd777uzjYhagZg';
const AUDIO = 'm=audio 9 UDP/TLS/RTP/SAVPF 111';
const VIDEO = 'm=video 0 UDP/TLS/RTP/SAVPF 96';

describe('RFC 8839 §4.2.6: the example', () => {
  it('is read whole', () => {
    expect(sdp(...EXAMPLE)).toMatchObject({
      session: { ufrag: '8hhY', pwd: 'asd88fgpdd777uzjYhagZg', options: ['ice2'], lite: false, pacingMs: 50 },
      media: [
        {
          line: 10,
          media: 'audio',
          port: 45664,
          ufrag: '8hhY',
          pwd: 'asd88fgpdd777uzjYhagZg',
          candidates: [
            { type: 'host', address: '203.0.113.141' },
            { type: 'srflx', address: '192.0.2.3', relatedPort: 8998 },
          ],
        },
      ],
      errors: [],
    });
  });
});

describe('Levels', () => {
  it('§5.4: "the value in the media-level takes precedence"', () => {
    const { media } = sdp(UFRAG, PWD, AUDIO, 'a=ice-ufrag:abcd', 'a=ice-pwd:0123456789012345678901', VIDEO);
    expect(media.map(({ ufrag, pwd }) => [ufrag, pwd])).toEqual([
      ['abcd', '0123456789012345678901'],
      ['8hhY', 'asd88fgpdd777uzjYhagZg'],
    ]);
  });

  it('§5.3: ice-lite is of the session, ice-mismatch of a stream', () => {
    const { session, media, errors } = sdp('a=ice-lite', UFRAG, PWD, AUDIO, 'a=ice-mismatch');
    expect([session.lite, media[0]?.mismatch, errors]).toEqual([true, true, []]);
  });

  it.each([
    ['a=ice-lite', 'ice-lite', 'media'],
    ['a=ice-pacing:50', 'ice-pacing', 'media'],
  ])('%s may not stand in a stream', (line, attribute, level) => {
    expect(sdp(UFRAG, PWD, AUDIO, line).errors).toEqual([{ line: 4, kind: 'wrong-level', attribute, level }]);
  });

  it.each([
    ['a=ice-mismatch', 'ice-mismatch'],
    ['a=candidate:1 1 UDP 1 192.0.2.1 1 typ host', 'candidate'],
    ['a=remote-candidates:1 192.0.2.3 45664', 'remote-candidates'],
  ])('%s may not stand in the session', (line, attribute) => {
    expect(sdp(line).errors).toEqual([{ line: 1, kind: 'wrong-level', attribute, level: 'session' }]);
  });

  it('RFC 8840 §8: end-of-candidates of the session is that of all streams', () => {
    const { media } = sdp('a=end-of-candidates', UFRAG, PWD, AUDIO, VIDEO);
    expect(media.map(({ endOfCandidates }) => endOfCandidates)).toEqual([true, true]);
    const ofOne = sdp(UFRAG, PWD, AUDIO, 'a=end-of-candidates', VIDEO);
    expect(ofOne.media.map(({ endOfCandidates }) => endOfCandidates)).toEqual([true, false]);
  });
});

describe('Values', () => {
  it.each([
    [
      'in lines of their own',
      ['a=remote-candidates:1 192.0.2.3 45664', 'a=remote-candidates:2 192.0.2.3 45665'],
    ],
    ['in one line', ['a=remote-candidates:1 192.0.2.3 45664 2 192.0.2.3 45665']],
  ])('§5.2: remote candidates of two components, %s', (_, lines) => {
    expect(sdp(UFRAG, PWD, AUDIO, ...lines).media[0]?.remoteCandidates).toEqual([
      { component: 1, address: '192.0.2.3', port: 45664 },
      { component: 2, address: '192.0.2.3', port: 45665 },
    ]);
  });

  it('§5.6: options of both levels', () => {
    const { session, media } = sdp('a=ice-options:ice2 rtp+ecn', UFRAG, PWD, AUDIO, 'a=ice-options:trickle');
    expect([session.options, media[0]?.options]).toEqual([['ice2', 'rtp+ecn'], ['trickle']]);
  });

  it('§5.5: pacing is absent where the default of 50 ms holds', () => {
    expect(sdp(AUDIO).session).toEqual({ options: [], lite: false });
  });

  it.each([
    ['a=ice-ufrag:abc', 'ice-ufrag'],
    ['a=ice-ufrag:ab-d', 'ice-ufrag'],
    [`a=ice-ufrag:${'a'.repeat(257)}`, 'ice-ufrag'],
    ['a=ice-pwd:012345678901234567890', 'ice-pwd'],
    ['a=ice-options:', 'ice-options'],
    ['a=ice-options:a  b', 'ice-options'],
    ['a=end-of-candidates:1', 'end-of-candidates'],
    ['a=remote-candidates:1 192.0.2.3', 'remote-candidates'],
    ['a=remote-candidates:0 192.0.2.3 45664', 'remote-candidates'],
    ['a=remote-candidates:1 192.0.2.300 45664', 'remote-candidates'],
    ['a=remote-candidates:+1 192.0.2.3 45664', 'remote-candidates'],
    ['a=remote-candidates:1 192.0.2.3 45664 ', 'remote-candidates'],
  ])('%s is wrong', (line, attribute) => {
    const { errors } = sdp(UFRAG, PWD, AUDIO, line);
    expect(errors).toMatchObject([{ line: 4, kind: 'wrong-value', attribute }]);
  });

  it('§5.4: 256 characters "MUST" be accepted', () => {
    const long = 'a'.repeat(256);
    expect(sdp(`a=ice-ufrag:${long}`, `a=ice-pwd:${long}`, AUDIO).media[0]).toMatchObject({
      ufrag: long,
      pwd: long,
    });
  });
});

describe('Errors', () => {
  it('of a candidate have their line, and cost no other candidate', () => {
    const good = 'a=candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host';
    const { media, errors } = sdp(UFRAG, PWD, AUDIO, good.replace('8998', '89980'), good);
    expect(errors).toMatchObject([{ line: 4, kind: 'candidate', error: { field: 'port', text: '89980' } }]);
    expect(media[0]?.candidates).toHaveLength(1);
  });

  it('§5.4: "there MUST be an ice-pwd and ice-ufrag attribute for each data stream"', () => {
    expect(sdp(AUDIO, UFRAG, VIDEO, 'a=candidate:1 1 UDP 1 192.0.2.1 1 typ host').errors).toEqual([
      { line: 1, kind: 'missing-credentials', attribute: 'ice-pwd' },
      { line: 3, kind: 'missing-credentials', attribute: 'ice-ufrag' },
      { line: 3, kind: 'missing-credentials', attribute: 'ice-pwd' },
    ]);
  });

  it('are none in a description without ICE, nor in no description', () => {
    expect(sdp('v=0', AUDIO, 'a=rtpmap:111 opus/48000/2', 'a=__proto__:1', 'a=').errors).toEqual([]);
    expect(parseIceSdp('')).toEqual({ session: { options: [], lite: false }, media: [], errors: [] });
  });

  it.each(['\r\n', '\n', '\r'])('count lines that end in %j', (lineBreak) => {
    expect(parseIceSdp(['v=0', 's=-', 'a=ice-ufrag:x'].join(lineBreak)).errors).toMatchObject([{ line: 3 }]);
  });

  it('are told, not thrown, for any text', () => {
    const attribute = fc.constantFrom(
      'candidate',
      'ice-ufrag',
      'ice-pwd',
      'ice-options',
      'remote-candidates',
      'mid',
      'constructor',
    );
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(AUDIO, 'm=', 'm=audio', UFRAG, PWD),
      fc.tuple(attribute, fc.string()).map(([name, value]) => `a=${name}:${value}`),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { errors } = sdp(...lines);
        for (const error of errors) expect(error.line).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('A description of absurd size', () => {
  it('is read without throwing', () => {
    const many = 200_000;
    const { session, media, errors } = sdp(
      `a=ice-options:${Array(many).fill('x').join(' ')}`,
      UFRAG,
      PWD,
      AUDIO,
      `a=remote-candidates:${Array(many).fill('1 ::1 1').join(' ')}`,
      `a=candidate:1 1 udp 1 ::1 1 typ host${' x 1'.repeat(many)}`,
    );
    expect(errors).toEqual([]);
    expect(session.options).toHaveLength(many);
    expect(media[0]?.remoteCandidates).toHaveLength(many);
    expect(media[0]?.candidates[0]?.extensions).toHaveLength(many);
  });
});
