/** What the environment says about both servers. */
export interface Settings {
  /** Of the STUN/TURN server, UDP and TCP. */
  readonly icePort: number;
  /** Set where neighbours may use both servers: the name or address that they type, or `0.0.0.0`. */
  readonly openHost: string | undefined;
}

/** RFC 8656 §5: "By default, TURN runs on the same ports as STUN: 3478 for TURN over UDP and TCP". */
const DEFAULT_ICE_PORT = 3478;

/** Reads `ICE_PORT` and `ICEBREAKER_HOST`. @throws RangeError for a port that is none. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    icePort: readPort(env, 'ICE_PORT', DEFAULT_ICE_PORT),
    openHost: env.ICEBREAKER_HOST === '' ? undefined : env.ICEBREAKER_HOST,
  };
}

/** A port from the environment. @throws RangeError for anything but 0–65535. */
export function readPort(
  env: Readonly<Record<string, string | undefined>>,
  setting: 'PORT' | 'ICE_PORT',
  fallback: number,
): number {
  const text = env[setting];
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new RangeError(`${setting}=${text} is not a port: give a number from 1 to 65535.`);
  }
  return Number(text);
}
