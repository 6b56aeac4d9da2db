import { findAttribute } from '../../stun/index.ts';
import { type TransportAddress, isSameTransport } from '../../bytes/address.ts';
import { type Allocation, bindingOfChannel, hasPermission, permit } from '../allocation.ts';
import { isChannelNumber } from '../channel-data.ts';
import { CHANNEL_LIFETIME_SECONDS } from '../lifetimes.ts';
import type { AuthenticatedRequest } from '../request.ts';
import { refuse, succeed } from '../respond.ts';
import type { TurnState } from '../state.ts';
import type { Action } from '../types.ts';

/** Receiving a ChannelBind request, RFC 8656 §12.2. */
export function handleChannelBind(
  state: TurnState,
  request: AuthenticatedRequest,
  allocation: Allocation,
): Action[] {
  const { at, client, message } = request;
  const channel = findAttribute(message, 'CHANNEL-NUMBER')?.channelNumber;
  const peer = findAttribute(message, 'XOR-PEER-ADDRESS')?.address;
  // "If any of these tests fail, the server replies with a 400 (Bad Request) error."
  if (channel === undefined || !peer)
    return refuse(state, request, 400, 'no CHANNEL-NUMBER or no XOR-PEER-ADDRESS');
  if (!isChannelNumber(channel, state.config.channelNumbers))
    return refuse(state, request, 400, 'channel number out of range');
  if (!allocation.relays.has(peer.family)) {
    return refuse(state, request, 443, 'no relayed address of the family of the peer');
  }
  const conflict = conflictOf(allocation, channel, peer);
  if (conflict) return refuse(state, request, 400, conflict);
  const refusal = state.config.policy.refusesPeer(client.client, peer);
  if (refusal) return refuse(state, request, 403, refusal);
  if (isFull(state, allocation, at, channel, peer)) {
    return refuse(state, request, 508, 'channels or permissions of this allocation');
  }

  allocation.channels.set(channel, { channel, peer, expiresAt: at + 1000 * CHANNEL_LIFETIME_SECONDS });
  permit(allocation, at, peer.address);
  return succeed(state, request, []);
}

/**
 * "The channel number is not currently bound to a different transport address […]. The transport
 * address is not currently bound to a different channel number." Bindings that expired less than five
 * minutes ago still count (§12): they are forgotten only after that.
 */
function conflictOf({ channels }: Allocation, channel: number, peer: TransportAddress): string | undefined {
  for (const binding of channels.values()) {
    const isSamePeer = isSameTransport(binding.peer, peer);
    if (binding.channel === channel && !isSamePeer) return 'the channel belongs to another peer';
    if (binding.channel !== channel && isSamePeer) return 'the peer has another channel';
  }
  return undefined;
}

function isFull(
  { limits }: TurnState,
  allocation: Allocation,
  at: number,
  channel: number,
  peer: TransportAddress,
): boolean {
  const { channels, permissions } = allocation;
  const isNewChannel = !bindingOfChannel(allocation, at, channel) && !channels.has(channel);
  const isNewPermission = !hasPermission(allocation, at, peer.address);
  return (
    (isNewChannel && channels.size >= limits.channelsPerAllocation) ||
    (isNewPermission && permissions.size >= limits.permissionsPerAllocation)
  );
}
