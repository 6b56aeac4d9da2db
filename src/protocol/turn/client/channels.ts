import { type TransportAddress, formatTransportAddress } from '../../bytes/address.ts';
import { CHANNEL_NUMBERS } from '../channel-data.ts';
import { CHANNEL_LIFETIME_SECONDS } from '../lifetimes.ts';
import { deleteAndFail } from './allocation.ts';
import { ask } from './ask.ts';
import { giveUp, grant, isHeld, newLease } from './lease.ts';
import type { Outcome } from './outcome.ts';
import { permitted, reachablePeer } from './permissions.ts';
import { type Channel, type ClientState, ignored } from './state.ts';
import type { TurnClientAction } from './types.ts';

/** Binds a channel, RFC 8656 §12.1. */
export function bindChannel(state: ClientState, at: number, peer: TransportAddress): TurnClientAction[] {
  const reachable = reachablePeer(state, peer.address);
  if (!reachable.ok) return refused(state, at, peer, undefined, reachable.error);
  const channel = channelOf(state, peer) ?? newChannel(state, peer);
  if (!channel) return refused(state, at, peer, undefined, 'no channel number is left');
  if (channel.isAsked || channel.refreshAt !== undefined) return ignored(at, 'already-asked');
  channel.isAsked = true;
  return ask(state, at, { kind: 'bind-channel', channel });
}

/** The channel of a peer, whether it is bound or not. */
export function channelOf({ channels }: ClientState, peer: TransportAddress): Channel | undefined {
  return channels.get(formatTransportAddress(peer));
}

/** The channel of a number, whether it is bound or not. */
export function channelNumbered({ channels }: ClientState, number: number): Channel | undefined {
  for (const channel of channels.values()) if (channel.number === number) return channel;
  return undefined;
}

/**
 * Numbers are given out once. So none has to wait until it may be bound to another peer: RFC 8656 §12 wants five
 * minutes after its binding has expired.
 */
function newChannel({ channels }: ClientState, peer: TransportAddress): Channel | undefined {
  const number = CHANNEL_NUMBERS.first + channels.size;
  if (number > CHANNEL_NUMBERS.last) return undefined;
  const channel = { ...newLease(), isAsked: false, number, peer };
  channels.set(formatTransportAddress(peer), channel);
  return channel;
}

/** Receiving a ChannelBind response, RFC 8656 §12.3. */
export function bindEnded(
  state: ClientState,
  at: number,
  channel: Channel,
  outcome: Outcome,
): TurnClientAction[] {
  const { number, peer } = channel;
  if (outcome.ok) {
    const isNew = !isHeld(channel, at);
    grant(channel, at, CHANNEL_LIFETIME_SECONDS);
    const bound = { kind: 'channel-bound', peer, channel: number } as const;
    return [...permitted(state, at, peer), ...(isNew ? [bound] : [])];
  }
  // "an unexpected 400 "Bad Request" response": the two ends no longer agree on channels, and "it is RECOMMENDED that
  // the client immediately delete the allocation".
  if (outcome.code === 400) return deleteAndFail(state, at, outcome.code, outcome.reason);
  // What is bound stays so until it expires; the server goes on using it.
  giveUp(channel);
  return refused(state, at, peer, outcome.code, outcome.reason);
}

/** Without the channel there is still the permission, unless it was to come with the channel. */
function refused(
  { permissions }: ClientState,
  at: number,
  peer: TransportAddress,
  code: number | undefined,
  why: string,
): TurnClientAction[] {
  const peerAddress = peer.address;
  const trace = { kind: 'trace', at, decision: 'channel-refused', peer, code, why } as const;
  return permissions.has(peerAddress)
    ? [trace]
    : [trace, { kind: 'refused', peerAddress, code, reason: why }];
}
