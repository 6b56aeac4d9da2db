import { describe, expect, it } from 'vitest';
import { encodeStun, shortTermKey } from '../../stun/index.ts';
import { L, R, connect } from './testing-session.ts';
import { address } from './testing.ts';

const from = address('198.51.100.2:2000');
const hexToBytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const request = (
  ufrag: string,
  pwd: string,
  claim: 'ICE-CONTROLLING' | 'ICE-CONTROLLED',
  tiebreaker: bigint,
  more: readonly { type: 'USE-CANDIDATE' }[] = [],
) =>
  encodeStun(
    {
      class: 'request',
      method: 1,
      transactionId: new Uint8Array(12).fill(7),
      attributes: [
        { type: 'USERNAME', username: `${ufrag}:RFRAG` },
        { type: 'PRIORITY', priority: 1 },
        { type: claim, tiebreaker },
        ...more,
      ],
    },
    { integrity: { key: shortTermKey(pwd), algorithm: 'sha1' }, fingerprint: true },
  );

describe('a message that comes late', () => {
  it('after a nomination has failed brings nothing back, and leaves no timer that is always due (RFC 8445 §8.1.1)', () => {
    // R's answers get lost from the moment on that L begins to nominate.
    let isDeaf = false;
    const { world, l } = connect(
      { nominateAfterMs: 5_000 },
      {},
      (source, to) => (source.address === from.address && (isDeaf || to.port === 3000) ? [] : [10]),
      [{ address: address('198.51.100.3:3000') }, { address: address('198.51.100.1:1000') }],
    );
    isDeaf = true;
    world.run(100_000);
    expect(l.agent.snapshot().state).toBe('failed');
    expect(l.of('consent-expired')).toEqual([]);
    l.perform(l.agent.handlePacket(world.at, 2, from, request('LFRAG', L.pwd, 'ICE-CONTROLLED', 1n)));
    let turns = 0;
    for (; turns < 50 && (l.agent.nextTimeoutAt() ?? Infinity) <= world.at; turns++)
      l.perform(l.agent.handleTimeout(world.at));
    expect(turns).toBeLessThan(50);
  });

  it('a 487 for a pair that the nomination dropped, triggers no check (RFC 8445 §8.1.2)', () => {
    const { world, l } = connect(
      {},
      {},
      (source, to) => (source.address === from.address && to.port === 3000 ? [] : [10]),
      [{ address: address('198.51.100.3:3000') }, { address: address('198.51.100.1:1000') }],
    );
    expect(l.agent.snapshot().state).toBe('completed');
    const dropped = l.traced('pair-dropped').map(({ pair }) => pair);
    const check = l.traced('check-sent').find(({ pair }) => dropped.includes(pair));
    expect(check).toBeDefined();
    const bytes = encodeStun(
      {
        class: 'error',
        method: 1,
        transactionId: hexToBytes(check?.transactionId ?? ''),
        attributes: [{ type: 'ERROR-CODE', code: 487, reason: 'Role Conflict' }],
      },
      { integrity: { key: shortTermKey(R.pwd), algorithm: 'sha1' }, fingerprint: true },
    );
    const before = l.traced('check-sent').filter(({ pair }) => pair === check?.pair).length;
    l.perform(l.agent.handlePacket(world.at, 1, from, bytes));
    world.run(world.at + 1_000);
    expect(l.traced('check-sent').filter(({ pair }) => pair === check?.pair)).toHaveLength(before);
  });

  it('of the session before a restart changes no role (RFC 8445 §9)', () => {
    const { world, l } = connect();
    l.perform(l.agent.restart(world.at, { ufrag: 'LNEW', pwd: 'NEWNEWNEWNEWNEWNEWNEWNEW' }));
    l.perform(l.agent.handlePacket(world.at, 1, from, request('LFRAG', L.pwd, 'ICE-CONTROLLING', 2n ** 63n)));
    expect(l.agent.snapshot().role).toBe('controlling');
  });

  it('counts for its own stream, though the consent of another has expired (RFC 7675 §5.1)', () => {
    let isCut = false;
    const { world, l } = connect(
      { streams: [1, 1] },
      { streams: [1, 1] },
      (source, to) => (isCut && (source.port === 1000 || to.port === 1000) ? [] : [10]),
      [{ address: address('198.51.100.1:1000') }, { address: address('198.51.100.3:3000'), stream: 1 }],
    );
    isCut = true;
    world.run(60_000);
    expect(l.of('consent-expired')).toMatchObject([{ stream: 0 }]);
    const before = l.traced('request-received').length;
    l.perform(l.agent.handlePacket(world.at, 2, from, request('LFRAG', L.pwd, 'ICE-CONTROLLED', 1n)));
    expect(l.traced('request-received')).toHaveLength(before + 1);
  });

  it('an error for a check that was cancelled, fails no nomination (RFC 8445 §7.3.1.5)', () => {
    const { world, l } = connect({ role: 'controlled' }, { role: 'controlling' }, (source) =>
      source.address === from.address ? [] : [10],
    );
    const [older] = l.traced('check-sent');
    l.perform(
      l.agent.handlePacket(
        world.at,
        1,
        from,
        request('LFRAG', L.pwd, 'ICE-CONTROLLING', 1n, [{ type: 'USE-CANDIDATE' }]),
      ),
    );
    const error = encodeStun(
      {
        class: 'error',
        method: 1,
        transactionId: hexToBytes(older?.transactionId ?? ''),
        attributes: [{ type: 'ERROR-CODE', code: 401, reason: 'Unauthenticated' }],
      },
      { fingerprint: true },
    );
    l.perform(l.agent.handlePacket(world.at, 1, from, error));
    expect(l.agent.snapshot().state).toBe('running');
    // The triggered check is answered, and nominates.
    world.run(world.at + 100);
    const check = l.traced('check-sent').at(-1);
    expect(check?.check).toBe('triggered');
    const success = encodeStun(
      {
        class: 'success',
        method: 1,
        transactionId: hexToBytes(check?.transactionId ?? ''),
        attributes: [{ type: 'XOR-MAPPED-ADDRESS', address: address('198.51.100.1:1000') }],
      },
      { integrity: { key: shortTermKey(R.pwd), algorithm: 'sha1' }, fingerprint: true },
    );
    l.perform(l.agent.handlePacket(world.at, 1, from, success));
    expect(l.agent.snapshot().state).toBe('completed');
  });

  it('a nomination 30 s after the last answer, waits for a fresh one before data is sent (RFC 7675 §5.1)', () => {
    const { world, l, r } = connect(
      { role: 'controlled' },
      {
        role: 'controlling',
        nominateAfterMs: Infinity,
        servers: [{ kind: 'stun', address: address('192.0.2.2:3478') }],
      },
    );
    world.run(35_000);
    expect(l.traced('nominated')).toEqual([]);
    const nomination = request('LFRAG', L.pwd, 'ICE-CONTROLLING', 82n, [{ type: 'USE-CANDIDATE' }]);
    l.perform(l.agent.handlePacket(world.at, 1, from, nomination));
    expect(l.of('selected')).toHaveLength(1);
    const data = Uint8Array.of(128);
    expect(l.agent.sendData(world.at, data)).toMatchObject([{ reason: 'no-consent' }]);
    l.perform(l.agent.handleTimeout(world.at));
    expect(l.traced('check-sent').at(-1)).toMatchObject({ at: world.at, check: 'consent' });
    world.run(world.at + 50);
    expect(l.agent.sendData(world.at, data)).toMatchObject([{ kind: 'send' }]);
    expect(r.agent.snapshot().role).toBe('controlling');
  });
});
