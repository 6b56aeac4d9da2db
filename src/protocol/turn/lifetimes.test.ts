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
  it.each([
    ['an allocation that asks for no other', '§7.2', ALLOCATION_LIFETIME.defaultSeconds, 600],
    ['an allocation at most', '§7.2', ALLOCATION_LIFETIME.maximumSeconds, 3600],
    ['an allocation is refreshed "roughly 1 minute" before', '§8', ALLOCATION_REFRESH_BEFORE_SECONDS, 60],
    ['a permission', '§9', PERMISSION_LIFETIME_SECONDS, 300],
    ['a channel binding, "10 minutes"', '§12', CHANNEL_LIFETIME_SECONDS, 600],
    ['before a channel is bound anew, "5 minutes"', '§12', CHANNEL_QUARANTINE_SECONDS, 300],
    ['a nonce, "at least once every hour"', '§5', NONCE_LIFETIME_SECONDS, 3600],
  ])('%s (%s)', (_what, _section, ours, seconds) => {
    expect(ours).toBe(seconds);
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
