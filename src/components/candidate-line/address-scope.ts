import { parseIpAddress } from '#src/protocol/index.ts';

/**
 * How far an address reaches.
 * - `hidden`: 0.0.0.0 or ::, which stands for "not told"
 * - `local`: only inside the reader's own network: RFC 1918, RFC 6598 (carrier-grade NAT), link-local, RFC 4193
 * - `mdns`, `name`: no address at all
 */
export type AddressScope = 'hidden' | 'loopback' | 'local' | 'public' | 'mdns' | 'name';

const LOCAL_IPV4 =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
const LOCAL_IPV6 = /^(fe[89ab]|f[cd])/;

export function addressScope(address: string): AddressScope {
  const parsed = parseIpAddress(address);
  if (!parsed) return address.toLowerCase().endsWith('.local') ? 'mdns' : 'name';
  const text = parsed.address;
  if (text === '0.0.0.0' || text === '::') return 'hidden';
  if (text === '::1' || text.startsWith('127.')) return 'loopback';
  return (parsed.family === 4 ? LOCAL_IPV4 : LOCAL_IPV6).test(text) ? 'local' : 'public';
}
