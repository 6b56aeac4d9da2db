import { describe, expect, it } from 'vitest';
import { decodeStun } from '../../stun/index.ts';
import { connect } from './testing-session.ts';
import { address } from './testing.ts';

describe('consent, RFC 7675 §5.1', () => {
  it('is asked for every 4 to 6 seconds, each time in a transaction of its own that is sent once', () => {
    const { world, l } = connect();
    world.run(120_000);
    const sent = l.traced('check-sent').filter(({ check }) => check === 'consent');
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(18);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(6_000);
    expect(new Set(gaps).size).toBeGreaterThan(10); // "each interval MUST be randomized"
    expect(new Set(sent.map(({ transactionId }) => transactionId)).size).toBe(sent.length);
  });

  it('expires 30 seconds after the last answer: nothing is sent any more, and only a restart helps', () => {
    const { world, l, r, cut } = connect();
    world.run(20_000);
    cut();
    const lastAnswer = l.traced('consent-fresh').at(-1)?.at ?? NaN;
    world.run(100_000);
    expect(l.traced('consent-expired')).toMatchObject([{ at: lastAnswer + 30_000 }]);
    expect(l.of('consent-expired')).toHaveLength(1);
    expect(l.agent.snapshot()).toMatchObject({ state: 'failed', selected: [] });
    const sentBefore = l.of('send').length;
    l.perform(l.agent.sendData(world.at, Uint8Array.of(128)));
    world.run(200_000);
    expect(l.of('send')).toHaveLength(sentBefore);
    expect(r.agent.snapshot().state).toBe('failed');
  });
});

describe('a peer whose consent has expired, RFC 7675 §5.1', () => {
  it('is answered, and neither checked nor sent to, wherever its requests come from', () => {
    const { world, l, r, cut } = connect();
    cut();
    world.run(60_000);
    const request = r
      .of('send')
      .map(({ bytes }) => bytes)
      .findLast((bytes) => bytes[0] === 0 && bytes[1] === 1);
    const before = l.traced('check-sent').length;
    l.perform(l.agent.handlePacket(world.at, 1, address('198.51.100.2:2001'), request ?? new Uint8Array()));
    world.run(70_000);
    expect(l.traced('check-sent')).toHaveLength(before);
    expect(l.agent.snapshot().state).toBe('failed');
    expect(l.agent.sendData(world.at, Uint8Array.of(128))).toMatchObject([{ reason: 'no-selected-pair' }]);
  });
});

describe('keepalives, RFC 8445 §11', () => {
  it('are Binding indications "if no packet has been sent on that pair in the last Tr seconds", 15', () => {
    const { world, l } = connect({ consent: false }, { consent: false });
    world.run(62_000);
    const [first] = l.traced('nominated');
    const times = l.traced('keepalive').map(({ at }) => at - (first?.at ?? 0));
    expect(times).toEqual([15_000, 30_000, 45_000, 60_000]);
    const [bytes] = l
      .of('send')
      .map((send) => send.bytes)
      .slice(-1);
    const decoded = decodeStun(bytes ?? new Uint8Array());
    // "The Indication MUST NOT utilize any authentication mechanism. It SHOULD contain the FINGERPRINT attribute […],
    // but it SHOULD NOT contain any other attributes."
    expect(decoded.ok && decoded.value).toMatchObject({
      class: 'indication',
      attributes: [{ type: 'FINGERPRINT' }],
    });
  });

  it('are put off by data', () => {
    const { world, l } = connect({ consent: false }, { consent: false });
    world.run(10_000);
    l.perform(l.agent.sendData(world.at, Uint8Array.of(128)));
    world.run(24_999);
    expect(l.traced('keepalive')).toEqual([]);
    world.run(25_000);
    expect(l.traced('keepalive')).toHaveLength(1);
  });
});
