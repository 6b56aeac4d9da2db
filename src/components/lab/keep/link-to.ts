import type { Scene } from '#src/simulator/index.ts';

/** What came of a link: `shown` where the browser lets nothing be copied, and it stands in the address bar only. */
export type Linked = 'copied' | 'shown' | 'tooLong';

/** Puts a link to a scene into the address bar and the clipboard. The scene is in its fragment: nothing is sent. */
export async function linkTo(scene: Scene): Promise<Linked> {
  const { sceneToFragment } = await import('../link/scene-link.ts');
  const fragment = await sceneToFragment(scene);
  if (!fragment.ok) return 'tooLong';
  const url = location.origin + location.pathname + fragment.value;
  history.replaceState(history.state, '', url);
  try {
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'shown';
  }
}
