import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { A1, A2, INSIDE, INSIDE_TOO, OUTSIDE } from './nat-rules.ts';

/** A home with two addresses, a router, and an internet with two more: a network namespace each. */
export interface RoutedNetwork {
  readonly home: string;
  readonly router: string;
  readonly internet: string;
  /** What the router does: chains of nftables. */
  setRules(rules: string): void;
  /** One of the router's `net.netfilter.nf_conntrack_…`. */
  setConntrack(name: string, value: number): void;
  remove(): void;
}

export type Program = ChildProcessByStdio<Writable, Readable, null>;

/** Runs a program of ours in a namespace. */
export function program(namespace: string, text: string): Program {
  const command = [process.execPath, '--input-type=module', '-e', text];
  return spawn('ip', ['netns', 'exec', namespace, ...command], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** @param name tells this one's namespaces from others */
export function makeRoutedNetwork(name: string): RoutedNetwork {
  const namespaces = ['home', 'router', 'internet'].map((role) => `ib-${name}-${process.pid}-${role}`);
  const [home = '', router = '', internet = ''] = namespaces;
  const ip = (command: string) => execFileSync('ip', command.split(' '));
  for (const namespace of namespaces) {
    ip(`netns add ${namespace}`);
    ip(`-n ${namespace} link set lo up`);
  }
  ip(`-n ${home} link add net0 type veth peer name inside0 netns ${router}`);
  ip(`-n ${internet} link add net0 type veth peer name outside0 netns ${router}`);
  for (const address of [INSIDE, INSIDE_TOO]) ip(`-n ${home} address add ${address}/24 dev net0`);
  ip(`-n ${router} address add 192.168.77.1/24 dev inside0`);
  ip(`-n ${router} address add ${OUTSIDE}/24 dev outside0`);
  for (const address of [A1, A2]) ip(`-n ${internet} address add ${address}/24 dev net0`);
  for (const namespace of [home, internet]) ip(`-n ${namespace} link set net0 up`);
  for (const link of ['inside0', 'outside0']) ip(`-n ${router} link set ${link} up`);
  ip(`-n ${home} route add default via 192.168.77.1`);
  // For the router that only filters: the way back to a home that is not hidden.
  ip(`-n ${internet} route add default via ${OUTSIDE}`);
  const sysctl = (setting: string) => ip(`netns exec ${router} sysctl -q -w ${setting}`);
  sysctl('net.ipv4.ip_forward=1');

  return {
    home,
    router,
    internet,
    setRules(rules) {
      const input = `flush ruleset\ntable ip nat {\n${rules}\n}`;
      execFileSync('ip', ['netns', 'exec', router, 'nft', '-f', '-'], { input });
    },
    setConntrack: (setting, value) => sysctl(`net.netfilter.nf_conntrack_${setting}=${value}`),
    remove() {
      for (const namespace of namespaces) ip(`netns delete ${namespace}`);
    },
  };
}
