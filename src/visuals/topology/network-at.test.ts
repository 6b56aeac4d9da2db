import { describe, expect, it } from 'vitest';
import { PRESETS, type Id, type Scene } from '#src/simulator/index.ts';
import { interfacesOf } from '../scene/tree.ts';
import { layOut } from './lay-out.ts';
import { networkAt } from './network-at.ts';
import type { NetworkShape, Topology } from './types.ts';

const barOf = ({ networks }: Topology, id: Id): NetworkShape => {
  const found = networks.find((bar) => bar.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the network that one points at', () => {
  it.each(Object.entries<Scene>(PRESETS))('is that of the bar, and of what hangs from it: %s', (_, scene) => {
    const topology = layOut(scene);
    for (const bar of topology.networks) {
      const middle = { x: bar.x + bar.width / 2, y: bar.y + bar.height / 2 };
      for (const dx of [-bar.width / 2, 0, bar.width / 2])
        expect(networkAt(topology, { ...middle, x: middle.x + dx })?.id).toBe(bar.id);
    }
    for (const node of scene.nodes) {
      const shape = topology.nodes.find(({ id }) => id === node.id);
      // A NAT hangs from the network outside.
      expect(shape && networkAt(topology, shape)?.id).toBe(interfacesOf(node)[0]?.network);
    }
  });

  it('is the inner one below its bar, and the outer one between the two', () => {
    const topology = layOut(PRESETS['double-nat']);
    const [provider, lan] = [barOf(topology, 'provider'), barOf(topology, 'alice-lan')];
    const x = lan.x + lan.width / 2;
    expect(networkAt(topology, { x, y: (provider.y + lan.y) / 2 })?.id).toBe('provider');
    expect(networkAt(topology, { x, y: topology.height })?.id).toBe('alice-lan');
    expect(networkAt(topology, { x, y: 0 })?.id).toBe('internet');
  });

  it('is none outside the picture', () => {
    const topology = layOut(PRESETS['home-to-home']);
    const { width, height } = topology;
    for (const at of [
      { x: -1, y: 10 },
      { x: width + 1, y: 10 },
      { x: 10, y: -1 },
      { x: 10, y: height + 1 },
    ])
      expect(networkAt(topology, at)).toBeUndefined();
  });
});
