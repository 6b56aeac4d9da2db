import { describe, expect, it } from 'vitest';
import { costOf, type Load, PORTS_OF_AN_ADDRESS } from './model.ts';

/** The call of chapter 12: 1.5 Mbit/s in each direction, relayed on one side. */
const ONE_CALL: Load = {
  callsAtOnce: 1,
  hoursPerDay: 1,
  relayedShare: 1,
  kbitPerSecond: 1_500,
  relaysInCall: 1,
  turnUrls: 1,
  pricePerGb: 0.1,
  billed: 'out',
};

describe('what a relay costs', () => {
  it('is 3 Mbit/s in and 3 out for a call of 1.5 Mbit/s each way, and 1.35 GB an hour each way', () => {
    const { mbitInPerSecond, mbitOutPerSecond, gbInPerMonth, gbOutPerMonth } = costOf(ONE_CALL);
    expect([mbitInPerSecond, mbitOutPerSecond]).toEqual([3, 3]);
    expect(gbInPerMonth).toBeCloseTo(1.35 * 30);
    expect(gbOutPerMonth).toBe(gbInPerMonth);
  });

  it('doubles where each side has a relay of its own, and where what enters is billed as well', () => {
    const { pricePerMonth } = costOf(ONE_CALL);
    expect(pricePerMonth).toBeCloseTo(1.35 * 30 * 0.1);
    expect(costOf({ ...ONE_CALL, relaysInCall: 2 }).pricePerMonth).toBeCloseTo(2 * pricePerMonth);
    expect(costOf({ ...ONE_CALL, billed: 'both' }).pricePerMonth).toBeCloseTo(2 * pricePerMonth);
  });

  it('counts traffic by the relayed calls, and ports by all calls: who isn’t relayed has allocated, too', () => {
    const none = costOf({ ...ONE_CALL, callsAtOnce: 100, relayedShare: 0, turnUrls: 3 });
    expect(none).toMatchObject({ relayedCalls: 0, mbitOutPerSecond: 0, pricePerMonth: 0, ports: 600 });
  });

  it('knows how many dynamic ports there are', () => {
    expect(PORTS_OF_AN_ADDRESS).toBe(16_384);
  });
});
