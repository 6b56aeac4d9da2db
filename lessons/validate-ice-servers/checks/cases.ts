import type { Chance } from '#lessons/chance.ts';
import type { IceServer } from '#lessons/contract.ts';

export const CHECK_IDS = [
  'takes-what-is-right',
  'each-url',
  'grammar',
  'ports',
  'ipv6',
  'queries',
  'credentials',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

export interface Expected {
  readonly index: number;
  readonly error: 'SyntaxError' | 'InvalidAccessError';
}

/** A list and what is wrong with it; null: nothing. */
export interface Case {
  readonly list: readonly IceServer[];
  readonly expected: Expected | null;
}

const LOGIN = { username: 'ada', credential: 'secret' } as const;

/**
 * The lists of a run. What is right and wrong is from RFC 7064 §3.1, RFC 7065 §3.1 and the W3C's algorithm for
 * `RTCIceServer`; `tests/e2e/who-learns.test.ts` holds each against the constructors of Chromium and Firefox.
 * Left out is where these two differ: an empty port, a port that `fetch` blocks (Firefox refuses those), `stuns`, an
 * empty username, `transport=TCP`, two things wrong at once.
 */
export function casesOf(chance: Chance): Readonly<Record<CheckId, readonly Case[]>> {
  const host = (): string => `${chance.word(3)}-${chance.word(4)}.example`;
  const ipv4 = (): string => `192.0.2.${chance.below(256)}`;
  const ipv6 = (): string => `2001:db8::${(1 + chance.below(0xfffe)).toString(16)}`;
  const port = (): number => 20_000 + chance.below(40_000);
  const right = (): IceServer => ({ urls: `stun:${host()}` });
  const login = () => ({ username: chance.word(6), credential: chance.word(9) });

  const ok = (...list: readonly IceServer[]): Case => ({ list, expected: null });
  /** A wrong entry after some right ones. */
  const wrong = (server: IceServer, error: Expected['error'] = 'SyntaxError'): Case => {
    const before = Array.from({ length: chance.below(3) }, right);
    return { list: [...before, server, right()], expected: { index: before.length, error } };
  };

  return {
    'takes-what-is-right': [
      ok(),
      ok(right()),
      ok({ urls: `stun:${host()}:${port()}` }, { urls: `stun:${ipv4()}` }),
      ok({ urls: [`stun:${host()}`, `stun:${ipv4()}:${port()}`] }),
      ok({ urls: `turn:${host()}`, ...login() }, { urls: `turns:${host()}:443`, ...login() }),
      ok({ urls: [`turn:${host()}?transport=udp`, `turns:${ipv4()}:${port()}?transport=tcp`], ...login() }),
      ok({ urls: `STUN:${host()}` }, { urls: `Turn:${host()}`, ...login() }),
      ok({ urls: `stun:${host()}`, ...login() }),
    ],
    'each-url': [
      wrong({ urls: [] }),
      wrong({ urls: [`stun:${host()}`, `stun:${ipv4()}`, `http:${host()}`] }),
      wrong({ urls: [`turn:${host()}`, ''], ...login() }),
      wrong({ urls: [`stun:${host()}`, host()] }),
    ],
    grammar: [
      wrong({ urls: '' }),
      wrong({ urls: 'stun:' }),
      wrong({ urls: host() }),
      wrong({ urls: `stun://${host()}` }),
      wrong({ urls: `turn://${host()}`, ...login() }),
      wrong({ urls: `https:${host()}` }),
      wrong({ urls: `stun:${host()}/${chance.word(4)}` }),
      wrong({ urls: `turn:${chance.word(4)}@${host()}`, ...login() }),
      wrong({ urls: `stun:${host()}#${chance.word(4)}` }),
      wrong({ urls: `stun:${chance.word(3)} ${host()}` }),
    ],
    ports: [
      ok({ urls: `stun:${host()}:443` }, { urls: `stun:${host()}:65535` }),
      wrong({ urls: `stun:${host()}:0` }),
      wrong({ urls: `stun:${host()}:65536` }),
      wrong({ urls: `turn:${host()}:${65_537 + chance.below(30_000)}`, ...login() }),
      wrong({ urls: `stun:${host()}:port` }),
      wrong({ urls: `stun:${host()}:-${port()}` }),
      wrong({ urls: `stun:${host()}:${port()}:1` }),
    ],
    ipv6: [
      ok({ urls: `stun:[${ipv6()}]` }, { urls: `turn:[${ipv6()}]:${port()}?transport=tcp`, ...login() }),
      wrong({ urls: 'stun:2001:db8::1' }),
      wrong({ urls: `stun:[${ipv6()}` }),
    ],
    queries: [
      wrong({ urls: `stun:${host()}?transport=udp` }),
      wrong({ urls: `turn:${host()}?transport=sctp`, ...login() }),
      wrong({ urls: `turn:${host()}?transport=`, ...login() }),
      wrong({ urls: `turns:${host()}?${chance.word(5)}=tcp`, ...login() }),
      wrong({ urls: `turn:${host()}?transport=udp&${chance.word(3)}=1`, ...login() }),
    ],
    credentials: [
      wrong({ urls: `turn:${host()}` }, 'InvalidAccessError'),
      wrong({ urls: `turns:${host()}` }, 'InvalidAccessError'),
      wrong({ urls: `turn:${host()}`, username: LOGIN.username }, 'InvalidAccessError'),
      wrong({ urls: `turn:${host()}`, credential: LOGIN.credential }, 'InvalidAccessError'),
      wrong({ urls: [`stun:${host()}`, `turn:${host()}:${port()}`] }, 'InvalidAccessError'),
      wrong({ urls: `TURNS:${host()}` }, 'InvalidAccessError'),
    ],
  };
}
