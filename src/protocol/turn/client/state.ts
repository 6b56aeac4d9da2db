import type { IpAddress, TransportAddress } from '../../bytes/address.ts';
import { Transactions } from '../../stun/index.ts';
import type { Credential } from './credential.ts';
import type { Lease } from './lease.ts';
import type { Asked } from './ask.ts';
import type { TurnClientAction, TurnClientConfig, TurnClientIgnoredReason } from './types.ts';

export interface Allocation extends Lease {
  readonly relayedAddress: TransportAddress;
}

/** A permission for an IP address, RFC 8656 §9. */
export interface Permission extends Lease {
  readonly peer: IpAddress;
}

/** A channel that is bound to a peer, or was, or is to be. RFC 8656 §12. */
export interface Channel extends Lease {
  readonly number: number;
  readonly peer: TransportAddress;
}

export interface ClientState {
  readonly config: TurnClientConfig;
  readonly transactions: Transactions<Asked>;
  phase: 'new' | 'allocating' | 'allocated' | 'releasing' | 'over';
  /** Answers the server's last challenge; undefined before the first. */
  credential: Credential | undefined;
  /** There in the phase `allocated` only. */
  allocation: Allocation | undefined;
  /** By IP address. */
  readonly permissions: Map<string, Permission>;
  /** By the peer's address and port: each keeps its number as long as the allocation lasts. */
  readonly channels: Map<string, Channel>;
}

export function createState(config: TurnClientConfig): ClientState {
  return {
    config,
    transactions: new Transactions(),
    phase: 'new',
    credential: undefined,
    allocation: undefined,
    permissions: new Map(),
    channels: new Map(),
  };
}

/** Forgets everything that belongs to the allocation, and whatever was asked. */
export function forget(state: ClientState): void {
  for (const { transactionId } of state.transactions.open()) state.transactions.finish(transactionId);
  state.allocation = undefined;
  state.permissions.clear();
  state.channels.clear();
}

/** Ends the client with this action. */
export function end(
  state: ClientState,
  action: Extract<TurnClientAction, { kind: 'failed' | 'released' }>,
): TurnClientAction[] {
  forget(state);
  state.phase = 'over';
  return [action];
}

/** Nothing is done, and this is why. */
export function ignored(at: number, reason: TurnClientIgnoredReason, detail?: string): TurnClientAction[] {
  return [{ kind: 'trace', at, decision: 'ignored', reason, ...(detail !== undefined && { detail }) }];
}
