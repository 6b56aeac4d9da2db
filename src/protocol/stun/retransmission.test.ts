import { describe, expect, it } from 'vitest';
import { RELIABLE_TIMEOUT_MS, RETRANSMISSION, retransmissionSchedule } from './retransmission.ts';

describe('retransmission over UDP, RFC 8489 §6.2.1', () => {
  it('has the defaults of the RFC', () => {
    expect(RETRANSMISSION).toEqual({ rtoMs: 500, rc: 7, rm: 16 });
  });

  it('"requests would be sent at times 0 ms, 500 ms, 1500 ms, 3500 ms, 7500 ms, 15500 ms, and 31500 ms"', () => {
    expect(retransmissionSchedule()).toEqual({
      sendsAtMs: [0, 500, 1500, 3500, 7500, 15500, 31500],
      // "If the client has not received a response after 39500 ms, the client will consider the transaction to have
      // timed out."
      failsAtMs: 39500,
    });
  });

  it('takes other values, since Rc and Rm "SHOULD be configurable"', () => {
    expect(retransmissionSchedule({ rtoMs: 100, rc: 3, rm: 4 })).toEqual({
      sendsAtMs: [0, 100, 300],
      failsAtMs: 700,
    });
    expect(retransmissionSchedule({ rtoMs: 500, rc: 1, rm: 16 })).toEqual({
      sendsAtMs: [0],
      failsAtMs: 8000,
    });
  });

  it('gives up over TCP just as late (§6.2.2)', () => {
    expect(RELIABLE_TIMEOUT_MS).toBe(retransmissionSchedule().failsAtMs);
  });
});
