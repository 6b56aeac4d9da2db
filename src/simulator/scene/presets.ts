import { LINUX_NATS, RFC4787_NATS } from './behaviours.ts';
import {
  type Place,
  carrier,
  customer,
  home,
  homeBehindFirewall,
  host,
  lanAddress,
  online,
  sceneOf,
} from './places.ts';
import type { AgentSpec, Scene } from './types.ts';

/** The scenes that have a name, by their ids. */
export const PRESETS = {
  /** Both in one home, known to each other by `.local` names. */
  'same-lan': sceneOf(sharedHome()),
  /** Routers as RFC 4787 recommends them (REQ-1, REQ-8). */
  'home-to-home': sceneOf(home('alice', RFC4787_NATS['eim-adf']), home('bob', RFC4787_NATS['eim-adf'])),
  /** A home, and an office whose NAT maps by destination. */
  'home-to-office': sceneOf(home('alice', RFC4787_NATS['eim-apdf']), home('bob', RFC4787_NATS['apdm-apdf'])),
  /** Both filter by address and port; neither maps by destination. */
  'two-port-restricted': sceneOf(
    home('alice', RFC4787_NATS['eim-apdf']),
    home('bob', RFC4787_NATS['eim-apdf']),
  ),
  'address-and-port-dependent-both': sceneOf(
    home('alice', RFC4787_NATS['apdm-apdf']),
    home('bob', RFC4787_NATS['apdm-apdf']),
  ),
  /** Alice's router stands behind her carrier's NAT, which lets in whoever knows a mapping (RFC 6888 REQ-7). */
  cgnat: sceneOf(
    carrier('alice', RFC4787_NATS['eim-eif']),
    home('alice', RFC4787_NATS['eim-apdf'], { uplink: customer('alice') }),
    home('bob', RFC4787_NATS['eim-apdf']),
  ),
  /** Both homes are customers of one carrier: they meet by its outside address, from inside (RFC 4787 §6). */
  hairpin: sceneOf(
    carrier('alice', RFC4787_NATS['eim-eif']),
    home('alice', RFC4787_NATS['eim-apdf'], { uplink: customer('alice') }),
    home('bob', RFC4787_NATS['eim-apdf'], { uplink: customer('alice', 'bob') }),
  ),
  /** Nothing gets out of Alice's network but TCP to port 443. */
  'udp-blocked': sceneOf(
    homeBehindFirewall('alice', { udp: 'none', tcp: [443] }, [
      { kind: 'stun', server: 'turn' },
      { kind: 'turn', server: 'turn' },
      { kind: 'turn', server: 'turn', transport: 'tcp', port: 443 },
    ]),
    home('bob', RFC4787_NATS['eim-apdf']),
  ),
  'ipv6-one-side': sceneOf(
    home('alice', RFC4787_NATS['eim-adf'], { hasIpv6: true }),
    home('bob', RFC4787_NATS['eim-adf']),
  ),
  /** A telephone on a bad connection, behind its carrier's NAT. */
  'lossy-mobile': sceneOf(phone(), home('bob', RFC4787_NATS['eim-adf'])),
  /** Alice's own router stands behind that of her provider. */
  'double-nat': sceneOf(twoRouters(), home('bob', RFC4787_NATS['eim-apdf'])),
  /** Alice's host has a second interface: a tunnel, whose other end translates. */
  vpn: sceneOf(homeWithTunnel(), home('bob', RFC4787_NATS['eim-apdf'])),
  /** Alice's cable is out until consent has long expired (RFC 7675 §5.1); then she restarts (RFC 8445 §9). */
  'cut-and-restart': {
    ...sceneOf(home('alice', RFC4787_NATS['eim-adf']), home('bob', RFC4787_NATS['eim-adf'])),
    untilMs: 60_000,
    changes: [
      { atMs: 10_000, do: 'cut', node: 'alice', network: 'alice-lan' },
      { atMs: 45_000, do: 'mend', node: 'alice', network: 'alice-lan' },
      { atMs: 46_000, do: 'restart', node: 'alice' },
    ],
  },
  /** Two routers that take what nobody asked for: each early packet costs its receiver the port. */
  'linux-accepts': sceneOf(
    home('alice', LINUX_NATS['linux-accepts']),
    home('bob', LINUX_NATS['linux-accepts']),
  ),
  /** Nobody agreed who controls, as can happen where a third party puts two calls together (RFC 8445 §7.3.1.1). */
  'two-controlling': inRole(
    'controlling',
    sceneOf(home('alice', RFC4787_NATS['eim-adf']), home('bob', RFC4787_NATS['eim-adf'])),
  ),
} as const satisfies Record<string, Scene>;

export type PresetId = keyof typeof PRESETS;

/** The scene with all of its agents in one role. */
function inRole(role: AgentSpec['role'], scene: Scene): Scene {
  const nodes = scene.nodes.map((node) =>
    node.kind === 'host' && node.agent ? { ...node, agent: { ...node.agent, role } } : node,
  );
  return { ...scene, nodes };
}

function sharedHome(): Place {
  const { networks, nodes } = home('alice', RFC4787_NATS['eim-adf']);
  const [network] = networks;
  const hidesAddresses = true;
  const at = (last: number) => ({
    network: network?.id ?? '',
    ipv4: lanAddress('alice', last),
    link: { latencyMs: 1 },
  });
  return {
    networks,
    nodes: [
      ...nodes.filter(({ kind }) => kind === 'nat'),
      host('alice', [at(10)], { hidesAddresses }),
      host('bob', [at(20)], { hidesAddresses }),
    ],
  };
}

function phone(): Place {
  const { networks, nodes } = carrier('alice', { ...RFC4787_NATS['eim-apdf'], ports: 'random' });
  const radio = { latencyMs: 45, jitterMs: 40, loss: 0.1, reordering: 0.05, mtuBytes: 1400 };
  return { networks, nodes: [...nodes, host('alice', [customer('alice', 'alice', radio)])] };
}

function twoRouters(): Place {
  const provider = { network: 'provider', ipv4: '10.0.0.1', link: { latencyMs: 1 } };
  const own = home('alice', RFC4787_NATS['eim-apdf'], {
    uplink: { network: 'provider', ipv4: '10.0.0.2', link: { latencyMs: 1 } },
  });
  return {
    networks: [{ id: 'provider', ipv4: '10.0.0.0/24' }, ...own.networks],
    nodes: [
      {
        kind: 'nat',
        id: 'provider-router',
        inside: provider,
        outside: online('alice'),
        behaviour: RFC4787_NATS['eim-adf'],
      },
      ...own.nodes,
    ],
  };
}

function homeWithTunnel(): Place {
  const { networks, nodes } = home('alice', RFC4787_NATS['eim-apdf']);
  // What the tunnel wraps around each packet leaves less room in it, and its way is longer.
  const tunnel = { network: 'tunnel', ipv4: '10.8.0.2', link: { latencyMs: 25, mtuBytes: 1400 } };
  return {
    networks: [...networks, { id: 'tunnel', ipv4: '10.8.0.0/24' }],
    nodes: [
      ...nodes.filter(({ kind }) => kind === 'nat'),
      {
        kind: 'nat',
        id: 'vpn',
        inside: { network: 'tunnel', ipv4: '10.8.0.1', link: { latencyMs: 0 } },
        outside: { network: 'internet', ipv4: '192.0.2.33', link: { latencyMs: 5 } },
        behaviour: LINUX_NATS.linux,
      },
      host('alice', [
        { network: 'alice-lan', ipv4: lanAddress('alice', 10), link: { latencyMs: 1 } },
        tunnel,
      ]),
    ],
  };
}
