import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, errorOf, withChange } from './testing.ts';

describe('the meaning of a scene', () => {
  const at = (network: string, ipv4: string) => ({ network, ipv4 });
  const nat = (id: string, inside: Json, outside: Json) => ({
    kind: 'nat',
    id,
    inside,
    outside,
    behaviour: { model: 'linux' },
  });
  const rows: [path: string, value: Json | undefined, place: string, error: object][] = [
    ['networks.2.id', 'alice-lan', 'networks[2].id', { kind: 'duplicate' }],
    ['networks.1', { id: 'alice-lan' }, 'networks[1]', { kind: 'no-address' }],
    ['nodes.4.id', 'alice', 'nodes[4].id', { kind: 'duplicate' }],
    [
      'nodes.2.interfaces.0.network',
      'moon',
      'nodes[2].interfaces[0].network',
      { kind: 'no-such-network', id: 'moon' },
    ],
    ['nodes.2.interfaces.0.ipv4', undefined, 'nodes[2].interfaces[0]', { kind: 'no-address' }],
    [
      'nodes.2.interfaces.0.ipv4',
      '192.168.2.5',
      'nodes[2].interfaces[0].ipv4',
      { kind: 'outside-prefix', prefix: '192.168.1.0/24' },
    ],
    [
      'nodes.1.outside.ipv4',
      '192.168.7.5',
      'nodes[1].outside.ipv4',
      { kind: 'outside-prefix', prefix: undefined },
    ],
    ['nodes.1.outside.ipv4', '224.0.0.251', 'nodes[1].outside.ipv4', { kind: 'outside-prefix' }],
    [
      'networks.0',
      { id: 'internet', ipv4: '192.0.2.0/24', ipv6: '2001:db8::/64' },
      'nodes[1].outside.ipv4',
      { kind: 'outside-prefix', prefix: '192.0.2.0/24' },
    ],
    ['nodes.2.interfaces.0.ipv4', '192.168.1.0', 'nodes[2].interfaces[0].ipv4', { kind: 'outside-prefix' }],
    ['nodes.2.interfaces.0.ipv4', '192.168.1.255', 'nodes[2].interfaces[0].ipv4', { kind: 'outside-prefix' }],
    [
      'nodes.2.interfaces.0.ipv6',
      '2001:db8::5',
      'nodes[2].interfaces[0].ipv6',
      { kind: 'outside-prefix', prefix: undefined },
    ],
    [
      'nodes.2.interfaces.0.ipv4',
      '192.168.1.1',
      'nodes[2].interfaces[0].ipv4',
      { kind: 'address-taken', network: 'alice-lan' },
    ],
    [
      'nodes.1.pool',
      ['198.51.100.1'],
      'nodes[3].outside.ipv4',
      { kind: 'address-taken', network: 'internet' },
    ],
    ['nodes.1.pool', ['192.168.1.7'], 'nodes[1].pool[0]', { kind: 'outside-prefix' }],
    [
      'nodes.1.inside',
      at('internet', '203.0.113.77'),
      'nodes[1].inside.network',
      { kind: 'internet-inside' },
    ],
    ['nodes.1.outside', at('alice-lan', '192.168.1.77'), 'nodes[1]', { kind: 'overlapping-prefixes' }],
    [
      'nodes.5',
      nat('second', at('alice-lan', '192.168.1.2'), at('internet', '203.0.113.77')),
      'nodes[5].inside',
      { kind: 'second-gateway', network: 'alice-lan' },
    ],
    ['nodes.2.agent', undefined, 'nodes', { kind: 'agents', count: 1 }],
    [
      'nodes.2.agent.servers.0.server',
      'moon',
      'nodes[2].agent.servers[0].server',
      { kind: 'no-such-node', id: 'moon' },
    ],
    [
      'nodes.2.agent.servers.0.server',
      'bob',
      'nodes[2].agent.servers[0].server',
      { kind: 'wrong-node', id: 'bob' },
    ],
    [
      'nodes.2.agent.servers.0.port',
      99,
      'nodes[2].agent.servers[0]',
      { kind: 'not-listening', id: 'turn', port: 99 },
    ],
    ['nodes.0.ports', [443], 'nodes[2].agent.servers[0]', { kind: 'not-listening', id: 'turn', port: 3478 }],
    ['nodes.0.relays', false, 'nodes[2].agent.servers[1]', { kind: 'not-relaying', id: 'turn' }],
  ];

  it.each(rows)('%s = %j is refused at %j', (path, value, place, error) => {
    expect(errorOf(withChange(path, value))).toMatchObject({ place, ...error });
  });

  const none = { mapping: 'EndpointIndependent', filtering: 'EndpointIndependent' };
  const changes: [change: JsonObject, place: string, error: object][] = [
    [{ do: 'restart', node: 'moon' }, 'node', { kind: 'no-such-node', id: 'moon' }],
    [{ do: 'restart', node: 'turn' }, 'node', { kind: 'wrong-node', id: 'turn' }],
    [{ do: 'reboot', node: 'alice' }, 'node', { kind: 'wrong-node', id: 'alice' }],
    [
      { do: 'set-nat', node: 'bob', behaviour: { model: 'rfc4787', ...none } },
      'node',
      { kind: 'wrong-node' },
    ],
    [{ do: 'set-firewall', node: 'alice-router', rules: {} }, 'node', { kind: 'wrong-node' }],
    [
      { do: 'cut', node: 'alice', network: 'bob-lan' },
      'network',
      { kind: 'not-on-network', id: 'alice', network: 'bob-lan' },
    ],
    [{ do: 'cut', node: 'alice', network: 'moon' }, 'network', { kind: 'not-on-network' }],
    [
      { do: 'move', node: 'alice', from: 'bob-lan', to: at('bob-lan', '192.168.2.9') },
      'from',
      { kind: 'not-on-network' },
    ],
    [
      { do: 'move', node: 'alice', from: 'alice-lan', to: at('moon', '192.168.2.9') },
      'to.network',
      { kind: 'no-such-network' },
    ],
    [
      { do: 'move', node: 'alice', from: 'alice-lan', to: at('bob-lan', '192.168.2.10') },
      'to.ipv4',
      { kind: 'address-taken', network: 'bob-lan' },
    ],
  ];

  it.each(changes)('the change %j is refused at its %s', (change, place, error) => {
    const scene = withChange('changes', [{ atMs: 5, ...change }]);
    expect(errorOf(scene)).toMatchObject({ place: `changes[0].${place}`, ...error });
  });

  it('changes stand by time', () => {
    const change = { do: 'reboot', node: 'alice-router' };
    const scene = withChange('changes', [
      { atMs: 5, ...change },
      { atMs: 4, ...change },
    ]);
    expect(errorOf(scene)).toEqual({ place: 'changes[1].atMs', kind: 'not-in-order' });
  });

  it('a router that closes a circle is refused', () => {
    const networks = [
      { id: 'internet', ipv4: '203.0.113.0/24' },
      { id: 'a', ipv4: '10.0.1.0/24' },
      { id: 'b', ipv4: '10.0.2.0/24' },
      { id: 'c', ipv4: '10.0.3.0/24' },
    ];
    const nodes = [
      nat('ab', at('a', '10.0.1.1'), at('b', '10.0.2.2')),
      nat('bc', at('b', '10.0.2.1'), at('c', '10.0.3.2')),
      nat('ca', at('c', '10.0.3.1'), at('a', '10.0.1.2')),
    ];
    const scene = { ...(withChange('networks', networks) as JsonObject), nodes };
    expect(errorOf(scene)).toEqual({ place: 'nodes[2].outside.network', kind: 'cycle', network: 'c' });
  });
});
