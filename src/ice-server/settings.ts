import { OperatorError } from './operator-error.ts';

/** What the environment says about both servers. */
export interface Settings {
  /** Of the STUN/TURN server, UDP and TCP. */
  readonly icePort: number;
  /** Set where neighbours may use both servers: the name or address that they type, or `0.0.0.0`. */
  readonly openHost: string | undefined;
}

/** RFC 8656 §5: "By default, TURN runs on the same ports as STUN: 3478 for TURN over UDP and TCP". */
const DEFAULT_ICE_PORT = 3478;

/** Reads `ICE_PORT` and `ICEBREAKER_HOST`. @throws OperatorError for a port that is none. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    icePort: readPort(env, 'ICE_PORT', DEFAULT_ICE_PORT),
    openHost: env.ICEBREAKER_HOST === '' ? undefined : env.ICEBREAKER_HOST,
  };
}

/** A port from the environment. @throws OperatorError for anything but 0–65535. */
export function readPort(
  env: Readonly<Record<string, string | undefined>>,
  setting: 'PORT' | 'ICE_PORT',
  fallback: number,
): number {
  const text = env[setting];
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new OperatorError(`${setting}=${text} is not a port: give a number from 1 to 65535.`);
  }
  return Number(text);
}

/**
 * Whether the site listens for other machines too.
 *
 * @param host as Astro knows it: `true` and undefined are every address
 */
export function isForOthers(host: string | boolean | undefined): boolean {
  if (typeof host === 'string') return !/^(localhost|127\..*|::1)$/.test(host);
  return host !== false;
}
