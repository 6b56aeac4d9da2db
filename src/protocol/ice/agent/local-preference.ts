import type { AddressFamily } from '../../bytes/address.ts';

/**
 * Local preferences of the host candidates of one component, in the order of the addresses: each its own (RFC 8445
 * §5.1.2.1), IPv6 first, then the families in turn, so that a broken IPv6 doesn't hold up all of IPv4 (RFC 8421 §4):
 *
 *     Hi = (N_4 + N_6) / N_4
 *
 * is how many IPv6 addresses stand before an IPv4 one. Within a family the order stays as given.
 */
export function localPreferences(families: readonly AddressFamily[]): number[] {
  const indices = [...families.keys()];
  const ipv4 = indices.filter((index) => families[index] === 4);
  const ipv6 = indices.filter((index) => families[index] === 6);
  const headStart = ipv4.length === 0 ? Infinity : Math.floor(families.length / ipv4.length);
  const order: number[] = [];
  while (ipv4.length + ipv6.length > 0) order.push(...ipv6.splice(0, headStart), ...ipv4.splice(0, 1));
  const preferences = families.map(() => 0);
  for (const [place, index] of order.entries()) preferences[index] = 65_535 - place;
  return preferences;
}
