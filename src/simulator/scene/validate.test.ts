import { describe, expect, it } from 'vitest';
import { MATRIX_KINDS, MORE_MATRIX_KINDS, matrixScene } from './matrix.ts';
import { PRESETS } from './presets.ts';
import { type Json, type JsonObject, copyOf, errorOf, withChange } from './validate/testing.ts';
import { readScene } from './validate.ts';

describe('a good scene', () => {
  const scenes = [
    ...Object.entries(PRESETS),
    ...[...MATRIX_KINDS, ...MORE_MATRIX_KINDS].flatMap((kind) => [
      [`${kind} × linux with TURN`, matrixScene(kind, 'linux', { turn: true })] as const,
      [`linux × ${kind} without`, matrixScene('linux', kind, { turn: false })] as const,
    ]),
  ];

  it.each(scenes)('%s is read as it is', (_, scene) => {
    expect(readScene(copyOf(scene))).toEqual({ ok: true, value: scene });
  });

  it('is made anew: nothing of the foreign object is in it', () => {
    const foreign = copyOf(PRESETS.vpn) as JsonObject;
    const read = readScene(foreign);
    foreign['seed'] = 99;
    (foreign['nodes'] as Json[]).length = 0;
    expect(read).toEqual({ ok: true, value: PRESETS.vpn });
  });

  it('has its addresses and prefixes in their canonical spelling', () => {
    const spelt = withChange('nodes.0.interfaces.0.ipv6', '2001:0DB8:0:0::1');
    expect(readScene(spelt)).toEqual({ ok: true, value: PRESETS['home-to-home'] });
    const oneSide = PRESETS['ipv6-one-side'];
    const network = withChange('networks.1.ipv6', '2001:0DB8:1:0::0/64', oneSide);
    expect(readScene(network)).toEqual({ ok: true, value: oneSide });
  });

  it('can be without agents, for programs of a learner', () => {
    const scene = withChange('nodes.2.agent', undefined) as JsonObject;
    Reflect.deleteProperty((scene['nodes'] as JsonObject[])[4] ?? {}, 'agent');
    expect(readScene(scene).ok).toBe(true);
  });

  it('can move a host, and give its address to another then', () => {
    const move = {
      atMs: 10,
      do: 'move',
      node: 'alice',
      from: 'alice-lan',
      to: { network: 'bob-lan', ipv4: '192.168.2.11' },
    };
    const back = {
      ...move,
      atMs: 20,
      node: 'bob',
      from: 'bob-lan',
      to: { network: 'alice-lan', ipv4: '192.168.1.10' },
    };
    expect(readScene(withChange('changes', [move, back])).ok).toBe(true);
    expect(errorOf(withChange('changes', [back]))).toEqual({
      place: 'changes[0].to.ipv4',
      kind: 'address-taken',
      network: 'alice-lan',
    });
  });
});
