/**
 * Masks addresses for presenting: what kind of address it is stays readable, whose it is does not.
 *
 * - IPv4: the first octet, and the second where the range is private (`192.168.x.x`, `203.x.x.x`)
 * - IPv6: the first group (`fe80:x:x:x:x:x:x:x`); of a unique local address only `fd`
 * - mDNS names: the ending (`x.local`)
 * - loopback and unspecified addresses are everyone's and stay
 */
export function maskAddress(address: string): string {
  if (address.toLowerCase().endsWith('.local')) return 'x.local';
  if (address.includes(':')) return maskIpv6(address);
  return IPV4.test(address) ? maskIpv4(address) : address;
}

/**
 * Masks every address in a text: a candidate line, SDP, a URL, a browser's error message, what a learner's
 * code prints. Time is linear in the text's length, whatever is in it.
 */
export function maskText(text: string): string {
  return text.replace(IN_TEXT, (found) => maskAddress(found));
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4_SOURCE = `${OCTET}(?:\\.${OCTET}){3}`;
const IPV4 = new RegExp(`^${IPV4_SOURCE}$`);
/** Either shortened with `::` or with all of its colons, so that `12:30:59` is no address. */
const IPV6_SOURCE = `(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){6})(?:[0-9a-f]{0,4}:){2,7}(?:${IPV4_SOURCE}|[0-9a-f]{1,4})?`;
/** Each alternative begins only where a word does; else a long word would be searched from each of its letters. */
const IN_TEXT = new RegExp(
  `(?<![a-z0-9-])[a-z0-9-]+\\.local\\b|(?<![0-9a-z:.])${IPV6_SOURCE}(?![0-9a-z:])|(?<![0-9.])${IPV4_SOURCE}(?![0-9])`,
  'gi',
);

function maskIpv4(address: string): string {
  const [first = '', second = ''] = address.split('.');
  if (first === '127' || address === '0.0.0.0') return address;
  const telling = (first === '192' && second === '168') || (first === '169' && second === '254');
  return telling ? `${first}.${second}.x.x` : `${first}.x.x.x`;
}

function maskIpv6(address: string): string {
  const lower = address.toLowerCase();
  if (lower === '::' || lower === '::1') return address;
  const [first = ''] = lower.split(':');
  const kept = /^f[cd]/.test(first) ? `${first.slice(0, 2)}xx` : first || 'x';
  return `${kept}:x:x:x:x:x:x:x`;
}
