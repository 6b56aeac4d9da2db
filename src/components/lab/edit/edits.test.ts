import { describe, expect, it } from 'vitest';
import { PRESETS, readScene, simulate, type HostSpec, type Scene } from '#src/simulator/index.ts';
import { fromStart, moveTo, withAgent, withTurn } from './edits.ts';

const scene = PRESETS['home-to-home'];
const APDM = {
  model: 'rfc4787',
  mapping: 'AddressAndPortDependent',
  filtering: 'AddressAndPortDependent',
} as const;

/** The scene, or what is wrong with it. */
function valid(edited: Scene | undefined): Scene {
  const read = readScene(edited);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

const host = (id: string): HostSpec => {
  const found = scene.nodes.find((node) => node.id === id);
  if (found?.kind !== 'host') throw new Error(`${id} is no host`);
  return found;
};

describe('what is changed from the start', () => {
  it('makes another valid scene: two NATs that map by destination end relayed', () => {
    const one = valid(fromStart(scene, { do: 'set-nat', node: 'alice-router', behaviour: APDM }));
    const both = valid(fromStart(one, { do: 'set-nat', node: 'bob-router', behaviour: APDM }));
    expect(simulate(scene).result.outcome).toBe('direct');
    expect(simulate(both).result.outcome).toBe('relayed');
  });

  it('is nothing that happens at a moment: a reboot, a cut cable', () => {
    expect(fromStart(scene, { do: 'reboot', node: 'alice-router' })).toBeUndefined();
    expect(fromStart(scene, { do: 'cut', node: 'alice', network: 'alice-lan' })).toBeUndefined();
  });
});

describe('a host that moves', () => {
  it.each(scene.networks.map(({ id }) => id).filter((id) => id !== 'alice-lan'))(
    'to %s gets an address that is free there, now or later',
    (network) => {
      const doing = moveTo(scene, host('alice'), 'alice-lan', network);
      if (!doing) throw new Error('nothing is free');
      valid(fromStart(scene, doing));
      const later = valid({ ...scene, changes: [{ atMs: 1_000, ...doing }] });
      const again = moveTo(later, host('bob'), 'bob-lan', network);
      expect(again).not.toMatchObject({ to: { ipv4: doing.do === 'move' ? doing.to.ipv4 : '' } });
    },
  );
});

describe('TURN', () => {
  it('is taken from an agent and given back', () => {
    const edited = (hasTurn: boolean, from: Scene) =>
      valid(withAgent(from, 'alice', (agent) => withTurn(from, agent, hasTurn)));
    const without = edited(false, scene);
    const kinds = (of: Scene) =>
      of.nodes.flatMap((node) => (node.id === 'alice' && 'agent' in node ? node.agent?.servers : []));
    expect(kinds(without)).toEqual([{ kind: 'stun', server: 'turn' }]);
    expect(kinds(edited(true, without))).toEqual(kinds(scene));
  });
});
