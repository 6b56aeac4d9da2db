import { randomBytes } from 'node:crypto';
import type { Answer, Consent, ConsentOptions } from './types.ts';

/** RFC 7675 §5.1: the basic period, and what it is multiplied by, drawn anew for each interval. */
const PERIOD_MS = 5_000;
const LEAST_FACTOR = 0.8;
const MOST_FACTOR = 1.2;
/** RFC 7675 §5.1: without a valid answer for so long, consent expires. */
const EXPIRY_MS = 30_000;
/** RFC 7675 §5.2: the peer takes its consent back. */
const FORBIDDEN = 403;

/** Consent on one selected pair. */
export function createConsent({ peer, grantedAtMs }: ConsentOptions): Consent {
  const open = new Set<string>();
  let nextAtMs = grantedAtMs + interval();
  let expiresAtMs = grantedAtMs + EXPIRY_MS;
  let isLost = false;

  /** Notices the end. Once lost, consent stays lost. */
  function holds(atMs: number): boolean {
    if (atMs >= expiresAtMs) isLost = true;
    return !isLost;
  }

  function isValid({ from, transactionId, isAuthentic }: Answer): boolean {
    return isAuthentic && from === peer && open.has(transactionId);
  }

  return {
    nextRequestAtMs: () => (isLost ? undefined : nextAtMs),
    tick(atMs) {
      if (!holds(atMs) || atMs < nextAtMs) return undefined;
      nextAtMs = atMs + interval();
      const transactionId = randomBytes(12).toString('hex');
      open.add(transactionId);
      return transactionId;
    },
    receive(atMs, answer) {
      if (!holds(atMs) || !isValid(answer)) return;
      open.delete(answer.transactionId);
      if (answer.errorCode === FORBIDDEN) isLost = true;
      if (answer.errorCode === undefined) expiresAtMs = atMs + EXPIRY_MS;
    },
    maySend: holds,
  };
}

function interval(): number {
  return PERIOD_MS * (LEAST_FACTOR + (MOST_FACTOR - LEAST_FACTOR) * Math.random());
}
