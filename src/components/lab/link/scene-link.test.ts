import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS, type Scene, matrixScene } from '#src/simulator/index.ts';
import { type SceneLinkProblem, isSceneFragment, sceneFromFragment, sceneToFragment } from './scene-link.ts';

const SCENES: readonly (readonly [string, Scene])[] = [
  ...Object.entries(PRESETS),
  ['the longest cell of the matrix', matrixScene('udp-blocked', 'cgnat', { turn: true })],
];

async function fragmentOf(scene: Scene): Promise<string> {
  const fragment = await sceneToFragment(scene);
  if (!fragment.ok) throw new Error(fragment.error.kind);
  return fragment.value;
}

/** Data as another program would make it. */
const packed = (text: string | Uint8Array) => `#scene=1.${deflateRawSync(text).toString('base64url')}`;
const packedJson = (value: unknown) => packed(JSON.stringify(value));

/** As many nodes as a scene can have, with everything of a host said. */
function crowdedScene(): Scene {
  const hosts = Array.from({ length: 256 }, (_, i) => ({
    kind: 'host' as const,
    id: `a-very-long-host-nam-${i}`,
    interfaces: [
      {
        network: 'internet',
        ipv4: `198.51.${i}.77`,
        ipv6: `2001:db8:${i}:cafe:f00d:1234:5678:9abc`,
        link: { latencyMs: i, jitterMs: i, loss: 0.123, reordering: 0.456, mtuBytes: 1280 },
      },
    ],
  }));
  return { ...PRESETS['same-lan'], networks: [{ id: 'internet' }], nodes: hosts };
}

describe('a link to a scene', () => {
  it.each(SCENES)('%s: is read as it was made, and is short', async (_name, scene) => {
    const fragment = await fragmentOf(scene);
    expect(await sceneFromFragment(fragment)).toEqual({ ok: true, value: scene });
    expect(fragment.length).toBeLessThan(1_000);
  });

  it('carries as many nodes as a scene can have', async () => {
    const scene = crowdedScene();
    expect(JSON.stringify(scene).length).toBeGreaterThan(50_000);
    expect(await sceneFromFragment(await fragmentOf(scene))).toEqual({ ok: true, value: scene });
  });

  it('is a fragment that needs no escaping', async () => {
    const fragment = await fragmentOf(PRESETS['home-to-home']);
    expect(fragment).toMatch(/^#scene=1\.[\w-]+$/);
    expect(new URL(fragment, 'https://example.org/lab/').hash).toBe(fragment);
    expect(isSceneFragment(fragment)).toBe(true);
    expect(isSceneFragment('#code=a.b')).toBe(false);
  });

  it('carries what was done in the middle of a session, at whatever moment', async () => {
    const scene: Scene = {
      ...PRESETS.vpn,
      changes: [{ atMs: 380.217_391_304_347_8, do: 'reboot', node: 'alice-router' }],
    };
    expect(await sceneFromFragment(await fragmentOf(scene))).toEqual({ ok: true, value: scene });
  });

  it('holds the scene and nothing else, as others unpack it too', async () => {
    const fragment = await fragmentOf(PRESETS.vpn);
    const bytes = inflateRawSync(Buffer.from(fragment.slice('#scene=1.'.length), 'base64url'));
    expect(JSON.parse(bytes.toString())).toEqual(PRESETS.vpn);
  });
});

describe('a link that is refused', () => {
  const rows: [what: string, fragment: string, problem: SceneLinkProblem][] = [
    ['nothing', '', { kind: 'damaged' }],
    ['a prefix alone', '#scene=', { kind: 'damaged' }],
    ['no data', '#scene=1.', { kind: 'damaged' }],
    ['no format', '#scene=.AAAA', { kind: 'damaged' }],
    ['a later format', '#scene=2.AAAA', { kind: 'other-version' }],
    ['two of them', `${packedJson(PRESETS.vpn)}.${'A'.repeat(9)}`, { kind: 'damaged' }],
    ['no base64url', '#scene=1.a+b/', { kind: 'damaged' }],
    ['one cut off', packedJson(PRESETS.vpn).slice(0, -6), { kind: 'damaged' }],
    ['no JSON', packed('{"version":1'), { kind: 'damaged' }],
    ['bytes that are no UTF-8', packed(Uint8Array.of(0x22, 0xc0, 0x80, 0x22)), { kind: 'damaged' }],
    ['too many characters', `#scene=1.${'A'.repeat(32_001)}`, { kind: 'too-long' }],
    ['a bomb', packed(new Uint8Array(20_000_000)), { kind: 'too-long' }],
    [
      'JSON nested without end',
      packed('['.repeat(200_000) + ']'.repeat(200_000)),
      { kind: 'bad-scene', error: { place: '', kind: 'wrong-type', expected: 'object' } },
    ],
    [
      'a scene that is none',
      packedJson({ ...PRESETS.vpn, untilMs: 1e9 }),
      { kind: 'bad-scene', error: { place: 'untilMs', kind: 'out-of-range', min: 1, max: 600_000 } },
    ],
    [
      'a prototype',
      packed(`{"__proto__":{"x":1},${JSON.stringify(PRESETS.vpn).slice(1)}`),
      { kind: 'bad-scene', error: { place: '', kind: 'unknown-field' } },
    ],
  ];

  it.each(rows)('%s', async (_what, fragment, error) => {
    expect(await sceneFromFragment(fragment)).toEqual({ ok: false, error });
  });

  it('whatever it is, is refused with a value', async () => {
    const anything = fc.oneof(
      fc.string().map((text) => `#scene=1.${text}`),
      fc.uint8Array({ maxLength: 300 }).map(packed),
      fc.json().map(packed),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (fragment) => {
        expect((await sceneFromFragment(fragment)).ok).toBe(false);
      }),
    );
  });
});
