import { describe, expect, it } from 'vitest';
import { PRESETS, readScene, simulate, type Scene } from '#src/simulator/index.ts';
import { withAgent, withTurn } from './agent-edits.ts';
import { fromStart } from './edits.ts';

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
