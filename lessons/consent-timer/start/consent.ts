import type { Consent, ConsentOptions } from './types.ts';

/** Consent on one selected pair. */
export function createConsent({ grantedAtMs }: ConsentOptions): Consent {
  const nextAtMs = grantedAtMs + 5_000;
  return {
    nextRequestAtMs: () => nextAtMs,
    // Nobody is asked, and so nobody can refuse: that is your part.
    tick: () => undefined,
    receive: () => undefined,
    maySend: () => true,
  };
}
