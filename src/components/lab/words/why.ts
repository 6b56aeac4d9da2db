import type { Locale } from '#src/i18n/locales.ts';
import { labWhyAgents } from '#src/i18n/messages/lab-why-agents.ts';
import { labWhyPackets } from '#src/i18n/messages/lab-why-packets.ts';
import { labWhyPairs } from '#src/i18n/messages/lab-why-pairs.ts';
import { labWhyScene } from '#src/i18n/messages/lab-why-scene.ts';
import type { Because, WhyKey, WhyParams } from '#src/visuals/index.ts';

/** A sentence for each key: one that is missing, or wants other parameters, does not compile. */
type Sentences = { readonly [K in WhyKey]: (params: WhyParams[K]) => string };

function sentencesOf(locale: Locale): Sentences {
  return {
    ...labWhyPackets[locale],
    ...labWhyPairs[locale],
    ...labWhyAgents[locale],
    ...labWhyScene[locale],
  };
}

const SENTENCES: Readonly<Record<Locale, Sentences>> = {
  en: sentencesOf('en'),
  'zh-cn': sentencesOf('zh-cn'),
};

/** One sentence of an explanation, without its RFC: that is `because.rfc`. */
export function sayWhy(because: Because, locale: Locale): string {
  return say(SENTENCES[locale], because);
}

function say<K extends WhyKey>(
  sentences: Sentences,
  { key, params }: { readonly key: K; readonly params: WhyParams[K] },
): string {
  return sentences[key](params);
}
