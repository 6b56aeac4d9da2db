/**
 * How long an allocation lasts without a refresh. RFC 8656 §6: "the default lifetime value of 600 seconds (10 minutes)";
 * §7.2: "RECOMMENDED that the server use a maximum allowed lifetime value of no more than 3600 seconds (1 hour)".
 */
export const ALLOCATION_LIFETIME = { defaultSeconds: 600, maximumSeconds: 3600 } as const;

/** RFC 8656 §8: "It is suggested that the client refresh the allocation roughly 1 minute before it expires." */
export const ALLOCATION_REFRESH_BEFORE_SECONDS = 60;

/** RFC 8656 §9: "The Permission Lifetime MUST be 300 seconds (= 5 minutes)." */
export const PERMISSION_LIFETIME_SECONDS = 300;

/** RFC 8656 §12: "A channel binding lasts for 10 minutes unless refreshed." */
export const CHANNEL_LIFETIME_SECONDS = 600;

/**
 * RFC 8656 §12: "the client MUST wait 5 minutes after the channel binding expires before attempting
 * to bind the channel number to a different transport address or the transport address to a
 * different channel number." A server that remembers bindings for as long can hold it to that.
 */
export const CHANNEL_QUARANTINE_SECONDS = 300;

/** RFC 8656 §5: the server "SHOULD expire the nonce at least once every hour during the lifetime of the allocation". */
export const NONCE_LIFETIME_SECONDS = 3600;

/**
 * The lifetime that is granted for the one that was asked for, RFC 8656 §7.2 and §8.2: "the minimum
 * of the client's proposed lifetime and the server's maximum allowed lifetime. If this computed
 * value is greater than the default lifetime, then the server uses the computed lifetime […].
 * Otherwise, the server uses the default lifetime."
 */
export function grantedLifetimeSeconds(requestedSeconds: number | undefined): number {
  const computed = Math.min(requestedSeconds ?? 0, ALLOCATION_LIFETIME.maximumSeconds);
  return Math.max(computed, ALLOCATION_LIFETIME.defaultSeconds);
}
