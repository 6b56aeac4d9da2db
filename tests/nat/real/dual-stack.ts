import { IPV6, type Side, otherSide } from './addresses.ts';
import { type NameOf, inNamespace, ip } from './netns.ts';

/*
 * IPv6 beside the NATs: routers that translate nothing and let in what was asked for, as RFC 6092 recommends to homes.
 */

const FIREWALL = `table ip6 lab {
  chain forward { type filter hook forward priority filter; policy drop;
    ct state established,related accept; iifname "inside0" accept; }
}\n`;

/** For a home whose router leads to the internet itself, and which keeps it: Chromium goes on telling an address that is gone. */
export function giveIpv6(side: Side, nameOf: NameOf): void {
  const [home, nat] = [nameOf(`home-${side}`), nameOf(`nat-${side}`)];
  const [own, other] = [IPV6[side], IPV6[otherSide(side)]];
  add(home, `${own.home}/64`, 'net0');
  ip('-n', home, '-6', 'route', 'replace', 'default', 'via', own.router, 'dev', 'net0');
  add(nat, `${own.router}/64`, 'inside0');
  add(nat, `${own.outside}/64`, 'direct0');
  ip('-n', nat, '-6', 'route', 'replace', other.network, 'via', other.outside, 'dev', 'direct0');
  inNamespace(nat, ['nft', '-f', '-'], FIREWALL);
}

/** At once: nobody else could have the address. */
function add(name: string, address: string, link: string): void {
  ip('-n', name, 'address', 'replace', address, 'dev', link, 'nodad');
}
