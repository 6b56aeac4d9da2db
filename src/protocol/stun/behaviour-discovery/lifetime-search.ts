import type { BindingLifetimeConfig } from './lifetime-types.ts';

/**
 * How long a NAT keeps a mapping that nobody uses, RFC 4787 §4.3, REQ-5: it "MUST NOT expire in less than two minutes",
 * "five minutes or more […] is RECOMMENDED".
 */
export const UDP_MAPPING_TIMER = { leastSeconds: 120, recommendedSeconds: 300 } as const;

/** What bounds the search for a lifetime. */
export type WaitLimits = Required<Pick<BindingLifetimeConfig, 'firstMs' | 'longestMs' | 'precisionMs'>>;

/** @throws RangeError where one isn't above zero: the search would have no end */
export function limitsOf({
  firstMs = 15_000,
  longestMs = 2 * UDP_MAPPING_TIMER.recommendedSeconds * 1000,
  precisionMs = 5_000,
}: BindingLifetimeConfig): WaitLimits {
  const limits = { firstMs, longestMs, precisionMs };
  for (const [name, value] of Object.entries(limits)) {
    if (!(value > 0)) throw new RangeError(`${name} must be above zero: ${value}`);
  }
  return limits;
}

/** Twice as long until the binding is gone, then halfway in between; undefined when that is near enough. */
export function nextWaitMs(
  aliveMs: number,
  expiredMs: number | undefined,
  { firstMs, longestMs, precisionMs }: WaitLimits,
): number | undefined {
  if (expiredMs === undefined) {
    return aliveMs >= longestMs ? undefined : Math.min(longestMs, Math.max(firstMs, 2 * aliveMs));
  }
  return expiredMs - aliveMs <= precisionMs ? undefined : (aliveMs + expiredMs) / 2;
}
