import type { TransportAddress } from '../../bytes/address.ts';
import {
  type DecodedStun,
  METHOD,
  encodeStun,
  findAttribute,
  unknownComprehensionRequired,
} from '../../stun/index.ts';
import { decodeChannelData, encodeChannelData } from '../channel-data.ts';
import { MAX_INDICATED_BYTES } from '../datagram-size.ts';
import { newTransactionId } from './ask.ts';
import { channelNumbered, channelOf } from './channels.ts';
import { isHeld } from './lease.ts';
import { isExpected, isPermitted } from './permissions.ts';
import { type ClientState, ignored } from './state.ts';
import type { TurnClientAction } from './types.ts';

/** Sends data to a peer: by its channel where that is bound (RFC 8656 §12.5), else by a Send indication (§11.1). */
export function sendData(
  state: ClientState,
  at: number,
  peer: TransportAddress,
  data: Uint8Array,
): TurnClientAction[] {
  if (!state.allocation) return ignored(at, 'no-allocation');
  // §11.1: "the client MUST ensure that there is a permission installed for the IP address of the peer".
  if (!isPermitted(state, at, peer.address)) return ignored(at, 'no-permission', peer.address);
  if (data.length > MAX_INDICATED_BYTES) return ignored(at, 'too-large', `${data.length} bytes`);
  const channel = channelOf(state, peer);
  const bytes =
    channel && isHeld(channel, at)
      ? encodeChannelData({ channel: channel.number, data }, state.config.transport === 'tcp')
      : sendIndication(state, peer, data);
  return [{ kind: 'send', bytes }];
}

function sendIndication({ config }: ClientState, peer: TransportAddress, data: Uint8Array): Uint8Array {
  return encodeStun({
    class: 'indication',
    method: METHOD.Send,
    transactionId: newTransactionId(config.random),
    attributes: [
      { type: 'XOR-PEER-ADDRESS', address: peer },
      { type: 'DATA', data },
    ],
  });
}

/** Receiving a Data indication, RFC 8656 §11.4, and one with an ICMP attribute, §11.6. */
export function handleIndication(state: ClientState, at: number, message: DecodedStun): TurnClientAction[] {
  if (message.method !== METHOD.Data) return ignored(at, 'unknown-method', `${message.method}`);
  if (unknownComprehensionRequired(message).length > 0) return ignored(at, 'unknown-attribute');
  const peer = findAttribute(message, 'XOR-PEER-ADDRESS')?.address;
  if (!peer) return ignored(at, 'missing-attribute', 'XOR-PEER-ADDRESS');
  if (!isExpected(state, at, peer.address)) return ignored(at, 'no-permission', peer.address);
  const data = findAttribute(message, 'DATA')?.data;
  if (data) return [{ kind: 'data', peer, bytes: data }];
  const icmp = findAttribute(message, 'ICMP');
  if (!icmp) return ignored(at, 'missing-attribute', 'DATA');
  const { icmpType, icmpCode } = icmp;
  return [{ kind: 'trace', at, decision: 'icmp', peer, icmpType, icmpCode }];
}

/** Receiving a ChannelData message, RFC 8656 §12.6. */
export function handleChannelData(state: ClientState, at: number, bytes: Uint8Array): TurnClientAction[] {
  const decoded = decodeChannelData(bytes);
  if (!decoded.ok) return ignored(at, 'malformed-channel-data', decoded.error);
  const { channel: number, data } = decoded.value;
  const channel = channelNumbered(state, number);
  // §12: the client "SHOULD be prepared to receive ChannelData messages on the channel from the server as soon as it
  // has sent the ChannelBind request."
  if (!channel || !(channel.isAsked || isHeld(channel, at))) {
    return ignored(at, 'unbound-channel', `0x${number.toString(16)}`);
  }
  const { peer } = channel;
  // A channel that is being bound brings its permission; else it is "RECOMMENDED that the client discard the
  // ChannelData message if the client believes there is no active permission towards the peer."
  if (!channel.isAsked && !isExpected(state, at, peer.address)) {
    return ignored(at, 'no-permission', peer.address);
  }
  return [{ kind: 'data', peer, bytes: data }];
}
