import { describe, expect, it } from 'vitest';
import type { TcpHeader } from '../trace.ts';
import { MSS, acceptTcp, connectTcp, isTcpOpening, refuseSegment } from './index.ts';
import { type Fate, TestLink } from './testing.ts';
import type { TcpAction } from './types.ts';

const BYTES = Uint8Array.of(1, 2, 3);
const NONE = new Uint8Array(0);
const LATE_MS = 200_000;

const header = (flags: Partial<TcpHeader>): TcpHeader => ({
  sequence: 0,
  acknowledgment: 0,
  syn: false,
  ack: false,
  fin: false,
  rst: false,
  ...flags,
});

const sent = (actions: readonly TcpAction[]): TcpHeader[] =>
  actions.flatMap((action) => (action.kind === 'send' ? [action.header] : []));

/** Loses the segments that a test names, by their place in all that were sent. */
const losing = (...places: number[]): Fate => {
  let place = 0;
  return () => (places.includes(++place) ? [] : [10]);
};

function connected(options: ConstructorParameters<typeof TestLink>[0] = {}): TestLink {
  const link = new TestLink(options);
  link.connect();
  link.run(100);
  return link;
}

describe('The handshake', () => {
  it('takes three segments (RFC 9293 §3.5, figure 6)', () => {
    const client = connectTcp(0, { random: () => 100 / 2 ** 32 });
    const [syn] = sent(client.actions);
    expect(syn).toEqual(header({ sequence: 100, syn: true }));

    const server = acceptTcp(0, syn ?? header({}), { random: () => 300 / 2 ** 32 });
    const [synAck] = sent(server.actions);
    expect(synAck).toEqual(header({ sequence: 300, acknowledgment: 101, syn: true, ack: true }));

    const actions = client.connection.handleSegment(0, synAck ?? header({}), NONE);
    const [ack] = sent(actions);
    expect(ack).toEqual(header({ sequence: 101, acknowledgment: 301, ack: true }));
    expect(actions.at(-1)).toEqual({ kind: 'connected' });
    expect(server.connection.handleSegment(0, ack ?? header({}), NONE)).toEqual([{ kind: 'connected' }]);
  });

  it('lets bytes wait that were written before it', () => {
    const link = new TestLink();
    link.connect();
    link.send('client', BYTES);
    link.run(100);
    expect(link.server.received).toEqual([1, 2, 3]);
  });

  it('of both sides at once makes one connection (RFC 9293 §3.5, MUST-10)', () => {
    const link = new TestLink();
    link.connect('client');
    link.connect('server');
    link.run(100);
    link.send('server', BYTES);
    link.run(200);
    expect([link.client.told, link.server.told]).toEqual([['connected', 'data 3'], ['connected']]);
  });

  it.each([1, 2])('goes on after %i lost segments', (lost) => {
    const link = new TestLink({ fate: losing(lost) });
    link.connect();
    link.send('client', BYTES);
    link.run(5_000);
    expect(link.server.received).toEqual([1, 2, 3]);
  });

  it('comes to an end on the server as well, when its last segment is lost: with the data', () => {
    const link = new TestLink({ fate: losing(3) });
    link.connect();
    link.run(20);
    link.send('client', BYTES);
    link.run(40);
    expect(link.server.told).toEqual(['connected', 'data 3']);
  });

  it('is asked for at 0, 1, 3 and 7 seconds, and given up after 10', () => {
    const link = new TestLink({ fate: () => [] });
    link.connect();
    link.run(LATE_MS);
    expect(link.client.sent.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000]);
    expect(link.client.told).toEqual(['timed-out']);
    expect(link.client.connection?.nextTimeoutAt()).toBeUndefined();
  });

  it('is refused where nobody listens', () => {
    const link = connected({ listens: false });
    expect(link.ladder).toEqual(['client SYN', 'server RST ACK']);
    expect(link.client.told).toEqual(['reset']);
  });

  it('heeds no reset that doesn’t acknowledge the SYN', () => {
    const { connection } = connectTcp(0, { random: () => 0 });
    expect(connection.handleSegment(1, header({ rst: true, ack: true, acknowledgment: 2 }), NONE)).toEqual(
      [],
    );
    expect(connection.handleSegment(1, header({ rst: true }), NONE)).toEqual([]);
    const refusal = header({ rst: true, ack: true, acknowledgment: 1 });
    expect(connection.handleSegment(1, refusal, NONE)).toEqual([{ kind: 'ended', why: 'reset' }]);
  });

  it('resets an acknowledgment of something else, and still hears the right one', () => {
    const { connection } = connectTcp(0, { random: () => 0 });
    const wrong = header({ sequence: 7, syn: true, ack: true, acknowledgment: 9 });
    expect(sent(connection.handleSegment(1, wrong, NONE))).toEqual([header({ sequence: 9, rst: true })]);
    // An acknowledgment alone says nothing of where the other stream begins.
    expect(connection.handleSegment(1, header({ ack: true, acknowledgment: 1 }), NONE)).toEqual([]);
    const right = header({ sequence: 7, syn: true, ack: true, acknowledgment: 1 });
    expect(connection.handleSegment(1, right, NONE)).toContainEqual({ kind: 'connected' });
  });
});

describe('Data', () => {
  it(`is cut into segments of at most ${MSS} bytes, each acknowledged`, () => {
    const link = connected();
    link.send('client', new Uint8Array(3_000));
    link.run(200);
    const handshake = ['client SYN', 'server SYN ACK', 'client ACK'];
    const data = ['client ACK 1400', 'client ACK 1400', 'client ACK 200'];
    expect(link.ladder).toEqual([...handshake, ...data, 'server ACK', 'server ACK', 'server ACK']);
  });

  it('goes both ways', () => {
    const link = connected();
    link.send('client', BYTES);
    link.send('server', Uint8Array.of(9));
    link.run(200);
    expect([link.server.received, link.client.received]).toEqual([[1, 2, 3], [9]]);
  });

  it('is what it was when it was sent', () => {
    const link = connected();
    const bytes = BYTES.slice();
    link.send('client', bytes);
    bytes.fill(0);
    link.run(200);
    expect(link.server.received).toEqual([1, 2, 3]);
  });

  it('that comes early waits for its turn (SHLD-31)', () => {
    let delayMs = 50;
    const link = connected({ fate: ({ bytes }) => [bytes.length > 0 ? (delayMs -= 10) : 10] });
    for (const byte of [1, 2, 3]) link.send('client', Uint8Array.of(byte));
    link.run(110);
    expect(link.server.told).toEqual(['connected']);
    link.run(500);
    expect(link.server.received).toEqual([1, 2, 3]);
  });

  it('crosses the end of the sequence space', () => {
    const link = connected({ random: () => 1 - 2 ** -32 });
    expect(link.client.sent[0]?.header.sequence).toBe(2 ** 32 - 1);
    link.send('client', new Uint8Array(2_000).fill(7));
    link.run(500);
    expect(link.server.received).toHaveLength(2_000);
    expect(link.server.sent.at(-1)?.header.acknowledgment).toBe(2_000);
  });

  it('of a segment that is partly known is taken where it is new', () => {
    const link = connected({ random: () => 0 });
    link.send('client', BYTES);
    link.run(200);
    link.inject('server', header({ sequence: 2, acknowledgment: 1, ack: true }), Uint8Array.of(2, 3, 4, 5));
    expect(link.server.received).toEqual([1, 2, 3, 4, 5]);
  });

  it('is sent again after 1, 2, 4, 8 and 16 seconds, and given up after 30 (RFC 6298 §5.5)', () => {
    const link = connected({ fate: ({ at }) => (at < 100 ? [10] : []) });
    link.send('client', BYTES);
    link.run(LATE_MS);
    expect(link.client.sent.slice(2).map(({ at }) => at - 100)).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
    expect(link.client.told).toEqual(['connected', 'timed-out']);
  });

  it('of several segments that were lost is sent again without a second for each (RFC 6582 §3.2)', () => {
    // Segments 1 and 2 of a second flight get through, 3 to 7 don't.
    const link = connected({ fate: losing(6, 7, 8, 9, 10) });
    link.send('client', new Uint8Array(7 * MSS));
    link.run(1_300);
    expect(link.server.received).toHaveLength(7 * MSS);
    // RFC 6298 §5.3: the second began anew with the last acknowledgment; then a segment each 20 ms, there and back.
    const again = link.client.sent.slice(-5).map(({ at }) => at - 100);
    expect(again).toEqual([1_020, 1_040, 1_060, 1_080, 1_100]);
  });

  it('waits 3 seconds first where the SYN had to be sent again (RFC 6298 §5.7)', () => {
    const link = new TestLink({ fate: losing(1, 5) });
    link.connect();
    link.run(2_000);
    link.send('client', BYTES);
    link.run(LATE_MS);
    expect(link.client.sent.map(({ at }) => at)).toEqual([0, 1_000, 1_020, 2_000, 5_000]);
  });

  it('that nobody sent, and is acknowledged, is answered with what is so', () => {
    const link = connected({ random: () => 0 });
    link.inject('client', header({ sequence: 1, acknowledgment: 500, ack: true }));
    expect(link.client.sent.at(-1)?.header).toEqual(header({ sequence: 1, acknowledgment: 1, ack: true }));
  });
});

describe('Closing', () => {
  it('takes FIN and ACK both ways', () => {
    const link = connected();
    link.close('client');
    link.run(200);
    expect(link.ladder.slice(3)).toEqual(['client FIN ACK', 'server ACK', 'server FIN ACK', 'client ACK']);
    expect(link.client.told).toEqual(['connected', 'finished']);
    expect(link.server.told).toEqual(['connected', 'closed-by-peer', 'finished']);
  });

  it('lets what was sent before arrive, and what the other side has still to say', () => {
    const link = connected({ closesToo: false });
    link.send('client', BYTES);
    link.close('client');
    link.run(200);
    link.send('server', Uint8Array.of(9));
    link.run(300);
    expect(link.client.told).toEqual(['connected', 'data 1']);
    link.close('server');
    link.run(400);
    expect([link.client.told.at(-1), link.server.told.at(-1)]).toEqual(['finished', 'finished']);
    expect(link.server.received).toEqual([1, 2, 3]);
  });

  it('at once on both sides ends both', () => {
    const link = connected();
    link.close('client');
    link.close('server');
    link.run(200);
    expect([link.client.told, link.server.told]).toEqual([
      ['connected', 'finished'],
      ['connected', 'finished'],
    ]);
  });

  it('sends nothing that is written afterwards', () => {
    const link = connected();
    link.close('client');
    link.send('client', BYTES);
    link.close('client');
    link.run(200);
    expect(link.server.told).toEqual(['connected', 'closed-by-peer', 'finished']);
  });

  it('before anybody answered is a matter of this side alone', () => {
    const link = new TestLink();
    link.connect();
    link.close('client');
    link.run(LATE_MS);
    expect(link.client.told).toEqual(['finished']);
    expect(link.ladder).toEqual(['client SYN', 'server SYN ACK', 'client RST']);
    expect(link.server.told).toEqual(['reset']);
  });

  it('in the middle of the handshake says FIN after it', () => {
    const { connection } = acceptTcp(0, header({ sequence: 4, syn: true }), { random: () => 0 });
    expect(connection.close(1)).toEqual([]);
    const actions = connection.handleSegment(2, header({ sequence: 5, ack: true, acknowledgment: 1 }), NONE);
    expect(sent(actions)).toEqual([header({ sequence: 1, acknowledgment: 5, fin: true, ack: true })]);
  });

  it('lingers where it began, to acknowledge a FIN that comes again (MUST-13)', () => {
    // The fourth segment of closing, its last acknowledgment.
    const link = connected({ fate: losing(7) });
    link.close('client');
    link.run(200);
    expect([link.client.told.at(-1), link.server.told.at(-1)]).toEqual(['finished', 'closed-by-peer']);
    expect(link.client.connection?.nextTimeoutAt()).toBeGreaterThan(60_000);
    expect(link.server.connection?.nextTimeoutAt()).toBeLessThan(60_000);
    link.run(LATE_MS);
    expect(link.server.told.at(-1)).toBe('finished');
    expect(link.client.connection?.nextTimeoutAt()).toBeUndefined();
  });
});

describe('A reset', () => {
  it('ends lingering, so that a new connection can have the ports', () => {
    const link = connected({ random: () => 0 });
    link.close('client');
    link.run(200);
    const { connection } = link.client;
    link.inject('client', header({ sequence: 1, rst: true }));
    expect(connection?.nextTimeoutAt()).toBeDefined();
    // A SYN of the new one is answered with what is expected, and that with a reset in its turn.
    link.inject('client', header({ sequence: 700, syn: true }));
    expect(link.client.sent.at(-1)?.header).toEqual(header({ sequence: 2, acknowledgment: 2, ack: true }));
    link.inject('client', header({ sequence: 2, rst: true }));
    expect(connection?.nextTimeoutAt()).toBeUndefined();
  });

  it('ends a connection of which the other side knows nothing any more', () => {
    const link = connected();
    link.forget('server');
    link.send('client', BYTES);
    link.run(200);
    expect(link.client.told).toEqual(['connected', 'reset']);
  });

  it('counts in its turn only: ahead of it is asked for again, behind it is old', () => {
    const link = connected({ random: () => 0 });
    const acknowledgment = header({ sequence: 1, acknowledgment: 1, ack: true });
    const count = link.client.sent.length;
    link.inject('client', header({ sequence: 0, rst: true }));
    expect(link.client.sent).toHaveLength(count);
    link.inject('client', header({ sequence: 5, rst: true }));
    expect(link.client.sent.at(-1)?.header).toEqual(acknowledgment);
    link.inject('client', header({ sequence: 1, rst: true }));
    expect(link.client.told).toEqual(['connected', 'reset']);
  });

  it('is not what a second SYN brings: it is asked whether it was meant', () => {
    const link = connected({ random: () => 0 });
    link.inject('server', header({ sequence: 900, syn: true }));
    expect(link.server.sent.at(-1)?.header).toEqual(header({ sequence: 1, acknowledgment: 1, ack: true }));
    expect(link.server.told).toEqual(['connected']);
  });

  it('answers to what comes for a connection that has ended', () => {
    const link = connected({ listens: false });
    const stray = header({ sequence: 1, acknowledgment: 77, ack: true });
    link.inject('client', stray);
    expect(link.client.sent.at(-1)?.header).toEqual(header({ sequence: 77, rst: true }));
  });
});

describe('Where no connection is', () => {
  // RFC 9293 §3.10.7.1.
  it('a segment that acknowledges gets <SEQ=SEG.ACK><CTL=RST>', () => {
    const stray = header({ sequence: 5, acknowledgment: 77, ack: true });
    expect(sent(refuseSegment(stray, BYTES))).toEqual([header({ sequence: 77, rst: true })]);
  });

  it('another one gets <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>', () => {
    const syn = header({ sequence: 2 ** 32 - 1, syn: true });
    expect(sent(refuseSegment(syn, NONE))).toEqual([header({ rst: true, ack: true })]);
    const fin = header({ sequence: 10, fin: true });
    expect(sent(refuseSegment(fin, BYTES))).toEqual([header({ acknowledgment: 14, rst: true, ack: true })]);
  });

  it('a reset gets nothing', () => {
    expect(refuseSegment(header({ rst: true }), NONE)).toEqual([]);
  });

  it('only a SYN alone asks for one', () => {
    expect(isTcpOpening(header({ syn: true }))).toBe(true);
    for (const flags of [{}, { ack: true }, { syn: true, ack: true }, { syn: true, rst: true }]) {
      expect(isTcpOpening(header(flags))).toBe(false);
    }
  });
});
