import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostSpec, Id, NodeSpec, Scene, ServerSpec } from '#src/simulator/index.ts';
import { host, natSpec, sceneOf } from '../testing.ts';
import { layOut } from './lay-out.ts';
import type { Topology } from './types.ts';

const turn: ServerSpec = {
  kind: 'server',
  id: 'turn',
  interfaces: [{ network: 'internet', ipv4: '192.0.2.1' }],
};
const homeToHome = sceneOf(
  [
    host('alice', 'a', '10.0.1.2', 'controlling'),
    natSpec('na', 'a', 'internet', '203.0.113.1'),
    turn,
    natSpec('nb', 'b', 'internet', '203.0.113.2'),
    host('bob', 'b', '10.0.2.2', 'controlled'),
  ],
  ['a', 'b'],
);

/** Networks in each other, and hosts on them, some on two. */
const anyScene = fc
  .record({
    parents: fc.array(fc.nat(), { maxLength: 8 }),
    hosts: fc.array(fc.tuple(fc.nat(), fc.option(fc.nat(), { nil: undefined })), { maxLength: 40 }),
    servers: fc.nat(3),
  })
  .map(({ parents, hosts, servers }): Scene => {
    const names = ['internet', ...parents.map((_, index) => `n${index}`)];
    const name = (n: number): Id => names[n % names.length] ?? 'internet';
    const nats = parents.map((parent, index) =>
      natSpec(`nat${index}`, `n${index}`, names[parent % (index + 1)] ?? 'internet', '203.0.113.1'),
    );
    const hostSpecs = hosts.map(([first, second], index): HostSpec => {
      const networks = [...new Set([name(first), ...(second === undefined ? [] : [name(second)])])];
      return {
        kind: 'host',
        id: `h${index}`,
        interfaces: networks.map((network) => ({ network })),
        ...(index < 2 && { agent: { role: 'controlling', servers: [] } }),
      };
    });
    const serverSpecs = Array.from({ length: servers }, (_, n): NodeSpec => ({ ...turn, id: `s${n}` }));
    return sceneOf([...hostSpecs, ...nats, ...serverSpecs], names.slice(1));
  });

const of = (topology: Topology, id: Id) => {
  const found = topology.nodes.find((node) => node.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('home to home', () => {
  const topology = layOut(homeToHome);

  it('fits a phone', () => {
    expect(topology.width).toBeLessThanOrEqual(390);
  });

  it('has the first agent on the left, the second on the right, and the server above the internet', () => {
    const internet = topology.networks.find(({ isInternet }) => isInternet);
    expect(of(topology, 'alice').x).toBeLessThan(of(topology, 'bob').x);
    expect(of(topology, 'turn').y).toBeLessThan(internet?.y ?? 0);
    expect(of(topology, 'na').y).toBeGreaterThan(internet?.y ?? 0);
    expect(of(topology, 'alice').y).toBeGreaterThan(of(topology, 'na').y);
  });

  it('leads a packet along both cables', () => {
    const alice = of(topology, 'alice');
    const router = of(topology, 'na');
    const place = (progress: number) => topology.place({ from: 'alice', to: 'na', network: 'a', progress });
    expect(place(0)).toEqual({ x: alice.x, y: alice.y });
    expect(place(1)).toEqual({ x: router.x, y: router.y });
    expect(place(0.5).y).toBeLessThan(alice.y);
    expect(place(0.5).y).toBeGreaterThan(router.y);
  });
});

describe('any scene', () => {
  it('has each node once, none on another, all inside the picture', () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        const { nodes, networks, width, height } = layOut(scene);
        expect(nodes.map(({ id }) => id).toSorted()).toEqual(scene.nodes.map(({ id }) => id).toSorted());
        expect(networks.map(({ id }) => id).toSorted()).toEqual(
          scene.networks.map(({ id }) => id).toSorted(),
        );
        for (const [index, a] of nodes.entries()) {
          expect(a.x > 0 && a.x < width && a.y > 0 && a.y < height, a.id).toBe(true);
          for (const b of nodes.slice(index + 1))
            expect(Math.abs(a.x - b.x) >= 100 || Math.abs(a.y - b.y) >= 60, `${a.id} ${b.id}`).toBe(true);
        }
      }),
    );
  });

  it('has bars that don’t cross nodes or each other', () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        const { nodes, networks } = layOut(scene);
        for (const [index, bar] of networks.entries()) {
          const right = bar.x + bar.width;
          for (const { x, y } of nodes)
            expect(x < bar.x || x > right || y < bar.y - 20 || y > bar.y + bar.height + 20).toBe(true);
          for (const other of networks.slice(index + 1))
            expect(other.y !== bar.y || other.x >= right || other.x + other.width <= bar.x).toBe(true);
        }
      }),
    );
  });

  it('has a cable from each interface to its network', () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        const { cables, networks } = layOut(scene);
        const interfaces = scene.nodes.flatMap((node) =>
          'interfaces' in node ? node.interfaces : [node.inside, node.outside],
        );
        expect(cables).toHaveLength(interfaces.length);
        for (const { network, to } of cables) {
          const bar = networks.find(({ id }) => id === network);
          expect(bar && to.x >= bar.x && to.x <= bar.x + bar.width && to.y > bar.y).toBe(true);
        }
      }),
    );
  });
});
