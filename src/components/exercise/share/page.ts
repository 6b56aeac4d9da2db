import { readFragment, speakerFor, type CodeFragment } from './fragment.ts';

/** The code that the page's address carries, and the exercise that speaks of it; undefined when it carries none. */
export function codeInAddress(): (CodeFragment & { readonly speaker: string | undefined }) | undefined {
  const fragment = readFragment(location.hash);
  if (fragment === undefined) return undefined;
  const onPage = [...document.querySelectorAll<HTMLElement>('[data-exercise]')];
  const speaker = speakerFor(
    fragment,
    onPage.map(({ dataset }) => dataset['exercise'] ?? ''),
  );
  return { ...fragment, speaker };
}
