import type { Locale } from '#src/i18n/locales.ts';
import type { Timeline } from '#src/visuals/index.ts';
import { loadAnswers } from './load.ts';

/** Why a session failed: empty until the words are loaded, and where it didn't fail. To be made within a component. */
export function createFailure(timeline: () => Timeline, locale: () => Locale): { readonly words: string } {
  let told = $state.raw<{ readonly of: Timeline; readonly words: string }>();

  async function tell(of: Timeline): Promise<void> {
    try {
      const { outcomeWords } = await loadAnswers();
      told = { of, words: outcomeWords(of, locale()) };
    } catch {
      // Offline, say: that it failed is said all the same.
    }
  }

  $effect(() => {
    const of = timeline();
    if (of.trace.result.outcome === 'failed') void tell(of);
  });

  return {
    get words() {
      return told?.of === timeline() ? told.words : '';
    },
  };
}
