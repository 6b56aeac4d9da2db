import { describe, expect, it } from 'vitest';
import type { Rfc4787Behaviour } from '../scene/types.ts';
import { createNat } from './index.ts';
import { flow, seeded } from './testing.ts';
import type { TcpFlags } from './types.ts';

/*
 * How long a TCP mapping may be idle: RFC 5382 §5, by the states of RFC 7857 §2.
 */

const X = '10.0.0.1:5000';
const [Y1, Y2] = ['198.51.100.1:443', '198.51.100.2:443'];
const MAPPED = '203.0.113.1:5000';

const SYN = { syn: true };
const SYN_ACK = { syn: true, ack: true };
const ACK = { ack: true };
const FIN = { fin: true, ack: true };
const RST = { rst: true };

const TRANSITORY = 4 * 60_000;
const ESTABLISHED = 124 * 60_000;

type Segment = readonly [way: 'out' | 'in', flags: TcpFlags, remote?: string];

const OPEN: readonly Segment[] = [
  ['out', SYN],
  ['in', SYN_ACK],
  ['out', ACK],
];

const natOf = (behaviour: Partial<Rfc4787Behaviour> = {}) =>
  createNat(
    { model: 'rfc4787', mapping: 'EndpointIndependent', filtering: 'EndpointIndependent', ...behaviour },
    { addresses: ['203.0.113.1'], random: seeded(1) },
  );

/**
 * Sends segments through a NAT, a second between them. How long from the last one on its mapping may be idle; `kept`
 * where the last one left the timer alone.
 */
function idleAfter(...segments: readonly Segment[]): number | 'kept' {
  const nat = natOf();
  let [now, before] = [0, NaN];
  for (const [way, flags, remote = Y1] of segments) {
    now += 1_000;
    before = nat.nextTimeoutAt() ?? NaN;
    if (way === 'out') nat.fromInside(now, flow(X, remote, 'tcp'), flags);
    else nat.fromOutside(now, flow(remote, MAPPED, 'tcp'), flags);
  }
  const after = nat.nextTimeoutAt() ?? NaN;
  return after === before ? 'kept' : after - now;
}

describe('A connection', () => {
  it('is partially open until the other side has answered with a SYN', () => {
    expect(idleAfter(['out', SYN])).toBe(TRANSITORY);
    expect(idleAfter(['out', SYN], ['out', SYN])).toBe(TRANSITORY);
    expect(idleAfter(['out', SYN], ['in', SYN_ACK])).toBe(ESTABLISHED);
    expect(idleAfter(['out', SYN], ['in', SYN])).toBe(ESTABLISHED);
  });

  it('that began outside, too', () => {
    const begun: Segment[] = [
      ['out', SYN],
      ['in', SYN, Y2],
    ];
    expect(idleAfter(...begun)).toBe(TRANSITORY);
    expect(idleAfter(...begun, ['in', SYN, Y2])).toBe(TRANSITORY);
    expect(idleAfter(...begun, ['out', SYN_ACK, Y2])).toBe(ESTABLISHED);
  });

  it('is established until both sides have said FIN', () => {
    expect(idleAfter(...OPEN, ['out', FIN])).toBe(ESTABLISHED);
    expect(idleAfter(...OPEN, ['out', FIN], ['out', FIN])).toBe(ESTABLISHED);
    expect(idleAfter(...OPEN, ['out', FIN], ['in', FIN])).toBe(TRANSITORY);
    expect(idleAfter(...OPEN, ['in', FIN], ['out', FIN])).toBe(TRANSITORY);
    expect(idleAfter(...OPEN, ['in', FIN], ['in', FIN])).toBe(ESTABLISHED);
    expect(idleAfter(...OPEN, ['in', FIN], ['out', FIN], ['in', ACK])).toBe(TRANSITORY);
  });

  it('that was reset has four minutes, and goes on if data comes (RFC 7857 §2.2)', () => {
    expect(idleAfter(...OPEN, ['in', RST])).toBe(TRANSITORY);
    expect(idleAfter(...OPEN, ['out', FIN], ['in', RST])).toBe(TRANSITORY);
    expect(idleAfter(...OPEN, ['in', RST], ['out', ACK])).toBe(ESTABLISHED);
  });

  it('a RST that ends nothing keeps nothing alive (RFC 7857 §7.1)', () => {
    expect(idleAfter(['out', SYN], ['in', RST])).toBe('kept');
    expect(idleAfter(['out', SYN], ['in', SYN, Y2], ['out', RST, Y2])).toBe('kept');
    expect(idleAfter(...OPEN, ['in', RST], ['out', RST])).toBe('kept');
  });

  it('can be opened again where it was closed', () => {
    const closed: Segment[] = [...OPEN, ['in', FIN], ['out', FIN]];
    expect(idleAfter(...closed, ['out', SYN])).toBe(TRANSITORY);
    expect(idleAfter(...closed, ['out', SYN], ['in', SYN_ACK])).toBe(ESTABLISHED);
  });
});

describe('A mapping with several connections', () => {
  it('is as patient as the most patient of them', () => {
    expect(idleAfter(...OPEN, ['out', SYN, Y2])).toBe(ESTABLISHED);
    expect(idleAfter(...OPEN, ['out', SYN, Y2], ['in', RST, Y1])).toBe(TRANSITORY);
  });

  it('keeps its timer when a segment of no connection comes, which passes', () => {
    expect(idleAfter(...OPEN, ['in', ACK, Y2])).toBe('kept');
    expect(idleAfter(...OPEN, ['out', ACK, Y2])).toBe('kept');
  });
});

describe('A segment that no SYN went before', () => {
  it('makes no mapping', () => {
    expect(natOf().fromInside(0, flow(X, Y1, 'tcp'), ACK)).toEqual({
      verdict: 'drop',
      why: 'no-mapping',
      events: [],
    });
    expect(natOf().fromOutside(0, flow(Y1, MAPPED, 'tcp'), ACK)).toMatchObject({ why: 'no-mapping' });
  });

  it('opens the filter of one that is there: inside has sent', () => {
    const nat = natOf({ filtering: 'AddressAndPortDependent' });
    nat.fromInside(0, flow(X, Y1, 'tcp'), SYN);
    const decision = nat.fromInside(1, flow(X, Y2, 'tcp'), ACK);
    expect(decision.events).toMatchObject([{ event: 'mapping-refreshed', isNewEndpoint: true }]);
    expect(decision.events[0]?.mapping.contacted).toHaveLength(2);
    expect(decision.events[0]?.mapping.expiresAt).toBe(TRANSITORY);
    expect(nat.fromOutside(2, flow(Y2, MAPPED, 'tcp'), ACK).verdict).toBe('in');
  });
});

it('inbound refresh is of UDP: a TCP connection is idle when neither side sends', () => {
  for (const inboundRefresh of [true, false]) {
    const nat = natOf({ inboundRefresh });
    nat.fromInside(0, flow(X, Y1, 'tcp'), SYN);
    nat.fromOutside(1, flow(Y1, MAPPED, 'tcp'), SYN_ACK);
    nat.fromOutside(1_000, flow(Y1, MAPPED, 'tcp'), ACK);
    expect(nat.nextTimeoutAt()).toBe(1_000 + ESTABLISHED);
  }
});
