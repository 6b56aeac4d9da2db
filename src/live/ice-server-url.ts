import { err, ok, type Result } from '#src/protocol/result.ts';

export type IceScheme = 'stun' | 'stuns' | 'turn' | 'turns';

/** A STUN or TURN URI, taken apart. `host` is without the brackets of an IPv6 literal. */
export interface IceUrl {
  readonly scheme: IceScheme;
  readonly host: string;
  /** The port that is meant: the one written, or the scheme's default (3478, or 5349 for TLS). */
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
}

/** What is wrong with a URI; each has its own words in `src/i18n/messages/ice-servers.ts`. */
export type IceUrlError =
  | 'empty'
  | 'no-scheme'
  | 'unknown-scheme'
  | 'slashes'
  | 'no-host'
  | 'bad-host'
  | 'user-in-url'
  | 'bare-ipv6'
  | 'bad-port'
  | 'stun-query'
  | 'bad-query'
  | 'bad-transport';

const DEFAULT_PORT: Record<IceScheme, number> = { stun: 3478, turn: 3478, stuns: 5349, turns: 5349 };
const REG_NAME = /^[a-z0-9._~-]+$/i;
const IPV6_LITERAL = /^[0-9a-f:.]*:[0-9a-f:.]*$/i;

/**
 * Reads a URI as RFC 7064 §3.1 (`stun:host[:port]`) and RFC 7065 §3.1
 * (`turn:host[:port][?transport=udp|tcp]`) write them: no slashes, no user, no path.
 */
export function parseIceUrl(text: string): Result<IceUrl, IceUrlError> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  const scheme = readScheme(trimmed);
  if (!scheme.ok) return scheme;
  const rest = trimmed.slice(scheme.value.length + 1);
  if (rest.startsWith('//')) return err('slashes');

  const [authority = '', query] = split(rest, '?');
  const place = readAuthority(authority);
  if (!place.ok) return place;
  const transport = readTransport(scheme.value, query);
  if (!transport.ok) return transport;
  return ok({
    scheme: scheme.value,
    host: place.value.host,
    port: place.value.port ?? DEFAULT_PORT[scheme.value],
    transport: transport.value,
  });
}

/** Whether a URL asks for a relay, which needs a username and a credential. */
export function isTurnUrl(url: string): boolean {
  return /^turns?:/i.test(url.trim());
}

function readScheme(text: string): Result<IceScheme, IceUrlError> {
  const name = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (name === 'stun' || name === 'stuns' || name === 'turn' || name === 'turns') return ok(name);
  // `turn.example.org:3478` has something before a colon as well, but it is a host.
  const isHostAndPort = name !== undefined && (name.includes('.') || /^[^:]*:\d+(\?|$)/.test(text));
  return err(name === undefined || isHostAndPort ? 'no-scheme' : 'unknown-scheme');
}

function readAuthority(text: string): Result<{ host: string; port: number | undefined }, IceUrlError> {
  if (text.includes('@')) return err('user-in-url');
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    const host = text.slice(1, close);
    if (close < 0 || !IPV6_LITERAL.test(host)) return err('bad-host');
    return withPort(host, text.slice(close + 1));
  }
  if (text.split(':').length > 2) return err('bare-ipv6');
  const [host = '', port] = split(text, ':');
  if (host === '') return err('no-host');
  if (!REG_NAME.test(host)) return err('bad-host');
  return withPort(host, port === undefined ? '' : `:${port}`);
}

function withPort(
  host: string,
  suffix: string,
): Result<{ host: string; port: number | undefined }, IceUrlError> {
  if (suffix === '') return ok({ host, port: undefined });
  const port = /^:(\d{1,5})$/.exec(suffix)?.[1];
  if (port === undefined || Number(port) === 0 || Number(port) > 65_535) return err('bad-port');
  return ok({ host, port: Number(port) });
}

function readTransport(scheme: IceScheme, query: string | undefined): Result<'udp' | 'tcp', IceUrlError> {
  if (query === undefined) return ok(scheme === 'turns' || scheme === 'stuns' ? 'tcp' : 'udp');
  // RFC 7064 §3.1: a stun URI has no query; browsers refuse one.
  if (scheme === 'stun' || scheme === 'stuns') return err('stun-query');
  const value = /^transport=([^&]*)$/i.exec(query)?.[1]?.toLowerCase();
  if (value === undefined) return err('bad-query');
  return value === 'udp' || value === 'tcp' ? ok(value) : err('bad-transport');
}

/** Splits at the first separator: `['a', 'b=c']`, or `['a']` where there is none. */
function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
