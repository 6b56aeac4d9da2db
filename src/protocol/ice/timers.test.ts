import { describe, expect, it } from 'vitest';
import { retransmissionSchedule } from '../stun/retransmission.ts';
import {
  CANDIDATE_PAIR_LIMIT,
  CONSENT,
  KEEPALIVE_SECONDS,
  PACING,
  PAC_TIMER_MS,
  checkRtoMs,
  consentIntervalSeconds,
  gatheringRtoMs,
} from './timers.ts';

describe('the timers of ICE', () => {
  it('are those of RFC 8445 (§14.2, §11, §6.1.2.5)', () => {
    expect(PACING).toEqual({ defaultMs: 50, leastMs: 5 });
    expect(KEEPALIVE_SECONDS).toBe(15);
    expect(CANDIDATE_PAIR_LIMIT).toBe(100);
  });

  // RFC 8445 §14.3: RTO = MAX (500ms, Ta * (Num-Of-Cands))
  it.each([
    [0, 500],
    [10, 500],
    [11, 550],
    [40, 2000],
  ])('while gathering, %i candidates make an RTO of %i ms', (candidates, rtoMs) => {
    expect(gatheringRtoMs(candidates)).toBe(rtoMs);
  });

  // RFC 8445 §14.3: RTO = MAX (500ms, Ta * N * (Num-Waiting + Num-In-Progress))
  it('make an RTO for each check that falls as checks are done', () => {
    expect(checkRtoMs({ total: 10, waiting: 9, inProgress: 1 })).toBe(5000);
    expect(checkRtoMs({ total: 10, waiting: 0, inProgress: 2 })).toBe(1000);
    expect(checkRtoMs({ total: 10, waiting: 0, inProgress: 1 })).toBe(500);
    expect(checkRtoMs({ total: 2, waiting: 1, inProgress: 1 })).toBe(500);
    expect(checkRtoMs({ total: 10, waiting: 9, inProgress: 1 }, 20)).toBe(2000);
  });

  it('are those of RFC 7675 §5.1 for consent', () => {
    expect(CONSENT).toEqual({
      expirySeconds: 30,
      intervalSeconds: 5,
      randomized: { from: 0.8, to: 1.2 },
      leastIntervalSeconds: 4,
    });
    // "resulting in a period between checks of 4 to 6 seconds"
    expect(consentIntervalSeconds()).toEqual({ from: 4, to: 6 });
  });

  it('wait as long as a check may take, before failure is declared (RFC 8863 §4)', () => {
    expect(PAC_TIMER_MS).toBe(39_500);
    expect(PAC_TIMER_MS).toBe(retransmissionSchedule().failsAtMs);
  });
});
