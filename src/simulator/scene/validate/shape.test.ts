import { describe, expect, it } from 'vitest';
import { PRESETS } from '../presets.ts';
import { readScene } from '../validate.ts';
import { type Json, errorOf, withChange } from './testing.ts';

describe('the shape of a scene', () => {
  const rows: [path: string, value: Json | undefined, place: string, error: object][] = [
    ['version', 2, 'version', { kind: 'not-one-of', choices: [1] }],
    ['version', undefined, 'version', { kind: 'missing' }],
    ['surprise', 1, '', { kind: 'unknown-field' }],
    ['nodes.1.inside.surprise', 1, 'nodes[1].inside', { kind: 'unknown-field' }],
    ['__proto__', { seed: 7 }, '', { kind: 'unknown-field' }],
    ['nodes.2.__proto__', {}, 'nodes[2]', { kind: 'unknown-field' }],
    ['nodes.2.constructor', {}, 'nodes[2]', { kind: 'unknown-field' }],
    ['seed', null, 'seed', { kind: 'wrong-type', expected: 'number' }],
    ['seed', 1.5, 'seed', { kind: 'not-whole' }],
    ['seed', 2 ** 32, 'seed', { kind: 'out-of-range', min: 0, max: 2 ** 32 - 1 }],
    ['untilMs', 600_001, 'untilMs', { kind: 'out-of-range', min: 1, max: 600_000 }],
    ['untilMs', 0, 'untilMs', { kind: 'out-of-range', min: 1, max: 600_000 }],
    ['networks', {}, 'networks', { kind: 'wrong-type', expected: 'list' }],
    ['networks', [], 'networks', { kind: 'wrong-count', min: 1, max: 64 }],
    ['networks', Array<Json>(65).fill(null), 'networks', { kind: 'wrong-count', min: 1, max: 64 }],
    ['nodes', Array<Json>(257).fill(null), 'nodes', { kind: 'wrong-count', min: 0, max: 256 }],
    ['changes', Array<Json>(201).fill(null), 'changes', { kind: 'wrong-count', min: 0, max: 200 }],
    ['nodes.2', [], 'nodes[2]', { kind: 'wrong-type', expected: 'object' }],
    ['nodes.2.kind', 'router', 'nodes[2].kind', { kind: 'not-one-of' }],
    ['nodes.2.kind', 'toString', 'nodes[2].kind', { kind: 'not-one-of' }],
    ['nodes.2.kind', undefined, 'nodes[2].kind', { kind: 'missing' }],
    ['nodes.2.id', '', 'nodes[2].id', { kind: 'not-an-id' }],
    ['nodes.2.id', '9lives', 'nodes[2].id', { kind: 'not-an-id' }],
    ['nodes.2.id', '<b>', 'nodes[2].id', { kind: 'not-an-id' }],
    ['nodes.2.id', '__proto__', 'nodes[2].id', { kind: 'not-an-id' }],
    ['nodes.2.id', 'a\n', 'nodes[2].id', { kind: 'not-an-id' }],
    ['nodes.2.id', 'x'.repeat(25), 'nodes[2].id', { kind: 'too-long', maxChars: 24 }],
    ['nodes.2.id', 'x'.repeat(10_000_000), 'nodes[2].id', { kind: 'too-long', maxChars: 24 }],
    ['nodes.2.interfaces', [], 'nodes[2].interfaces', { kind: 'wrong-count', min: 1, max: 32 }],
    ['nodes.2.interfaces.0.link.loss', 1.01, 'nodes[2].interfaces[0].link.loss', { kind: 'out-of-range' }],
    ['nodes.2.interfaces.0.link.loss', -1, 'nodes[2].interfaces[0].link.loss', { kind: 'out-of-range' }],
    [
      'nodes.2.interfaces.0.link.mtuBytes',
      575,
      'nodes[2].interfaces[0].link.mtuBytes',
      { kind: 'out-of-range' },
    ],
    [
      'nodes.2.interfaces.0.ipv4',
      '192.168.1.010',
      'nodes[2].interfaces[0].ipv4',
      { kind: 'not-an-address', family: 4 },
    ],
    [
      'nodes.2.interfaces.0.ipv4',
      '2001:db8::1',
      'nodes[2].interfaces[0].ipv4',
      { kind: 'not-an-address', family: 4 },
    ],
    [
      'nodes.2.interfaces.0.ipv6',
      'fe80::1%eth0',
      'nodes[2].interfaces[0].ipv6',
      { kind: 'not-an-address', family: 6 },
    ],
    ['nodes.2.agent.role', 'boss', 'nodes[2].agent.role', { kind: 'not-one-of' }],
    ['nodes.2.agent.taMs', 4, 'nodes[2].agent.taMs', { kind: 'out-of-range', min: 5, max: 5000 }],
    [
      'nodes.2.agent.hidesAddresses',
      'no',
      'nodes[2].agent.hidesAddresses',
      { kind: 'wrong-type', expected: 'boolean' },
    ],
    ['nodes.1.behaviour.model', 'cone', 'nodes[1].behaviour.model', { kind: 'not-one-of' }],
    ['nodes.1.behaviour.unrepliedMs', 5, 'nodes[1].behaviour', { kind: 'unknown-field' }],
    ['nodes.1.behaviour.mapping', 'Symmetric', 'nodes[1].behaviour.mapping', { kind: 'not-one-of' }],
    ['networks.1.ipv4', '192.168.1.1/24', 'networks[1].ipv4', { kind: 'not-a-prefix', family: 4 }],
    ['networks.1.ipv4', '192.168.1.0/31', 'networks[1].ipv4', { kind: 'not-a-prefix', family: 4 }],
    ['networks.1.ipv4', '0.0.0.0/0', 'networks[1].ipv4', { kind: 'not-a-prefix', family: 4 }],
    ['networks.1.ipv4', '127.0.0.0/8', 'networks[1].ipv4', { kind: 'not-a-prefix', family: 4 }],
    ['networks.1.ipv4', '224.0.0.0/8', 'networks[1].ipv4', { kind: 'not-a-prefix', family: 4 }],
    ['networks.1.ipv4', '192.168.1.0', 'networks[1].ipv4', { kind: 'not-a-prefix', family: 4 }],
    ['networks.1.ipv6', 'ff00::/16', 'networks[1].ipv6', { kind: 'not-a-prefix', family: 6 }],
    ['networks.1.ipv6', '192.168.1.0/24', 'networks[1].ipv6', { kind: 'not-a-prefix', family: 6 }],
    ['signalling', 30, 'signalling', { kind: 'wrong-type', expected: 'object' }],
    ['signalling.latencyMs', undefined, 'signalling.latencyMs', { kind: 'missing' }],
    ['changes', [{ atMs: 1, do: 'explode', node: 'alice' }], 'changes[0].do', { kind: 'not-one-of' }],
    [
      'changes',
      [{ atMs: 1, do: 'say', node: 'alice', text: 'x'.repeat(201) }],
      'changes[0].text',
      { kind: 'too-long', maxChars: 200 },
    ],
  ];

  it.each(rows)('%s = %j is refused at %j', (path, value, place, error) => {
    expect(errorOf(withChange(path, value))).toMatchObject({ place, ...error });
  });

  it.each([undefined, null, 1, 'scene', true, [], () => 1, Symbol('scene'), 1n])('%s is none', (value) => {
    expect(errorOf(value)).toEqual({ place: '', kind: 'wrong-type', expected: 'object' });
  });

  it.each([NaN, Infinity, -Infinity])('takes no %d for a number', (value) => {
    for (const path of ['seed', 'untilMs', 'signalling.latencyMs', 'nodes.2.interfaces.0.link.loss']) {
      expect(errorOf(withChange(path, value)).kind).toBe('out-of-range');
    }
  });

  it('makes -0 to 0, which JSON makes of it, too', () => {
    const read = readScene(withChange('seed', -0));
    expect(read.ok && Object.is(read.value.seed, 0)).toBe(true);
  });

  it('reads no field that stands in a prototype', () => {
    expect(errorOf(Object.create(PRESETS['home-to-home']))).toEqual({ place: 'version', kind: 'missing' });
  });

  it('leaves the prototype of objects as it was', () => {
    const scene: unknown = JSON.parse('{"__proto__": {"polluted": 1}, "version": 1}');
    expect(readScene(scene).ok).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  it('says nothing of what a stranger wrote', () => {
    const marker = 'CALL+1-900';
    for (const path of ['surprise', 'nodes.2.id', 'nodes.2.kind', 'networks.1.ipv4', marker]) {
      expect(JSON.stringify(errorOf(withChange(path, marker)))).not.toContain(marker);
    }
  });

  it('looks no deeper than a scene goes', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    for (const text of [
      deep,
      `{"networks":${deep}}`,
      `{"version":1,"seed":1,"untilMs":1,"networks":${deep}}`,
    ]) {
      expect(readScene(JSON.parse(text)).ok).toBe(false);
    }
  });
});
