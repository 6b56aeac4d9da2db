import { linkTo } from '#src/i18n/addresses.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Scene } from '#src/simulator/index.ts';

/** Goes to the Lab with a scene in the link. */
export async function openInLab(scene: Scene, locale: Locale): Promise<void> {
  const { sceneToFragment } = await import('../link/scene-link.ts');
  const fragment = await sceneToFragment(scene);
  // A cell's scene has a few nodes: it always fits.
  if (fragment.ok) location.assign(`${linkTo('/lab/', locale)}${fragment.value}`);
}
