/** TURN (RFC 8656): the server as a state machine, and what goes over the wire besides STUN. */
export {
  type AddressPolicy,
  type OwnNetwork,
  type PolicyRefusal,
  createAddressPolicy,
} from './address-policy.ts';
export {
  type ChannelData,
  CHANNEL_NUMBERS,
  OLD_CHANNEL_NUMBERS,
  decodeChannelData,
  encodeChannelData,
  isChannelNumber,
  looksLikeChannelData,
} from './channel-data.ts';
export { DEFAULT_LIMITS, type TurnLimits } from './limits.ts';
export { type RestCredential, makeRestCredential, restPasswordOf } from './rest-credentials.ts';
export { createTurnServer } from './server.ts';
export { type StreamFraming, createStreamFraming } from './stream-framing.ts';
export type { Action, ClientTransport, RelayId, TurnCounts, TurnServer, TurnServerConfig } from './types.ts';
