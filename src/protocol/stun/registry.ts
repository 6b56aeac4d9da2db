import {
  type AdditionalAddressFamily,
  additionalAddressFamily,
} from './attributes/additional-address-family.ts';
import { type AddressErrorCode, addressErrorCode } from './attributes/address-error-code.ts';
import { type AlternateDomain, alternateDomain } from './attributes/alternate-domain.ts';
import { type AlternateServer, alternateServer } from './attributes/alternate-server.ts';
import { type ChangeRequest, changeRequest } from './attributes/change-request.ts';
import { type ChannelNumber, channelNumber } from './attributes/channel-number.ts';
import { type Data, data } from './attributes/data.ts';
import { type DontFragment, dontFragment } from './attributes/dont-fragment.ts';
import { type ErrorCode, errorCode } from './attributes/error-code.ts';
import { type EvenPort, evenPort } from './attributes/even-port.ts';
import { type Fingerprint, fingerprint } from './attributes/fingerprint.ts';
import { type IceControlled, iceControlled } from './attributes/ice-controlled.ts';
import { type IceControlling, iceControlling } from './attributes/ice-controlling.ts';
import { type Icmp, icmp } from './attributes/icmp.ts';
import { type Lifetime, lifetime } from './attributes/lifetime.ts';
import { type MappedAddress, mappedAddress } from './attributes/mapped-address.ts';
import { type MessageIntegrity, messageIntegrity } from './attributes/message-integrity.ts';
import {
  type MessageIntegritySha256,
  messageIntegritySha256,
} from './attributes/message-integrity-sha256.ts';
import { type Nonce, nonce } from './attributes/nonce.ts';
import { type OtherAddress, otherAddress } from './attributes/other-address.ts';
import { type Padding, padding } from './attributes/padding.ts';
import { type PasswordAlgorithm, passwordAlgorithm } from './attributes/password-algorithm.ts';
import { type PasswordAlgorithms, passwordAlgorithms } from './attributes/password-algorithms.ts';
import { type Priority, priority } from './attributes/priority.ts';
import { type Realm, realm } from './attributes/realm.ts';
import {
  type RequestedAddressFamily,
  requestedAddressFamily,
} from './attributes/requested-address-family.ts';
import { type RequestedTransport, requestedTransport } from './attributes/requested-transport.ts';
import { type ReservationToken, reservationToken } from './attributes/reservation-token.ts';
import { type ResponseOrigin, responseOrigin } from './attributes/response-origin.ts';
import { type ResponsePort, responsePort } from './attributes/response-port.ts';
import { type Software, software } from './attributes/software.ts';
import { type UnknownAttributes, unknownAttributes } from './attributes/unknown-attributes.ts';
import { type UseCandidate, useCandidate } from './attributes/use-candidate.ts';
import { type Userhash, userhash } from './attributes/userhash.ts';
import { type Username, username } from './attributes/username.ts';
import { type XorMappedAddress, xorMappedAddress } from './attributes/xor-mapped-address.ts';
import { type XorPeerAddress, xorPeerAddress } from './attributes/xor-peer-address.ts';
import { type XorRelayedAddress, xorRelayedAddress } from './attributes/xor-relayed-address.ts';
import type { AttributeCodec } from './codec.ts';

/** Every attribute that we understand, told apart by `type`: the RFC's name. */
export type KnownAttribute =
  // RFC 8489
  | MappedAddress
  | Username
  | MessageIntegrity
  | ErrorCode
  | UnknownAttributes
  | Realm
  | Nonce
  | MessageIntegritySha256
  | PasswordAlgorithm
  | Userhash
  | XorMappedAddress
  | PasswordAlgorithms
  | AlternateDomain
  | Software
  | AlternateServer
  | Fingerprint
  // RFC 8445
  | Priority
  | UseCandidate
  | IceControlled
  | IceControlling
  // RFC 8656
  | ChannelNumber
  | Lifetime
  | XorPeerAddress
  | Data
  | XorRelayedAddress
  | RequestedAddressFamily
  | EvenPort
  | RequestedTransport
  | DontFragment
  | ReservationToken
  | AdditionalAddressFamily
  | AddressErrorCode
  | Icmp
  // RFC 5780
  | ChangeRequest
  | Padding
  | ResponsePort
  | ResponseOrigin
  | OtherAddress;

/** An attribute that we don't understand, or whose value is of a kind that we don't know: as it was on the wire. */
export interface UnknownAttribute {
  readonly type: 'unknown';
  readonly code: number;
  readonly value: Uint8Array;
}

export type StunAttribute = KnownAttribute | UnknownAttribute;

/** The attribute of that name. */
export type AttributeOf<T extends StunAttribute['type']> = Extract<StunAttribute, { type: T }>;

/** The codec of each attribute, by its name. */
const CODECS: { readonly [T in KnownAttribute['type']]: AttributeCodec<AttributeOf<T>> } = {
  // RFC 8489
  'MAPPED-ADDRESS': mappedAddress,
  USERNAME: username,
  'MESSAGE-INTEGRITY': messageIntegrity,
  'ERROR-CODE': errorCode,
  'UNKNOWN-ATTRIBUTES': unknownAttributes,
  REALM: realm,
  NONCE: nonce,
  'MESSAGE-INTEGRITY-SHA256': messageIntegritySha256,
  'PASSWORD-ALGORITHM': passwordAlgorithm,
  USERHASH: userhash,
  'XOR-MAPPED-ADDRESS': xorMappedAddress,
  'PASSWORD-ALGORITHMS': passwordAlgorithms,
  'ALTERNATE-DOMAIN': alternateDomain,
  SOFTWARE: software,
  'ALTERNATE-SERVER': alternateServer,
  FINGERPRINT: fingerprint,
  // RFC 8445
  PRIORITY: priority,
  'USE-CANDIDATE': useCandidate,
  'ICE-CONTROLLED': iceControlled,
  'ICE-CONTROLLING': iceControlling,
  // RFC 8656
  'CHANNEL-NUMBER': channelNumber,
  LIFETIME: lifetime,
  'XOR-PEER-ADDRESS': xorPeerAddress,
  DATA: data,
  'XOR-RELAYED-ADDRESS': xorRelayedAddress,
  'REQUESTED-ADDRESS-FAMILY': requestedAddressFamily,
  'EVEN-PORT': evenPort,
  'REQUESTED-TRANSPORT': requestedTransport,
  'DONT-FRAGMENT': dontFragment,
  'RESERVATION-TOKEN': reservationToken,
  'ADDITIONAL-ADDRESS-FAMILY': additionalAddressFamily,
  'ADDRESS-ERROR-CODE': addressErrorCode,
  ICMP: icmp,
  // RFC 5780
  'CHANGE-REQUEST': changeRequest,
  PADDING: padding,
  'RESPONSE-PORT': responsePort,
  'RESPONSE-ORIGIN': responseOrigin,
  'OTHER-ADDRESS': otherAddress,
};

function codecsByCode(): ReadonlyMap<number, AttributeCodec<KnownAttribute>> {
  return new Map(Object.values<AttributeCodec<KnownAttribute>>(CODECS).map((codec) => [codec.code, codec]));
}

const BY_CODE = /* @__PURE__ */ codecsByCode();

/** The codec for an attribute type on the wire, if we understand it. */
export function codecOfCode(code: number): AttributeCodec<KnownAttribute> | undefined {
  return BY_CODE.get(code);
}

/** The codec of an attribute by its name. */
export function codecOfType(type: KnownAttribute['type']): AttributeCodec<KnownAttribute> {
  return CODECS[type];
}

/** Attribute types on the wire by the RFC's names. */
export function attributeCode(type: KnownAttribute['type']): number {
  return CODECS[type].code;
}

/** The RFC's name of an attribute type on the wire, if we know it. */
export function attributeName(code: number): KnownAttribute['type'] | undefined {
  return BY_CODE.get(code)?.type;
}
