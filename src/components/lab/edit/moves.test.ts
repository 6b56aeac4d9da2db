import { describe, expect, it } from 'vitest';
import { PRESETS, readScene, type HostSpec, type Id, type Scene } from '#src/simulator/index.ts';
import { during, fromStart } from './edits.ts';
import { movesOf } from './moves.ts';

const host = (scene: Scene, id: Id): HostSpec => {
  const found = scene.nodes.find((node) => node.id === id);
  if (found?.kind !== 'host') throw new Error(`${id} is no host`);
  return found;
};
const networksOf = (scene: Scene, id: Id): readonly Id[] =>
  movesOf(scene, host(scene, id)).map(({ to }) => to.network);

describe('the moves of a host', () => {
  it('lead to each network where it isn’t yet', () => {
    expect(networksOf(PRESETS['home-to-home'], 'alice')).toEqual(['internet', 'bob-lan']);
    // At home she has a tunnel as well: she can't stand in it twice.
    expect(networksOf(PRESETS.vpn, 'alice')).toEqual(['internet', 'bob-lan']);
    expect(networksOf(PRESETS.vpn, 'bob')).toEqual(['internet', 'alice-lan', 'tunnel']);
  });

  it('lead nowhere where no IPv4 address is free', () => {
    const scene = PRESETS['home-to-home'];
    const networks = scene.networks.map((network) =>
      network.id === 'bob-lan' ? { id: 'bob-lan', ipv6: '2001:db8:2::/64' } : network,
    );
    expect(networksOf({ ...scene, networks }, 'alice')).toEqual(['internet']);
    // A network of two addresses, the router's and one more; then of the router's only.
    const small = (bits: number): Scene => ({
      ...scene,
      networks: scene.networks.map((network) =>
        network.id === 'bob-lan' ? { ...network, ipv4: `192.168.2.0/${bits}` } : network,
      ),
    });
    expect(movesOf(small(30), host(scene, 'alice')).map(({ to }) => to.ipv4)).toContain('192.168.2.2');
    expect(networksOf(small(31), 'alice')).toEqual(['internet']);
  });

  it.each(Object.entries(PRESETS))('make valid scenes, from the start or later: %s', (_, scene) => {
    const hosts = scene.nodes.filter((node) => node.kind === 'host');
    for (const move of hosts.flatMap((node) => movesOf(scene, node))) {
      expect(readScene(fromStart(scene, move))).toMatchObject({ ok: true });
      expect(readScene(during(scene, 1_000, move))).toMatchObject({ ok: true });
    }
  });

  it('take no address that another host will have by then', () => {
    const scene = PRESETS['home-to-home'];
    const [first] = movesOf(scene, host(scene, 'alice'));
    const [second] = movesOf(
      { ...scene, changes: first ? [{ atMs: 1_000, ...first }] : [] },
      host(scene, 'bob'),
    );
    expect(second?.to.network).toBe(first?.to.network);
    expect(second?.to.ipv4).not.toBe(first?.to.ipv4);
  });

  it('take the cable along', () => {
    const scene = PRESETS['lossy-mobile'];
    const alice = host(scene, 'alice');
    expect(movesOf(scene, alice)[0]?.to.link).toEqual(alice.interfaces[0]?.link);
  });
});
