/** The words of the Lab that are there from the first, in the language of its page alone. */
import type { Locale } from '../../locales.ts';
import { ofPage } from '../../of-page.ts';
import type { Translation } from '../../messages.ts';
import type * as en from './en/index.ts';

type Words = { readonly [Part in keyof typeof en]: Translation<(typeof en)[Part]> };

const words = await ofPage<Words>({
  en: () => import('./en/index.ts'),
  'zh-cn': () => import('./zh-cn/index.ts'),
});

const part = <Part extends keyof Words>(name: Part): Readonly<Record<Locale, Words[Part]>> => ({
  en: words.en[name],
  'zh-cn': words['zh-cn'][name],
});

/** Its frame, its tables and what is done to a scene. */
export const lab = part('frame');
/** Its pictures: the topology, the ladder and the marks of packets. */
export const labPicture = part('picture');
/** How a scene and its trace are kept, and what is said of a link that came. */
export const labKeep = part('keep');
/** What a packet is, in a few words. */
export const labPackets = part('packets');
