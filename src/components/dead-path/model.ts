import { CONSENT, consentIntervalSeconds, KEEPALIVE_SECONDS } from '#src/protocol/index.ts';

/** How long the picture is, and until when the path may die in it. */
export const SPAN_S = 60;
export const LATEST_DEATH_S = 25;

/** How long an answer is on its way here and back. */
const ROUND_TRIP_S = 0.1;

/** `drawn`: each interval at random between the two others, as RFC 7675 §5.1 wants it. */
export type Rhythm = 'drawn' | 'shortest' | 'longest';

export const RHYTHMS: readonly Rhythm[] = ['drawn', 'shortest', 'longest'];

/** What became of consent on a path that died. Seconds count from when ICE concluded, which is itself a valid answer. */
export interface Course {
  readonly requests: readonly { readonly atS: number; readonly isAnswered: boolean }[];
  readonly answeredAtS: number;
  /** RFC 7675 §5.1: "Consent expires after 30 seconds" without a valid answer. */
  readonly expiresAtS: number;
  /** How long the program goes on sending into nothing. */
  readonly sendsIntoNothingS: number;
  /** The longest time without a packet, if no data is sent; after Tr of it a keepalive would be due (RFC 8445 §11). */
  readonly longestQuietS: number;
}

/** @param random numbers from 0 to 1, one for each interval; more intervals than numbers use them again */
export function courseOf(diesAtS: number, rhythm: Rhythm, random: readonly number[]): Course {
  const requests: { atS: number; isAnswered: boolean }[] = [];
  let answeredAtS = 0;
  let askedAtS = 0;
  let longestQuietS = 0;
  for (;;) {
    const intervalS = intervalOf(rhythm, random[requests.length % Math.max(1, random.length)] ?? 0.5);
    const atS = askedAtS + intervalS;
    // The two clocks are independent: how often somebody asks doesn't move the end.
    if (atS >= answeredAtS + CONSENT.expirySeconds) break;
    const isAnswered = atS + ROUND_TRIP_S <= diesAtS;
    requests.push({ atS, isAnswered });
    if (isAnswered) answeredAtS = atS + ROUND_TRIP_S;
    longestQuietS = Math.max(longestQuietS, intervalS);
    askedAtS = atS;
  }
  const expiresAtS = answeredAtS + CONSENT.expirySeconds;
  return { requests, answeredAtS, expiresAtS, sendsIntoNothingS: expiresAtS - diesAtS, longestQuietS };
}

function intervalOf(rhythm: Rhythm, random: number): number {
  const { from, to } = consentIntervalSeconds();
  if (rhythm === 'shortest') return from;
  if (rhythm === 'longest') return to;
  return from + (to - from) * random;
}

/** Whether a keepalive would have been due. */
export function isKeepaliveDue({ longestQuietS }: Course): boolean {
  return longestQuietS >= KEEPALIVE_SECONDS;
}

/** From when to when. */
export interface Range {
  readonly fromS: number;
  readonly toS: number;
}

export interface Measured {
  readonly browser: string;
  readonly disconnected: Range;
  readonly failed: Range;
}

/**
 * Seconds after the path died until A's `connectionState` changed: the earliest and the latest of three runs each (B
 * closed; a relay stopped dead, twice). They are the browsers' own choice and stand in no RFC.
 */
export const MEASURED: readonly Measured[] = [
  { browser: 'Chromium 156', disconnected: { fromS: 5.9, toS: 7.1 }, failed: { fromS: 15.9, toS: 17.2 } },
  { browser: 'Firefox 153 ESR', disconnected: { fromS: 6.1, toS: 10.8 }, failed: { fromS: 26.6, toS: 29.5 } },
];
