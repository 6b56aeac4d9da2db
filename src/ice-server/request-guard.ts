import type { IncomingHttpHeaders } from 'node:http';
import { hostname } from 'node:os';
import { isLoopback, parseIpAddress } from '#src/protocol/bytes/address.ts';
import { ownNetworks } from './own-addresses.ts';

/** Why a request may not see or change anything of the ICE server. */
export type GuardRefusal = 'foreign-host' | 'foreign-site' | 'foreign-origin';

/**
 * Names by which this machine may be asked. A page of a stranger can have its own name answered with
 * our address (DNS rebinding), and then it is "the same origin" to the browser: only Host tells.
 *
 * @param extraHosts names that the operator allows
 */
export function refusesHost(
  host: string | undefined,
  extraHosts: readonly string[],
): GuardRefusal | undefined {
  const name = hostNameOf(host);
  if (name === undefined) return 'foreign-host';
  if (name === 'localhost' || extraHosts.includes(name)) return undefined;
  const ip = parseIpAddress(name.replace(/^\[|\]$/g, ''));
  if (!ip) return 'foreign-host';
  const isOwn = isLoopback(ip.address) || ownNetworks().some(({ address }) => address === ip.address);
  return isOwn ? undefined : 'foreign-host';
}

/** Refuses what another site's page asks for. No header means no browser, or a very old one. */
export function refusesSite(headers: IncomingHttpHeaders): GuardRefusal | undefined {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none' ? undefined : 'foreign-site';
}

/** Refuses a change that doesn't come from a page of our own: browsers send Origin with every POST. */
export function refusesOrigin({ origin, host }: IncomingHttpHeaders): GuardRefusal | undefined {
  const isOwn = host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
  return isOwn ? undefined : 'foreign-origin';
}

function hostNameOf(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}/`)) return undefined;
  const { hostname, pathname, username } = new URL(`http://${host}/`);
  return pathname === '/' && username === '' ? hostname : undefined;
}

/** Names by which neighbours may ask for the site, once they are let in. */
export function namesOfThisMachine(openHost: string | undefined): string[] {
  const name = hostname().toLowerCase();
  return [name, `${name}.local`, ...(openHost === undefined ? [] : [openHost.toLowerCase()])];
}
