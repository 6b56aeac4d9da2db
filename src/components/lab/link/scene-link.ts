import { err, ok, type Result } from '#src/protocol/result.ts';
import type { Scene, SceneError } from '#src/simulator/index.ts';
import { readScene } from '#src/simulator/scene/validate.ts';
import { packJson, unpackJson } from '../../packed-link/packed-json.ts';

/**
 * A scene travels in the fragment of a link, which no browser sends to any server: `#scene=1.<data>`. The number is
 * that of the format: JSON of a scene, packed. Presets take about 500 characters.
 */

const PREFIX = '#scene=';
const FORMAT = '1';

/** 256 hosts have some 60,000 characters of JSON, of which a tenth is left. */
const LIMITS = { maxChars: 32_000, maxUnpackedBytes: 400_000 };

/** What is wrong with a link. It is said in words of ours: nothing that stands in a bad link is shown. */
export type SceneLinkProblem =
  /** More of it than a link of ours ever holds, packed or unpacked. */
  | { readonly kind: 'too-long' }
  /** Cut off or changed on its way, or never one of ours. */
  | { readonly kind: 'damaged' }
  /** Made by a later edition of the site. */
  | { readonly kind: 'other-version' }
  /** It was unpacked, and holds no scene that can be. */
  | { readonly kind: 'bad-scene'; readonly error: SceneError };

/** Whether a fragment (with its `#`) is one that says it carries a scene. */
export function isSceneFragment(fragment: string): boolean {
  return fragment.startsWith(PREFIX);
}

/** The fragment, with its `#`, that carries this scene and nothing else; or that it is too long for a link. */
export async function sceneToFragment(scene: Scene): Promise<Result<string, { readonly kind: 'too-long' }>> {
  const data = await packJson(scene, LIMITS);
  return data.ok ? ok(`${PREFIX}${FORMAT}.${data.value}`) : err({ kind: data.error });
}

/** The scene that a fragment carries. Whoever made it may be a stranger: it is checked, and never throws. */
export async function sceneFromFragment(fragment: string): Promise<Result<Scene, SceneLinkProblem>> {
  if (!isSceneFragment(fragment)) return err({ kind: 'damaged' });
  const [format, data, ...more] = fragment.slice(PREFIX.length).split('.', 3);
  if (format === undefined || data === undefined || more.length > 0 || !/^\d{1,3}$/.test(format)) {
    return err({ kind: 'damaged' });
  }
  if (format !== FORMAT) return err({ kind: 'other-version' });
  const unpacked = await unpackJson(data, LIMITS);
  if (!unpacked.ok) return err({ kind: unpacked.error });
  const scene = readScene(unpacked.value);
  return scene.ok ? scene : err({ kind: 'bad-scene', error: scene.error });
}
