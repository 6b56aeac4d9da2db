import { parseIceUrl } from '#src/live/ice-server-url.ts';

/** Beside the port of STUN and TURN, and registered to nobody who would answer a Binding request. */
const DEAD_PORT = 3477;
const OTHER_DEAD_PORT = 3476;

/**
 * A STUN URL that nobody answers: the address of a server that is configured, with the wrong port, which is also how
 * such URLs come about in real life. Firefox asks no server on loopback, so another address is preferred; where none
 * is configured, this machine's loopback has to do.
 */
export function silentServerNear(urls: readonly string[]): string {
  const servers = urls.flatMap((url) => {
    const parsed = parseIceUrl(url);
    return parsed.ok ? [parsed.value] : [];
  });
  const server = servers.find(({ host }) => !isLoopbackHost(host)) ?? servers[0];
  const host = server?.host ?? '127.0.0.1';
  const isTaken = servers.some((other) => other.host === host && other.port === DEAD_PORT);
  return `stun:${host.includes(':') ? `[${host}]` : host}:${isTaken ? OTHER_DEAD_PORT : DEAD_PORT}`;
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
