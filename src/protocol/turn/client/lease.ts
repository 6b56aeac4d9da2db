import { ALLOCATION_REFRESH_BEFORE_SECONDS } from '../lifetimes.ts';

/** What the server keeps for us until it expires: an allocation, a permission, a channel binding. */
export interface Lease {
  /** A request for it is under way; no second one is sent meanwhile. */
  isAsked: boolean;
  /** Undefined until the server has granted it. */
  expiresAt: number | undefined;
  /** When it is asked for again; undefined where nothing is to be kept alive. */
  refreshAt: number | undefined;
}

/** One that is being asked for. */
export function newLease(): Lease {
  return { isAsked: true, expiresAt: undefined, refreshAt: undefined };
}

/**
 * The server has granted it from now on. RFC 8656 §8: "It is suggested that the client refresh the allocation roughly
 * 1 minute before it expires." We keep to it for permissions and channels as well; what lasts less than two minutes is
 * refreshed at half its time.
 */
export function grant(lease: Lease, at: number, lifetimeSeconds: number): void {
  const refreshAfterSeconds = Math.max(
    lifetimeSeconds - ALLOCATION_REFRESH_BEFORE_SECONDS,
    lifetimeSeconds / 2,
  );
  lease.isAsked = false;
  lease.expiresAt = at + 1000 * lifetimeSeconds;
  lease.refreshAt = at + 1000 * refreshAfterSeconds;
}

/** It isn't kept alive any more; what is left of it still lasts. */
export function giveUp(lease: Lease): void {
  lease.isAsked = false;
  lease.refreshAt = undefined;
}

/** Whether it is there, as far as we know. */
export function isHeld({ expiresAt }: Lease, at: number): boolean {
  return expiresAt !== undefined && at < expiresAt;
}

/** When its next request is due; undefined while one is under way. */
export function dueAt({ isAsked, refreshAt }: Lease): number | undefined {
  return isAsked ? undefined : refreshAt;
}

/** Whether its next request is due. */
export function isDue(lease: Lease, at: number): boolean {
  return (dueAt(lease) ?? Infinity) <= at;
}
