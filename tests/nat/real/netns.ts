import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

/*
 * Network namespaces, by the commands that change them. They need root.
 */

/** Names of the namespaces of a network, by what stands there: `home-a`, `nat-b`, `net`. */
export type NameOf = (what: string) => string;

export const ip = (...args: readonly string[]): void =>
  void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });

export function inNamespace(name: string, command: readonly string[], input?: string): void {
  execFileSync('ip', ['netns', 'exec', name, ...command], { input, stdio: ['pipe', 'ignore', 'pipe'] });
}

export function addNamespace(name: string): void {
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  // Names fail at once instead of after a resolver's silence.
  writeFileSync(`/etc/netns/${name}/resolv.conf`, 'nameserver 127.0.0.1\n');
  ip('netns', 'add', name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
  inNamespace(name, ['sysctl', '-q', '-w', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1']);
}

export function removeNamespace(name: string): void {
  try {
    ip('netns', 'delete', name);
  } catch {
    // It was never made.
  }
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}

/** The addresses of a namespace that others can reach, sorted. */
export function addressesIn(name: string): string[] {
  const args = ['-n', name, '-json', 'address', 'show', 'scope', 'global'];
  const links = JSON.parse(execFileSync('ip', args, { encoding: 'utf8' })) as readonly {
    readonly addr_info?: readonly { readonly local?: string }[];
  }[];
  return links.flatMap(({ addr_info = [] }) => addr_info.flatMap(({ local }) => local ?? [])).sort();
}

/** A cable between two namespaces: a link in each. */
export const cable = (from: string, link: string, to: string, other: string): void =>
  ip('-n', from, 'link', 'add', link, 'type', 'veth', 'peer', 'name', other, 'netns', to);

/** A switch: its links are plugged in by `plugInto`. */
export function addSwitch(name: string, link: string): void {
  ip('-n', name, 'link', 'add', link, 'type', 'bridge');
  ip('-n', name, 'link', 'set', link, 'up');
}

export function plugInto(name: string, switchLink: string, link: string): void {
  ip('-n', name, 'link', 'set', link, 'master', switchLink);
  ip('-n', name, 'link', 'set', link, 'up');
}

/** Loads rules, and forgets every connection that went by those before. */
export function setRules(namespace: string, rules: string): void {
  inNamespace(namespace, ['nft', '-f', '-'], rules);
  inNamespace(namespace, ['conntrack', '-F']);
}
