/**
 * Scrolls to the exercise that speaks of a link with code: an exercise listens only once it is in view, and from
 * there on sees to the rest by itself (arrival.svelte.ts). Every chapter loads this before anything is touched, so
 * it imports nothing: what it shared with the exercises' own script would be a file, and a request, for itself.
 */
function bringIntoView(): void {
  const [, id] = /^#code=([^.]*)/.exec(location.hash) ?? [];
  if (id === undefined) return;
  // As `speakerFor` chooses.
  const exercises = [...document.querySelectorAll<HTMLElement>('[data-exercise]')];
  (exercises.find(({ dataset }) => dataset['exercise'] === id) ?? exercises[0])?.scrollIntoView();
}

bringIntoView();
addEventListener('hashchange', bringIntoView);
