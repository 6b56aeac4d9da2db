/** What the reader sets. */
export interface Load {
  /** Calls between two people at the same time, in a busy hour. */
  readonly callsAtOnce: number;
  /** Such hours in a day. */
  readonly hoursPerDay: number;
  /** Of the calls, 0 to 1. */
  readonly relayedShare: number;
  /** Of one person's stream, in one direction, headers included. */
  readonly kbitPerSecond: number;
  /** Relays that a relayed call crosses: one, or each side its own, on two machines. */
  readonly relaysInCall: 1 | 2;
  /** `turn:` and `turns:` URLs in each client's list: an allocation for each, at the beginning of every call. */
  readonly turnUrls: number;
  readonly pricePerGb: number;
  /** Whether the provider bills what leaves only, or what enters as well. */
  readonly billed: 'out' | 'both';
}

/** What the relays need and cost. In all of them together, where there are several. */
export interface Cost {
  readonly relayedCalls: number;
  /** At the busiest, in each direction: what enters is what leaves. */
  readonly mbitInPerSecond: number;
  readonly mbitOutPerSecond: number;
  readonly gbInPerMonth: number;
  readonly gbOutPerMonth: number;
  /** Relayed ports while all these calls begin at once; an allocation takes one (RFC 8656 §7.2). */
  readonly ports: number;
  readonly pricePerMonth: number;
}

const DAYS_PER_MONTH = 30;
const SECONDS_PER_HOUR = 3_600;
const PEOPLE_PER_CALL = 2;
const BITS_PER_BYTE = 8;

/** Dynamic ports, 49152 to 65535: the range from which RFC 8656 §7.2 would have relayed ports, and coturn's default. */
export const PORTS_OF_AN_ADDRESS = 65_535 - 49_152 + 1;

/** Both people send, and each packet crosses each relay once: it enters, and it leaves. */
export function costOf(load: Load): Cost {
  const relayedCalls = load.callsAtOnce * load.relayedShare;
  const mbitPerSecond = (relayedCalls * PEOPLE_PER_CALL * load.relaysInCall * load.kbitPerSecond) / 1_000;
  const secondsPerMonth = load.hoursPerDay * DAYS_PER_MONTH * SECONDS_PER_HOUR;
  const gbPerMonth = (mbitPerSecond * secondsPerMonth) / BITS_PER_BYTE / 1_000;
  return {
    relayedCalls,
    mbitInPerSecond: mbitPerSecond,
    mbitOutPerSecond: mbitPerSecond,
    gbInPerMonth: gbPerMonth,
    gbOutPerMonth: gbPerMonth,
    ports: load.callsAtOnce * PEOPLE_PER_CALL * load.turnUrls,
    pricePerMonth: gbPerMonth * (load.billed === 'both' ? 2 : 1) * load.pricePerGb,
  };
}
