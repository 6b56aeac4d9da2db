import type { DecodedStun, DissectedAttribute, StunDecodeError, StunHeader } from '#src/protocol/index.ts';

/** By what a field is coloured and lettered. */
export type FieldKind =
  | 'type'
  | 'length'
  | 'cookie'
  | 'id'
  | 'address'
  | 'text'
  | 'number'
  | 'proof'
  | 'data'
  | 'filler'
  | 'unread';

/** What a field is; its words are in the messages under this name. */
export type FieldName =
  | 'messageType'
  | 'messageLength'
  | 'cookie'
  | 'transactionId'
  | 'attributeType'
  | 'attributeLength'
  | 'reserved'
  | 'padding'
  | 'family'
  | 'port'
  | 'address'
  | 'xorPort'
  | 'xorAddress'
  | 'text'
  | 'reason'
  | 'errorClass'
  | 'errorNumber'
  | 'unknownType'
  | 'algorithm'
  | 'parametersLength'
  | 'parameters'
  | 'priority'
  | 'tiebreaker'
  | 'lifetime'
  | 'channelNumber'
  | 'protocol'
  | 'evenPort'
  | 'token'
  | 'userhash'
  | 'icmpType'
  | 'icmpCode'
  | 'icmpData'
  | 'changeFlags'
  | 'freeForm'
  | 'hmac'
  | 'fingerprint'
  | 'data'
  | 'unknownValue'
  | 'wrongValue'
  | 'cutValue'
  | 'channel'
  | 'dataLength'
  | 'rest';

/** Some bytes that mean one thing: `start` up to, not including, `end`. */
export interface Field {
  readonly name: FieldName;
  readonly kind: FieldKind;
  readonly start: number;
  readonly end: number;
}

/** Fields that belong together. The fields of all groups, in order, are all bytes, each once. */
export interface FieldGroup {
  readonly name: 'header' | 'attribute' | 'channelData' | 'rest';
  readonly start: number;
  readonly end: number;
  readonly fields: readonly Field[];
  /** Of a group that is an attribute. */
  readonly attribute?: DissectedAttribute;
}

/** What is wrong or odd; `start` up to `end` are the bytes it is about (there may be none). */
export type Finding = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'stun-error'; readonly error: StunDecodeError }
  | { readonly kind: 'other-protocol'; readonly firstByte: number }
  /** A STUN message with other headers in front of it; behind the message; as the data of another. */
  | { readonly kind: 'message-behind' | 'second-message' | 'message-inside' }
  | { readonly kind: 'channel-too-short'; readonly length: number }
  | { readonly kind: 'reserved-channel'; readonly channel: number }
  | { readonly kind: 'channel-data-cut'; readonly declared: number; readonly available: number }
  | { readonly kind: 'unknown-required'; readonly code: number }
  | { readonly kind: 'padding-not-zero' }
  | { readonly kind: 'after-integrity'; readonly code: number }
);

/** Everything that can be told of some bytes, in no language. */
export interface Inspection {
  readonly bytes: Uint8Array;
  readonly protocol: 'none' | 'stun' | 'channel-data';
  readonly header: StunHeader | undefined;
  /** Where a receiver would take the message. */
  readonly decoded: DecodedStun | undefined;
  readonly groups: readonly FieldGroup[];
  /** Faults for which a receiver discards or refuses the message, then what is merely worth knowing. */
  readonly faults: readonly Finding[];
  readonly remarks: readonly Finding[];
}
