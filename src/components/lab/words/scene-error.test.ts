import { describe, expect, it } from 'vitest';
import type { SceneError } from '#src/simulator/index.ts';
import { sceneErrorWords, sceneLinkWords } from './scene-error.ts';

describe('what is wrong with a scene, in words', () => {
  it.each<[SceneError, string, string]>([
    [
      { place: 'nodes[2].outside.ipv4', kind: 'outside-prefix', prefix: '192.168.1.0/24' },
      'nodes[2].outside.ipv4: not an address of 192.168.1.0/24',
      'nodes[2].outside.ipv4：不是 192.168.1.0/24 内的地址',
    ],
    [
      { place: '', kind: 'unknown-field' },
      'the scene: has a field that does not belong here',
      '场景整体：含有不该出现的字段',
    ],
    [
      { place: 'version', kind: 'not-one-of', choices: [1] },
      'version: not one of 1',
      'version：不在可选值之内：1',
    ],
    [
      { place: 'nodes', kind: 'agents', count: 3 },
      'nodes: two hosts have an agent, or none; here it is 3',
      'nodes：应有两台主机运行 ICE 代理，或者都不运行；这里是 3 台',
    ],
  ])('%j', (error, en, zh) => {
    expect([sceneErrorWords(error, 'en'), sceneErrorWords(error, 'zh-cn')]).toEqual([en, zh]);
  });

  it('a link says what is wrong, what to do, and that nothing was run', () => {
    const bad = { kind: 'bad-scene', error: { place: 'seed', kind: 'missing' } } as const;
    expect(sceneLinkWords(bad, 'en')).toBe(
      'This link holds no scene that can be opened. The scene in it has a mistake at seed: missing. Nothing was run.',
    );
    expect(sceneLinkWords({ kind: 'damaged' }, 'zh-cn')).toContain('没有运行任何内容');
  });
});
