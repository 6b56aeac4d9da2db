import { describe, expect, it } from 'vitest';
import {
  ALLOCATION_LIFETIME,
  ALLOCATION_REFRESH_BEFORE_SECONDS,
  CHANNEL_LIFETIME_SECONDS,
  CHANNEL_QUARANTINE_SECONDS,
  NONCE_LIFETIME_SECONDS,
  PERMISSION_LIFETIME_SECONDS,
  grantedLifetimeSeconds,
} from './lifetimes.ts';

describe('the lifetimes of TURN, RFC 8656', () => {
  it('are those of the RFC, in seconds', () => {
    expect(ALLOCATION_LIFETIME).toEqual({ defaultSeconds: 600, maximumSeconds: 3600 }); // §6, §7.2
    expect(ALLOCATION_REFRESH_BEFORE_SECONDS).toBe(60); // §8: "roughly 1 minute"
    expect(PERMISSION_LIFETIME_SECONDS).toBe(300); // §9
    expect(CHANNEL_LIFETIME_SECONDS).toBe(600); // §12: "10 minutes"
    expect(CHANNEL_QUARANTINE_SECONDS).toBe(300); // §12: "5 minutes"
    expect(NONCE_LIFETIME_SECONDS).toBe(3600); // §5: "once every hour"
  });

  it.each([
    [undefined, 600],
    [60, 600],
    [600, 600],
    [601, 601],
    [3600, 3600],
    [4000, 3600],
  ])('of %s s asked for, %i s are granted (§7.2)', (requested, granted) => {
    expect(grantedLifetimeSeconds(requested)).toBe(granted);
  });
});
