/** STUN messages: RFC 8489, with the attributes of ICE (RFC 8445), TURN (RFC 8656) and behaviour discovery (RFC 5780). */
export type { ErrorValue } from './error-value.ts';
export type { RequestedFamily } from './family-value.ts';
export { PASSWORD_ALGORITHM, type PasswordAlgorithmEntry } from './algorithm-value.ts';
export {
  HEADER_LENGTH,
  MAGIC_COOKIE,
  METHOD,
  TRANSACTION_ID_LENGTH,
  type StunClass,
  type StunHeader,
  joinMessageType,
  looksLikeStun,
  splitMessageType,
  stunMessageLength,
} from './header.ts';
export {
  type StunMessage,
  findAttribute,
  findAttributes,
  isComprehensionRequired,
  unknownComprehensionRequired,
} from './message.ts';
export {
  type AttributeOf,
  type KnownAttribute,
  type StunAttribute,
  type UnknownAttribute,
  attributeCode,
  attributeName,
} from './registry.ts';
export { type AttributePlace, type DecodedStun, type StunDecodeError, decodeStun } from './decode.ts';
export { type DissectedAttribute, type StunDissection, dissectStun } from './dissect.ts';
export { type EncodeOptions, encodeStun } from './encode.ts';
export {
  type Integrity,
  type IntegrityAlgorithm,
  type Verification,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from './integrity.ts';
export { FINGERPRINT_XOR, verifyFingerprint } from './fingerprint.ts';
export { type LongTermCredential, longTermKey, shortTermKey, userhashOf } from './credentials.ts';
export { opaqueString } from './opaque-string.ts';
export { type SecurityFeatures, nonceCookie, securityFeatures } from './nonce-cookie.ts';
export {
  type Retransmission,
  type RetransmissionSchedule,
  RELIABLE_TIMEOUT_MS,
  RETRANSMISSION,
  retransmissionSchedule,
} from './retransmission.ts';
export { makeTransactionId, transactionKey } from './transaction-id.ts';
export {
  type DueTransactions,
  type Transaction,
  type TransactionStart,
  Transactions,
} from './transactions.ts';
export { type StunErrorCode, errorReason, stunErrorCodes } from './error-codes.ts';
export * from './behaviour-discovery/index.ts';
