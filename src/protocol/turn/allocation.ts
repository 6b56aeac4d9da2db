import {
  type AddressFamily,
  type TransportAddress,
  formatTransportAddress,
  isSameTransport,
} from '../bytes/address.ts';
import { CHANNEL_QUARANTINE_SECONDS, PERMISSION_LIFETIME_SECONDS } from './lifetimes.ts';
import type { AuthenticatedRequest } from './request.ts';
import type { TokenBucket } from './token-bucket.ts';
import type { ClientTransport, RelayId } from './types.ts';

/**
 * How long an allocation may go unused until it counts as abandoned, which matters only when the server is full.
 * A browser that drops a page's open connections sends no Refresh with a lifetime of zero, so what is left of
 * them would hold its place for ten minutes. A connection in use asks for permissions within seconds.
 */
export const ABANDONED_AFTER_MS = 30_000;

/** One relayed transport address of an allocation. */
export interface Relay {
  readonly id: RelayId;
  readonly family: AddressFamily;
  /** While it is being opened: the address that is tried. */
  relayedAddress: TransportAddress;
  state: 'opening' | 'open';
  attemptsLeft: number;
  /** Milliseconds since the Unix epoch, as every moment here. */
  expiresAt: number;
  paused: boolean;
}

export interface ChannelBinding {
  readonly channel: number;
  readonly peer: TransportAddress;
  expiresAt: number;
}

/** An allocation, RFC 8656 §6. A dual one has two relays (§7.2 check 9), any other one. */
export interface Allocation {
  readonly client: ClientTransport;
  readonly username: string;
  readonly madeAt: number;
  /** Of the Allocate request that made it: a retransmission is answered with the same success (§7.2, note). */
  readonly transactionId: Uint8Array;
  readonly relays: Map<AddressFamily, Relay>;
  /** Expiry by the peer's IP address; §9: "only addresses are compared and port numbers are not considered". */
  readonly permissions: Map<string, number>;
  readonly channels: Map<number, ChannelBinding>;
  /** Relayed bytes, both directions together. */
  readonly bandwidth: TokenBucket;
  /** The Allocate request that waits for its sockets; undefined once it is answered. */
  pending: PendingAllocate | undefined;
}

export interface PendingAllocate {
  readonly request: AuthenticatedRequest;
  readonly evenPort: boolean;
  /** Families of a dual allocation that can't be had, for ADDRESS-ERROR-CODE. */
  readonly failures: { readonly family: AddressFamily; readonly code: 440 | 508 }[];
}

/** A key for the 5-tuple. */
export function clientKey({ protocol, client, server }: ClientTransport): string {
  return `${protocol} ${formatTransportAddress(client)} ${formatTransportAddress(server)}`;
}

/** Whether a permission for this peer's address is installed and lasts; its port plays no part (RFC 8656 §9). */
export function hasPermission(allocation: Allocation, at: number, peerIp: string): boolean {
  return at < (allocation.permissions.get(peerIp) ?? at);
}

/** Installs or refreshes a permission. */
export function permit(allocation: Allocation, at: number, peerIp: string): void {
  allocation.permissions.set(peerIp, at + 1000 * PERMISSION_LIFETIME_SECONDS);
}

/** Whether nobody seems to use this allocation any more: it is no longer new, and nothing can be relayed. */
export function isAbandoned(allocation: Allocation, at: number): boolean {
  if (allocation.pending || at < allocation.madeAt + ABANDONED_AFTER_MS) return false;
  return (
    [...allocation.permissions.values()].every((expiresAt) => expiresAt <= at) &&
    [...allocation.channels.values()].every(({ expiresAt }) => expiresAt <= at)
  );
}

/** The binding of a channel number, while it lasts. */
export function bindingOfChannel(
  allocation: Allocation,
  at: number,
  channel: number,
): ChannelBinding | undefined {
  const binding = allocation.channels.get(channel);
  return binding && at < binding.expiresAt ? binding : undefined;
}

/** The binding of a peer's transport address, while it lasts. */
export function bindingOfPeer(
  allocation: Allocation,
  at: number,
  peer: TransportAddress,
): ChannelBinding | undefined {
  for (const binding of allocation.channels.values()) {
    if (at < binding.expiresAt && isSameTransport(binding.peer, peer)) return binding;
  }
  return undefined;
}

/** Forgets permissions and bindings that no rule can ask about any more. */
export function forgetExpired(allocation: Allocation, at: number): void {
  for (const [ip, expiresAt] of allocation.permissions) {
    if (expiresAt <= at) allocation.permissions.delete(ip);
  }
  for (const [channel, { expiresAt }] of allocation.channels) {
    if (expiresAt + 1000 * CHANNEL_QUARANTINE_SECONDS <= at) allocation.channels.delete(channel);
  }
}

/** RFC 8656 §8.1: deleting one address of a dual allocation "destroys any permissions or channels associated with" it and no others. */
export function forgetFamily(allocation: Allocation, family: AddressFamily): void {
  const isOfFamily = (ip: string) => ip.includes(':') === (family === 6);
  for (const ip of allocation.permissions.keys()) {
    if (isOfFamily(ip)) allocation.permissions.delete(ip);
  }
  for (const [channel, { peer }] of allocation.channels) {
    if (isOfFamily(peer.address)) allocation.channels.delete(channel);
  }
}
