import type { TransportAddress } from '../bytes/address.ts';
import { METHOD, encodeStun, findAttribute } from '../stun/index.ts';
import {
  type Allocation,
  type Relay,
  bindingOfChannel,
  bindingOfPeer,
  clientKey,
  hasPermission,
} from './allocation.ts';
import { decodeChannelData, encodeChannelData } from './channel-data.ts';
import { MAX_DATAGRAM_BYTES, MAX_INDICATED_BYTES } from './datagram-size.ts';
import type { Request } from './request.ts';
import { type TurnState, expire, relayOf } from './state.ts';
import type { Action, ClientTransport, IgnoredReason, RelayId } from './types.ts';

/** Receiving a Send indication, RFC 8656 §11.2. Nothing is ever answered. */
export function handleSend(state: TurnState, { at, client, message }: Request): Action[] {
  const ignored = ignoredBy(at, client.client);
  const allocation = state.allocations.get(clientKey(client));
  if (!allocation) return ignored('no-allocation');
  const peer = findAttribute(message, 'XOR-PEER-ADDRESS')?.address;
  const data = findAttribute(message, 'DATA')?.data;
  // "If one of these attributes is missing or invalid, then the message is discarded."
  if (!peer || !data) return ignored('missing-attribute');
  return sendToPeer(state, at, allocation, peer, data);
}

/** Receiving a ChannelData message, RFC 8656 §12.6. It refreshes neither the binding nor the permission. */
export function handleChannelData(
  state: TurnState,
  at: number,
  client: ClientTransport,
  bytes: Uint8Array,
): Action[] {
  const ignored = ignoredBy(at, client.client);
  const decoded = decodeChannelData(bytes, state.config.channelNumbers);
  if (!decoded.ok) {
    state.sources.countMalformed(at, clientKey(client));
    return ignored('malformed-channel-data', decoded.error);
  }
  const allocation = state.allocations.get(clientKey(client));
  if (!allocation) return ignored('no-allocation');
  const binding = bindingOfChannel(allocation, at, decoded.value.channel);
  if (!binding) return ignored('unbound-channel');
  return sendToPeer(state, at, allocation, binding.peer, decoded.value.data);
}

function sendToPeer(
  state: TurnState,
  at: number,
  allocation: Allocation,
  peer: TransportAddress,
  data: Uint8Array,
): Action[] {
  const { client } = allocation;
  const ignored = ignoredBy(at, client.client);
  const relay = allocation.relays.get(peer.family);
  if (!relay) return ignored('wrong-address-family');
  // §11.2: "If no such permission exists, the message is discarded."
  if (!hasPermission(allocation, at, peer.address)) return ignored('no-permission');
  // §11.2: "The server MAY impose restrictions on the IP address and port values […]; if a value is
  // not allowed, the server silently discards the Send indication."
  const refusal = state.config.policy.refusesPeer(client.client, peer);
  if (refusal) return ignored(refusal);
  const obstacle = obstacleOf(state, at, allocation, relay, data.length, MAX_DATAGRAM_BYTES);
  if (obstacle) return ignored(obstacle);
  return [{ kind: 'send-to-peer', relayId: relay.id, peer, bytes: data }];
}

/** Receiving a UDP datagram at a relayed transport address, RFC 8656 §11.3 and §12.7. */
export function handlePeerPacket(
  state: TurnState,
  at: number,
  relayId: RelayId,
  peer: TransportAddress,
  data: Uint8Array,
): Action[] {
  const ignored = ignoredBy(at, peer);
  const allocation = state.allocationOfRelay.get(relayId);
  if (!allocation) return ignored('unknown-relay');
  const expired = expire(state, at, allocation);
  const relay = relayOf(allocation, relayId);
  if (!relay) return [...expired, ...ignored('unknown-relay')];
  // §9: "If no match is found, relaying is not permitted and the server silently discards the UDP datagram."
  if (!hasPermission(allocation, at, peer.address)) return [...expired, ...ignored('no-permission')];
  const obstacle = obstacleOf(state, at, allocation, relay, data.length, MAX_INDICATED_BYTES);
  if (obstacle) return [...expired, ...ignored(obstacle)];

  // §12.5: the server "MUST use the ChannelData message if a channel has been bound to the peer".
  const channel = bindingOfPeer(allocation, at, peer)?.channel;
  const { client } = allocation;
  const bytes =
    channel === undefined
      ? dataIndication(state, peer, data)
      : encodeChannelData({ channel, data }, client.protocol === 'tcp');
  return [...expired, { kind: 'send-to-client', client, bytes }];
}

function dataIndication(state: TurnState, peer: TransportAddress, data: Uint8Array): Uint8Array {
  const transactionId = Uint8Array.from({ length: 12 }, () => Math.floor(state.config.random() * 256));
  return encodeStun({
    class: 'indication',
    method: METHOD.Data,
    transactionId,
    attributes: [
      { type: 'XOR-PEER-ADDRESS', address: peer },
      { type: 'DATA', data },
    ],
  });
}

/** What keeps data from being relayed although it is permitted. */
function obstacleOf(
  state: TurnState,
  at: number,
  allocation: Allocation,
  relay: Relay,
  size: number,
  maxBytes: number,
): IgnoredReason | undefined {
  if (relay.state === 'opening') return 'allocation-is-being-made';
  if (state.isPaused || relay.paused) return 'paused';
  if (size > maxBytes) return 'too-large';
  // RFC 8656 §5: the server "should discard application data traffic that exceeds the bandwidth quota".
  return allocation.bandwidth.take(at, size) ? undefined : 'bandwidth';
}

function ignoredBy(at: number, from: TransportAddress): (reason: IgnoredReason, detail?: string) => Action[] {
  return (reason, detail) => [
    { kind: 'trace', at, decision: 'ignored', reason, from, ...(detail !== undefined && { detail }) },
  ];
}
