/**
 * A network of its own for browser tests: hermetic, and with mDNS kept off the machine's real interfaces. It needs
 * root on Linux. Inside: loopback and one interface with addresses and default routes, without which no browser gathers.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { findCommand } from './programs.mjs';

/**
 * @typedef {object} Namespace
 * @property {readonly string[]} prefix what to put before a command to run it inside
 * @property {() => void} remove ends what still runs inside and removes the namespace
 */

/** Whether namespaces can be made here. */
export function canMakeNamespaces() {
  return process.platform === 'linux' && process.getuid?.() === 0 && findCommand('ip') !== undefined;
}

/**
 * Makes a namespace; undefined where that isn't possible.
 *
 * @param {string} purpose becomes part of its name
 * @returns {Namespace | undefined}
 */
export function makeNamespace(purpose) {
  if (!canMakeNamespaces()) return undefined;
  const name = `icebreaker-${purpose}-${process.pid}`;
  const resolver = `/etc/netns/${name}`;
  const remove = () => {
    for (const pid of ip('netns', 'pids', name).stdout.split('\n').filter(Boolean).map(Number)) kill(pid);
    ip('netns', 'del', name);
    rmSync(resolver, { recursive: true, force: true });
  };
  // `ip netns exec` puts this file in place: names fail at once instead of after a resolver's silence.
  mkdirSync(resolver, { recursive: true });
  writeFileSync(`${resolver}/resolv.conf`, 'nameserver 127.0.0.1\n');
  const steps = [
    `netns add ${name}`,
    `-n ${name} link set lo up`,
    `-n ${name} link add net0 type veth peer name net1`,
    `-n ${name} link set net1 addrgenmode none`, // the far end has no address of its own
    `-n ${name} link set net0 up`,
    `-n ${name} link set net1 up`,
    `-n ${name} address add 10.91.0.2/24 dev net0`,
    `-n ${name} address add fd91::2/64 dev net0 nodad`,
    `-n ${name} route add default via 10.91.0.1`,
    `-n ${name} -6 route add default via fd91::1 dev net0`,
  ];
  for (const step of steps) {
    const { status, stderr } = ip(...step.split(' '));
    if (status === 0) continue;
    remove();
    console.log(
      `No network namespace of its own (ip ${step}: ${stderr.trim()}): using this machine's network.`,
    );
    return undefined;
  }
  return { prefix: ['ip', 'netns', 'exec', name], remove };
}

/** @param {string[]} args */
function ip(...args) {
  return spawnSync('ip', args, { encoding: 'utf8' });
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
