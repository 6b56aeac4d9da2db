import { type Locale, localizePath } from '#src/i18n/locales.ts';
import type { Scene } from '#src/simulator/index.ts';

/** Goes to the Lab with a scene in the link. */
export async function openInLab(scene: Scene, locale: Locale): Promise<void> {
  location.assign(`${localizePath('/lab/', locale)}#${encodeURIComponent(JSON.stringify(scene))}`);
}
