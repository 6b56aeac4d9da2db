/**
 * Networks of their own for browser tests: hermetic, and with mDNS kept off the machine's real interfaces. They are
 * network namespaces, which need root on Linux.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { findCommand } from './programs.mjs';

/**
 * @typedef {object} Network
 * @property {readonly string[]} prefix what to put before a command to run it where the browsers are
 * @property {NodeJS.ProcessEnv} env what tests have to know about it
 * @property {() => void} remove ends what still runs inside and removes it
 */

/** @typedef {{ namespaces: string[], env: NodeJS.ProcessEnv, steps: string[], nft?: { in: string, rules: string } }} Plan */

export function isRootOnLinux() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** Whether namespaces can be made here: root in a container need not be allowed to. */
export function canMakeNamespaces() {
  return (
    isRootOnLinux() && findCommand('ip') !== undefined && spawnSync('unshare', ['--net', 'true']).status === 0
  );
}

/**
 * One host: loopback and an interface with addresses and default routes, without which no browser gathers.
 *
 * @param {string} name
 * @returns {Plan}
 */
function lan(name) {
  return {
    namespaces: [name],
    env: {},
    steps: [
      `-n ${name} link add net0 type veth peer name net1`,
      `-n ${name} link set net1 addrgenmode none`, // the far end has no address of its own
      `-n ${name} link set net0 up`,
      `-n ${name} link set net1 up`,
      `-n ${name} address add 10.91.0.2/24 dev net0`,
      `-n ${name} address add fd91::2/64 dev net0 nodad`,
      `-n ${name} route add default via 10.91.0.1`,
      `-n ${name} -6 route add default via fd91::1 dev net0`,
    ],
  };
}

/**
 * A home behind a router that translates addresses, and a host on its outside. Like home routers, and unlike a Linux
 * host that only forwards, it drops what comes unasked.
 *
 * @param {string} name
 * @returns {Plan}
 */
function nat(name) {
  const [home, router, internet] = [name, `${name}-router`, `${name}-internet`];
  return {
    namespaces: [home, router, internet],
    env: { NAT_OUTSIDE: '203.0.113.1', NAT_INTERNET_HOST: '203.0.113.2', NAT_INTERNET_NAMESPACE: internet },
    steps: [
      `-n ${home} link add net0 type veth peer name inside0 netns ${router}`,
      `-n ${internet} link add net0 type veth peer name outside0 netns ${router}`,
      `-n ${router} address add 192.168.77.1/24 dev inside0`,
      `-n ${router} address add 203.0.113.1/24 dev outside0`,
      `-n ${home} address add 192.168.77.2/24 dev net0`,
      `-n ${internet} address add 203.0.113.2/24 dev net0`,
      ...[home, internet].map((place) => `-n ${place} link set net0 up`),
      ...['inside0', 'outside0'].map((link) => `-n ${router} link set ${link} up`),
      `-n ${home} route add default via 192.168.77.1`,
      `-n ${internet} route add default via 203.0.113.1`,
      `netns exec ${router} sysctl -q -w net.ipv4.ip_forward=1`,
    ],
    nft: {
      in: router,
      rules: `table ip home {
        chain outgoing { type nat hook postrouting priority srcnat; oifname "outside0" masquerade; }
        chain unasked { type filter hook input priority filter; policy drop;
          ct state established,related accept; iifname { "lo", "inside0" } accept; }
        chain forward { type filter hook forward priority filter; policy drop;
          ct state established,related accept; iifname "inside0" accept; }
      }`,
    },
  };
}

const PLANS = { lan, nat };

/** @typedef {keyof typeof PLANS} NetworkKind */

/**
 * Makes a network.
 *
 * @param {NetworkKind} kind
 * @returns {Network | undefined} undefined where it can't be made
 */
export function makeNetwork(kind) {
  if (!canMakeNamespaces()) return undefined;
  const plan = PLANS[kind](`icebreaker-${kind}-${process.pid}`);
  const [home = ''] = plan.namespaces;
  const remove = () => plan.namespaces.forEach(removeNamespace);
  try {
    plan.namespaces.forEach(addNamespace);
    for (const step of plan.steps) run('ip', step.split(' '));
    if (plan.nft) run('ip', ['netns', 'exec', plan.nft.in, 'nft', '-f', '-'], plan.nft.rules);
  } catch (error) {
    remove();
    console.log(`No network of its own for ${kind}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
  return { prefix: ['ip', 'netns', 'exec', home], env: plan.env, remove };
}

/** @param {string} name */
function addNamespace(name) {
  // `ip netns exec` puts this file in place: names fail at once instead of after a resolver's silence.
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  writeFileSync(`/etc/netns/${name}/resolv.conf`, 'nameserver 127.0.0.1\n');
  run('ip', ['netns', 'add', name]);
  run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
}

/** @param {string} name */
function removeNamespace(name) {
  const { stdout } = spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' });
  for (const pid of stdout.split('\n').filter(Boolean).map(Number)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
  spawnSync('ip', ['netns', 'del', name]);
  rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} [input]
 */
function run(command, args, input) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
