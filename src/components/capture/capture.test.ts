import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHOD, encodeStun, longTermKey, shortTermKey, type StunAttribute } from '#src/protocol/index.ts';
import { encodeChannelData } from '#src/protocol/turn/channel-data.ts';
import { traceToPcapng } from '#src/simulator/export/pcapng.ts';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createTcpFollower } from './follow-tcp.ts';
import { readCapture } from './read-capture.ts';
import { readFrame } from './read-frame.ts';
import { MAX_MESSAGES, readMessages } from './read-messages.ts';
import { messageVerdict } from './verdict.ts';

const request = stun('request');

function stun(kind: 'request' | 'success', attributes: readonly StunAttribute[] = [], key?: Uint8Array) {
  return encodeStun(
    { class: kind, method: METHOD.Binding, transactionId: new Uint8Array(12).fill(7), attributes },
    { fingerprint: true, ...(key && { integrity: { key, algorithm: 'sha1' as const } }) },
  );
}

/** UDP over IPv4 (RFC 768, RFC 791), from 192.0.2.1:5000 to 192.0.2.2:3478; a receiver that doesn't check sums. */
function ipv4(payload: Uint8Array): number[] {
  const total = 28 + payload.length;
  return [
    ...[0x45, 0, total >> 8, total & 0xff, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2],
    ...[0x13, 0x88, 0x0d, 0x96, (total - 20) >> 8, (total - 20) & 0xff, 0, 0],
    ...payload,
  ];
}

/** A pcap file (draft-ietf-opsawg-pcap section 4) of frames, a second from each to the next. */
function pcap(
  linkType: number,
  frames: readonly (readonly number[])[],
  { isLittle = true, isNano = false } = {},
) {
  const size = frames.reduce((sum, { length }) => sum + 16 + length, 24);
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, isNano ? 0xa1b23c4d : 0xa1b2c3d4, isLittle);
  view.setUint16(4, 2, isLittle);
  view.setUint16(6, 4, isLittle);
  view.setUint32(16, 65_535, isLittle);
  view.setUint32(20, linkType, isLittle);
  let at = 24;
  for (const [index, frame] of frames.entries()) {
    view.setUint32(at, 100 + index, isLittle);
    view.setUint32(at + 4, isNano ? 250_000_000 : 250_000, isLittle);
    view.setUint32(at + 8, frame.length, isLittle);
    view.setUint32(at + 12, frame.length, isLittle);
    new Uint8Array(view.buffer).set(frame, at + 16);
    at += 16 + frame.length;
  }
  return new Uint8Array(view.buffer);
}

describe('a capture file', () => {
  const ethernet = [...new Uint8Array(12), 0x08, 0x00];

  it.each([
    ['little-endian, µs', { isLittle: true, isNano: false }],
    ['big-endian, µs', { isLittle: false, isNano: false }],
    ['little-endian, ns', { isLittle: true, isNano: true }],
    ['big-endian, ns', { isLittle: false, isNano: true }],
  ])('of pcap is read: %s', (_what, options) => {
    const file = pcap(
      1,
      [
        [...ethernet, ...ipv4(request)],
        [...ethernet, ...ipv4(stun('success'))],
      ],
      options,
    );
    expect(readMessages(file)).toMatchObject({
      frames: 2,
      messages: [
        {
          frame: 1,
          atMs: 0,
          protocol: 'udp',
          from: { address: '192.0.2.1', port: 5000 },
          to: { address: '192.0.2.2', port: 3478 },
          bytes: request,
        },
        { frame: 2, atMs: 1000, title: { class: 'success' }, request: 0 },
      ],
    });
  });

  it.each([
    ['Ethernet', 1, ethernet],
    ['Ethernet with a VLAN tag', 1, [...new Uint8Array(12), 0x81, 0, 0, 7, 0x08, 0x00]],
    ['raw IP', 101, []],
    ['raw IP by an old number', 12, []],
    ['IPv4', 228, []],
    ['Linux, cooked', 113, [...new Uint8Array(14), 0x08, 0x00]],
    ['Linux, cooked v2', 276, [0x08, 0x00, ...new Uint8Array(18)]],
    ['BSD loopback', 0, [2, 0, 0, 0]],
    ['OpenBSD loopback', 108, [0, 0, 0, 2]],
  ])('has frames of %s', (_what, linkType, header) => {
    expect(readFrame(linkType, Uint8Array.from([...header, ...ipv4(request)]))).toMatchObject({
      bytes: request,
    });
  });

  it('of the Lab gives each STUN and TURN message that crossed its cables', () => {
    const trace = simulate(PRESETS['udp-blocked']);
    const file = Uint8Array.from([...traceToPcapng(trace)].flatMap((part) => [...part]));
    const { messages, problem } = readMessages(file);
    expect(problem).toBeUndefined();
    const protocols = new Set(messages.map(({ protocol }) => protocol));
    expect(protocols).toEqual(new Set(['udp', 'tcp']));
    expect(messages.some(({ title }) => title.kind === 'stun' && title.method === 'Allocate')).toBe(true);
  });

  it('tells ChannelData only where STUN was seen', () => {
    const data = encodeChannelData({ channel: 0x4000, data: new Uint8Array(8) }, false);
    const read = (...payloads: Uint8Array[]) =>
      readMessages(pcap(101, payloads.map(ipv4))).messages.map(({ title }) => title.kind);
    expect(read(data)).toEqual([]);
    expect(read(request, data)).toEqual(['stun', 'channel-data']);
  });

  it('says where it stops being one', () => {
    const file = pcap(101, [ipv4(request), ipv4(request)]);
    expect(readMessages(file.subarray(0, file.length - 3))).toMatchObject({
      frames: 1,
      problem: { kind: 'cut-off', offset: 24 + 16 + 28 + request.length },
    });
    expect(readMessages(new TextEncoder().encode('<html>'))).toMatchObject({
      problem: { kind: 'not-a-capture' },
    });
    expect(readMessages(new Uint8Array())).toMatchObject({ problem: { kind: 'not-a-capture' } });
  });

  it('lists so many messages, and says that there are more', () => {
    const reading = readMessages(pcap(101, Array(MAX_MESSAGES + 1).fill(ipv4(request))));
    expect(reading.messages).toHaveLength(MAX_MESSAGES);
    expect(reading.isFull).toBe(true);
  });

  it('of any bytes is read to an end, and never thrown at', () => {
    const seed = Uint8Array.from(
      [...traceToPcapng(simulate(PRESETS['home-to-home']))].flatMap((p) => [...p]),
    );
    const files = fc.oneof(
      fc.uint8Array({ maxLength: 2_000 }),
      // Files that were good until some of their bytes were changed.
      fc
        .tuple(
          fc.constantFrom(seed.subarray(0, 4_000), pcap(1, [[...ethernet, ...ipv4(request)]])),
          fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { maxLength: 12 }),
        )
        .map(([file, changes]) => {
          const changed = file.slice();
          for (const [at, byte] of changes) if (at < changed.length) changed[at] = byte;
          return changed;
        }),
    );
    fc.assert(
      fc.property(files, (file) => {
        const { messages, frames } = readMessages(file);
        expect(frames).toBeLessThanOrEqual(file.length);
        for (const { bytes } of messages) expect(bytes.length).toBeLessThanOrEqual(file.length);
      }),
      { numRuns: 300 },
    );
  });

  it('with a time resolution that is no number of this world still has frames', () => {
    const frames = [...readCapture(pcap(101, [ipv4(request)]))];
    expect(frames[0]?.atMs).toBe(100_250);
  });
});

describe('a TCP stream', () => {
  const [first, second] = [request, stun('success')];
  const stream = Uint8Array.from([...first, ...second]);
  const at = (sequence: number, bytes: Uint8Array) => ({ sequence, begins: false, bytes });

  it.each([
    ['in order', [0, 30, stream.length], [0, 1]],
    ['the wrong way round', [0, 30, stream.length], [1, 0]],
    ['twice', [0, 30, stream.length], [0, 0, 1, 1]],
  ])('is put together from segments that come %s', (_what, cuts, order) => {
    const follower = createTcpFollower();
    follower.push({ sequence: 0xffff_fff0, begins: true, bytes: new Uint8Array() });
    // The numbers go beyond 2^32 on the way.
    const segments = cuts.slice(1).map((end, i) => {
      const start = cuts[i] ?? 0;
      return at((0xffff_fff1 + start) >>> 0, stream.subarray(start, end));
    });
    const messages = order.flatMap((i) => (segments[i] ? follower.push(segments[i]) : []));
    expect(messages).toEqual([first, second]);
  });

  it('is left alone once it is no STUN', () => {
    const follower = createTcpFollower();
    expect(follower.push(at(1, Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0)))).toEqual([]);
    expect(follower.push(at(11, first))).toEqual([]);
  });
});

describe('a password', () => {
  const short = stun('request', [], shortTermKey('swordfish'));
  const user = { username: 'ada', realm: 'lab' };
  const long = stun(
    'request',
    [
      { type: 'USERNAME', username: user.username },
      { type: 'REALM', realm: user.realm },
    ],
    longTermKey({ ...user, password: 'swordfish' }),
  );
  const answer = stun('success', [], longTermKey({ ...user, password: 'swordfish' }));

  it.each([
    ['of a short-term credential', short, undefined, 'swordfish', 'valid'],
    ['of a long-term one', long, undefined, 'swordfish', 'valid'],
    ['of a response, whose request names the user', answer, long, 'swordfish', 'valid'],
    ['of a response alone', answer, undefined, 'swordfish', 'invalid'],
    ['that is another', long, undefined, 'marlin', 'invalid'],
    ['for what nothing protects', request, undefined, 'swordfish', 'none'],
  ] as const)('%s', (_what, bytes, asked, password, verdict) => {
    expect(messageVerdict(bytes, asked, password)).toBe(verdict);
  });
});
