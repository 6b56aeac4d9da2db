import type { Locale } from '#src/i18n/locales.ts';
import { constants } from '#src/i18n/messages/constants.ts';
import {
  ALLOCATION_LIFETIME,
  ALLOCATION_REFRESH_BEFORE_SECONDS,
  CANDIDATE_PAIR_LIMIT,
  CHANNEL_LIFETIME_SECONDS,
  CHANNEL_NUMBERS,
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
  TYPE_PREFERENCE,
  type CandidateType,
  type StunErrorCode,
  checkRtoMs,
  consentIntervalSeconds,
  errorReason,
  retransmissionSchedule,
} from '#src/protocol/index.ts';

/** A row of a table of constants, in the words of one edition. */
export interface ConstantRow {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
  /** Where the number stands. */
  readonly source: { readonly n: number; readonly s: string };
  /** For the kind's hue and mark. */
  readonly kind?: CandidateType;
}

type Words = (typeof constants)[Locale];
/** The key of a name and of its meaning, the value with its unit, RFC and section. */
type Entry = [id: keyof Words['names'], value: (units: Words['units']) => string, n: number, s: string];

const TABLES = {
  'stun-retransmission': [
    ['rto', (u) => u.ms(RETRANSMISSION.rtoMs), 8489, '6.2.1'],
    ['rc', () => `${RETRANSMISSION.rc}`, 8489, '6.2.1'],
    ['rm', () => `${RETRANSMISSION.rm}`, 8489, '6.2.1'],
    ['sends', (u) => u.sends(retransmissionSchedule().sendsAtMs), 8489, '6.2.1'],
    ['fails', (u) => u.ms(retransmissionSchedule().failsAtMs), 8489, '6.2.1'],
    ['ti', (u) => u.s(RELIABLE_TIMEOUT_MS / 1000), 8489, '6.2.2'],
  ],
  'stun-header': [
    ['header', (u) => u.bytes(HEADER_LENGTH), 8489, '5'],
    ['cookie', () => hex(MAGIC_COOKIE), 8489, '5'],
    ['transactionId', (u) => u.bits(8 * TRANSACTION_ID_LENGTH), 8489, '5'],
    ['fingerprintXor', () => hex(FINGERPRINT_XOR), 8489, '14.7'],
  ],
  'turn-lifetimes': [
    ['allocation', (u) => u.s(ALLOCATION_LIFETIME.defaultSeconds), 8656, '6'],
    ['allocationMaximum', (u) => u.s(ALLOCATION_LIFETIME.maximumSeconds), 8656, '7.2'],
    ['refreshBefore', (u) => u.s(ALLOCATION_REFRESH_BEFORE_SECONDS), 8656, '8'],
    ['permission', (u) => u.s(PERMISSION_LIFETIME_SECONDS), 8656, '9'],
    ['channel', (u) => u.s(CHANNEL_LIFETIME_SECONDS), 8656, '12'],
    ['quarantine', (u) => u.s(CHANNEL_QUARANTINE_SECONDS), 8656, '12'],
    ['channelNumbers', (u) => u.range(hex(CHANNEL_NUMBERS.first), hex(CHANNEL_NUMBERS.last)), 8656, '12'],
    ['nonce', (u) => u.s(NONCE_LIFETIME_SECONDS), 8656, '5'],
  ],
  'ice-timers': [
    ['ta', (u) => u.ms(PACING.defaultMs), 8445, '14.2'],
    ['taLeast', (u) => u.ms(PACING.leastMs), 8445, '14.2'],
    ['checkRto', (u) => u.ms(checkRtoMs({ total: 1, waiting: 0, inProgress: 1 })), 8445, '14.3'],
    ['pairLimit', () => `${CANDIDATE_PAIR_LIMIT}`, 8445, '6.1.2.5'],
    ['pac', (u) => u.s(PAC_TIMER_MS / 1000), 8863, '4'],
    ['tr', (u) => u.s(KEEPALIVE_SECONDS), 8445, '11'],
  ],
  consent: [
    ['consentInterval', (u) => u.s(CONSENT.intervalSeconds), 7675, '5.1'],
    [
      'consentPeriod',
      (u) => u.range(`${consentIntervalSeconds().from}`, u.s(consentIntervalSeconds().to)),
      7675,
      '5.1',
    ],
    ['consentExpiry', (u) => u.s(CONSENT.expirySeconds), 7675, '5.1'],
    ['tr', (u) => u.s(KEEPALIVE_SECONDS), 8445, '11'],
  ],
} as const satisfies Record<string, readonly Entry[]>;

/** The codes that a TURN client may meet, with the RFC that defines each. RFC 6062's are for TCP relays, 487 is ICE's. */
const TURN_ERRORS = [
  [300, 8489],
  [400, 8489],
  [401, 8489],
  [403, 8656],
  [420, 8489],
  [437, 8656],
  [438, 8489],
  [440, 8656],
  [441, 8656],
  [442, 8656],
  [443, 8656],
  [486, 8656],
  [500, 8489],
  [508, 8656],
] as const satisfies readonly [StunErrorCode, 8489 | 8656][];
/** Where the two RFCs list their codes. */
const ERROR_SECTION = { 8489: '14.8', 8656: '19' } as const;

export type ConstantGroup = keyof typeof TABLES | 'turn-errors' | 'type-preferences';

/** All groups. A name that isn't among them does not compile. */
export const CONSTANT_GROUPS: readonly ConstantGroup[] = [
  'stun-retransmission',
  'stun-header',
  'turn-lifetimes',
  'turn-errors',
  'ice-timers',
  'consent',
  'type-preferences',
];

/** The rows of a group, from `src/protocol`, in the words of an edition. */
export function constantRows(group: ConstantGroup, locale: Locale): ConstantRow[] {
  const t = constants[locale];
  if (group === 'turn-errors') {
    return TURN_ERRORS.map(([code, n]) => ({
      name: `${code}`,
      value: errorReason(code),
      meaning: t.errors[code],
      source: { n, s: ERROR_SECTION[n] },
    }));
  }
  if (group === 'type-preferences') {
    const kinds = Object.keys(t.preferences) as CandidateType[];
    return kinds.map((kind) => ({
      name: kind,
      kind,
      value: `${TYPE_PREFERENCE[kind]}`,
      meaning: t.preferences[kind],
      source: { n: 8445, s: '5.1.2.2' },
    }));
  }
  const entries: readonly Entry[] = TABLES[group];
  return entries.map(([id, value, n, s]) => ({
    name: t.names[id],
    value: value(t.units),
    meaning: t.meanings[id],
    source: { n, s },
  }));
}

function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase()}`;
}
