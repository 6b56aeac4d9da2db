import {
  ALLOCATION_LIFETIME,
  ALLOCATION_REFRESH_BEFORE_SECONDS,
  CANDIDATE_PAIR_LIMIT,
  CHANNEL_LIFETIME_SECONDS,
  CHANNEL_QUARANTINE_SECONDS,
  CONSENT,
  FINGERPRINT_XOR,
  HEADER_LENGTH,
  KEEPALIVE_SECONDS,
  MAGIC_COOKIE,
  NONCE_LIFETIME_SECONDS,
  PACING,
  PAC_TIMER_MS,
  PERMISSION_LIFETIME_SECONDS,
  RELIABLE_TIMEOUT_MS,
  RETRANSMISSION,
  TRANSACTION_ID_LENGTH,
  consentIntervalSeconds,
  retransmissionSchedule,
} from '#src/protocol/index.ts';

/** What a number measures. */
export type Dimension = 'ms' | 'bits' | 'number';

/** A constant as texts name it, and the values that they may give it. */
export interface Constant {
  /** A regular expression. */
  readonly name: string;
  readonly dimension: Dimension;
  readonly values: readonly number[];
  /** Whether a number without a unit behind the name is its value, too: so with symbols, not with words. */
  readonly isSymbol?: true;
}

const seconds = (...values: number[]) => values.map((value) => 1000 * value);

/** The constants that a sentence or a row of a table may name. */
export const CONSTANTS: readonly Constant[] = [
  { name: 'RTO', dimension: 'ms', values: [RETRANSMISSION.rtoMs], isSymbol: true },
  { name: 'Rc', dimension: 'number', values: [RETRANSMISSION.rc] },
  { name: 'Rm', dimension: 'number', values: [RETRANSMISSION.rm] },
  { name: 'Ti', dimension: 'ms', values: [RELIABLE_TIMEOUT_MS], isSymbol: true },
  { name: 'Ta', dimension: 'ms', values: [PACING.defaultMs], isSymbol: true },
  { name: 'Tr', dimension: 'ms', values: seconds(KEEPALIVE_SECONDS), isSymbol: true },
  { name: 'PAC timer', dimension: 'ms', values: [PAC_TIMER_MS] },
  { name: 'consent checks?', dimension: 'ms', values: seconds(CONSENT.intervalSeconds) },
  { name: 'consent', dimension: 'ms', values: seconds(CONSENT.expirySeconds) },
  { name: 'permissions?|许可', dimension: 'ms', values: seconds(PERMISSION_LIFETIME_SECONDS) },
  {
    name: 'allocations?|分配',
    dimension: 'ms',
    values: seconds(ALLOCATION_LIFETIME.defaultSeconds, ALLOCATION_LIFETIME.maximumSeconds),
  },
  {
    // A bare "channel" may be a data channel, or that of the signalling.
    name: 'channel bindings?|通道绑定',
    dimension: 'ms',
    values: seconds(CHANNEL_LIFETIME_SECONDS, CHANNEL_QUARANTINE_SECONDS),
  },
  { name: 'magic cookie', dimension: 'number', values: [MAGIC_COOKIE] },
  { name: 'FINGERPRINT XOR', dimension: 'number', values: [FINGERPRINT_XOR] },
  { name: 'transaction ids?', dimension: 'bits', values: [8 * TRANSACTION_ID_LENGTH] },
  { name: 'STUN header', dimension: 'bits', values: [8 * HEADER_LENGTH] },
  { name: 'pair limit', dimension: 'number', values: [CANDIDATE_PAIR_LIMIT] },
];

/** The times that a section gives, in milliseconds: a sentence that cites it can name no other. */
export const TIMES: Readonly<Record<string, readonly number[]>> = {
  '8489 6.2.1': [...retransmissionSchedule().sendsAtMs, retransmissionSchedule().failsAtMs],
  '8489 6.2.2': [RELIABLE_TIMEOUT_MS],
  '8656 5': seconds(NONCE_LIFETIME_SECONDS),
  '8656 6': seconds(ALLOCATION_LIFETIME.defaultSeconds),
  '8656 7.2': seconds(ALLOCATION_LIFETIME.defaultSeconds, ALLOCATION_LIFETIME.maximumSeconds),
  '8656 8': seconds(ALLOCATION_REFRESH_BEFORE_SECONDS),
  '8656 9': seconds(PERMISSION_LIFETIME_SECONDS),
  '8656 12': seconds(CHANNEL_LIFETIME_SECONDS, CHANNEL_QUARANTINE_SECONDS),
  '8445 11': seconds(KEEPALIVE_SECONDS),
  '8445 14.2': [PACING.defaultMs, PACING.leastMs],
  '8445 14.3': [RETRANSMISSION.rtoMs],
  '7675 5.1': seconds(
    CONSENT.expirySeconds,
    CONSENT.intervalSeconds,
    consentIntervalSeconds().from,
    consentIntervalSeconds().to,
  ),
  '8863 4': [PAC_TIMER_MS],
};
