import { bytesToHex } from '@noble/hashes/utils.js';
import {
  METHOD,
  TRANSACTION_ID_LENGTH,
  decodeStun,
  encodeStun,
  looksLikeStun,
  opaqueString,
  verifyFingerprint,
} from '../../stun/index.ts';
import { readHeader } from '../../stun/header.ts';
import { decodeChannelData, looksLikeChannelData } from '../channel-data.ts';
import { allocate, release } from './allocation.ts';
import { bindChannel, channelNumbered } from './channels.ts';
import { handleChannelData, handleIndication, sendData } from './data.ts';
import { permit } from './permissions.ts';
import { handleResponse } from './responses.ts';
import { type ClientState, createState, ignored } from './state.ts';
import { handleTimeout, nextTimeoutAt } from './timers.ts';
import type { TurnClient, TurnClientAction, TurnClientConfig } from './types.ts';

/**
 * A TURN client (RFC 8656) as a state machine: see `TurnClient`.
 *
 * @throws RangeError for a user name, a lifetime or a software name that can't be sent
 */
export function createTurnClient(config: TurnClientConfig): TurnClient {
  assertSendable(config);
  const state = createState(config);
  return {
    allocate: (at) => allocate(state, at),
    handlePacket: (at, bytes) => handlePacket(state, at, bytes),
    permit: (at, peerAddress) => permit(state, at, peerAddress),
    bindChannel: (at, peer) => bindChannel(state, at, peer),
    send: (at, peer, bytes) => sendData(state, at, peer, bytes),
    release: (at) => release(state, at),
    handleTimeout: (at) => handleTimeout(state, at),
    nextTimeoutAt: () => nextTimeoutAt(state),
    get relayedAddress() {
      return state.allocation?.relayedAddress;
    },
    owns: (bytes) => owns(state, bytes),
  };
}

/** The checks of RFC 8489 §6.3 that come before the class. */
function handlePacket(state: ClientState, at: number, bytes: Uint8Array): TurnClientAction[] {
  if (looksLikeChannelData(bytes)) return handleChannelData(state, at, bytes);
  const decoded = decodeStun(bytes);
  if (!decoded.ok) return ignored(at, 'malformed-stun', decoded.error.kind);
  const message = decoded.value;
  if (verifyFingerprint(message) === 'invalid') return ignored(at, 'wrong-fingerprint');
  if (message.class === 'request') return ignored(at, 'unexpected-class');
  if (message.class === 'indication') return handleIndication(state, at, message);
  return handleResponse(state, at, message);
}

function owns(state: ClientState, bytes: Uint8Array): boolean {
  if (looksLikeChannelData(bytes)) {
    const decoded = decodeChannelData(bytes);
    return decoded.ok && channelNumbered(state, decoded.value.channel) !== undefined;
  }
  if (!looksLikeStun(bytes)) return false;
  const { class: messageClass, method, transactionId } = readHeader(bytes);
  if (messageClass === 'indication') return method === METHOD.Data && state.allocation !== undefined;
  return messageClass !== 'request' && state.transactions.find(bytesToHex(transactionId)) !== undefined;
}

/** What is wrong with a configuration shall be said where it is given, not when the server's challenge comes. */
function assertSendable({ username, lifetimeSeconds, software = '' }: TurnClientConfig): void {
  // In a Refresh it would delete the allocation (RFC 8656 §8.1).
  if (lifetimeSeconds === 0) throw new RangeError('a lifetime of 0 s asks for no allocation');
  encodeStun({
    class: 'request',
    method: METHOD.Allocate,
    transactionId: new Uint8Array(TRANSACTION_ID_LENGTH),
    attributes: [
      { type: 'USERNAME', username: opaqueString(username) },
      { type: 'LIFETIME', lifetimeSeconds: lifetimeSeconds ?? 0 },
      { type: 'SOFTWARE', software },
    ],
  });
}
