import type { BindingLifetimeConfig } from './lifetime-types.ts';

/** What bounds the search for a lifetime. */
export type WaitLimits = Required<Pick<BindingLifetimeConfig, 'firstMs' | 'longestMs' | 'precisionMs'>>;

/** @throws RangeError where one isn't above zero: the search would have no end */
export function limitsOf({
  firstMs = 15_000,
  longestMs = 600_000,
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
