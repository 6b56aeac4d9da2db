import { type AddressFamily, parseIpAddress } from '#src/protocol/index.ts';
import { parseIceUrl } from './ice-server-url.ts';

/** What a STUN or TURN server reported: the source of the request, as it arrived. */
export interface Mapping {
  readonly address: string;
  readonly port: number;
}

/** A server that was asked from the shared connection, with what it saw on a connection of its own. */
export interface AskedServer {
  readonly url: string;
  readonly ownMappings: readonly Mapping[];
}

/**
 * How far the asked destinations differ, which limits what can be concluded.
 * - `one-place`: every URL leads to the same host and port, or there is only one URL
 * - `one-host`: several ports of one host
 * - `several-hosts`: several hosts as they are written; two names may still be one address
 */
export type Destinations = 'one-place' | 'one-host' | 'several-hosts';

/**
 * What the shared connection showed.
 * - `same`, `different`: the servers saw one mapping of one socket, or several
 * - `unclear`: there are several interfaces, and as many mappings: which belongs to which is hidden
 * - `missing`: no mapping came
 */
export type ComparisonResult = 'same' | 'different' | 'unclear' | 'missing';

/** IPv4 and IPv6 have mappings of their own, so each family is compared by itself. */
export interface Comparison {
  readonly family: AddressFamily;
  readonly destinations: Destinations;
  readonly urls: readonly string[];
  readonly result: ComparisonResult;
  /** Each once, in order of arrival. */
  readonly mappings: readonly Mapping[];
}

/**
 * Compares what several servers saw of one connection. The browser gives one candidate for each mapping and socket, and
 * names no server, so only the number of mappings speaks: two servers that see the same one give one candidate (the
 * other is redundant, RFC 8445 §5.1.3).
 *
 * A machine with several interfaces has a mapping for each of them. How many there are shows on the servers' own
 * connections, where one server saw all of them.
 */
export function compareMappings(servers: readonly AskedServer[], shared: readonly Mapping[]): Comparison[] {
  return ([4, 6] as const).flatMap((family) => {
    const asked = servers
      .map(({ url, ownMappings }) => ({ url, sockets: ofFamily(ownMappings, family).length }))
      .filter(({ sockets }) => sockets > 0);
    if (asked.length === 0) return [];
    const urls = asked.map(({ url }) => url);
    const mappings = ofFamily(shared, family);
    const sockets = Math.max(...asked.map((server) => server.sockets));
    const result = resultOf(mappings.length, sockets);
    return [{ family, destinations: destinationsOf(urls), urls, result, mappings }];
  });
}

/** Whether these URLs lead to several places, as far as can be told without asking the DNS. */
export function destinationsOf(urls: readonly string[]): Destinations {
  const places = urls.flatMap((url) => {
    const parsed = parseIceUrl(url);
    return parsed.ok ? [{ host: canonicalHost(parsed.value.host), port: parsed.value.port }] : [];
  });
  if (new Set(places.map(({ host }) => host)).size > 1) return 'several-hosts';
  return new Set(places.map(({ port }) => port)).size > 1 ? 'one-host' : 'one-place';
}

function resultOf(mappings: number, sockets: number): ComparisonResult {
  if (mappings === 0) return 'missing';
  if (mappings > sockets) return 'different';
  return mappings === 1 ? 'same' : 'unclear';
}

function ofFamily(mappings: readonly Mapping[], family: AddressFamily): Mapping[] {
  const byText = new Map(mappings.map((mapping) => [`${mapping.address} ${mapping.port}`, mapping]));
  return [...byText.values()].filter(({ address }) => parseIpAddress(address)?.family === family);
}

function canonicalHost(host: string): string {
  return parseIpAddress(host)?.address ?? host.toLowerCase();
}
