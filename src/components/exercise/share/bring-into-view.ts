import { codeInAddress } from './page.ts';

/**
 * The script of a page with exercises: scrolls to the one that speaks of a link with code. An exercise listens only
 * once it is in view; from there on it sees to the rest by itself.
 */
function bringIntoView(): void {
  const speaker = codeInAddress()?.speaker;
  if (speaker === undefined) return;
  document.querySelector(`[data-exercise="${CSS.escape(speaker)}"]`)?.scrollIntoView();
}

bringIntoView();
addEventListener('hashchange', bringIntoView);
