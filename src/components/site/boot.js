/*
 * Runs in <head>, before the first paint, so that a reader who chose a theme never sees the other one flash.
 * The page carries this file's text and its content security policy carries the hash (Boot.astro).
 * Keys and values are those of src/storage/preferences.ts.
 */
(() => {
  const root = document.documentElement;
  root.classList.add('js', 'arriving');
  // The first change: all of the page's text is there.
  document.addEventListener('readystatechange', () => root.classList.remove('arriving'), { once: true });
  try {
    const theme = localStorage.getItem('icebreaker.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (localStorage.getItem('icebreaker.mask') === 'true') root.dataset.mask = 'true';
  } catch {
    // Storage is denied: the system's theme, and nothing masked.
  }
  // What a reader does to a demo whose code is still loading is done again once the code listens.
  /** @type {Map<HTMLInputElement, { type: string, state: object }>} */
  const early = new Map();
  const remember = (/** @type {Event} */ { type, target }) => {
    if (!(target instanceof Element)) return;
    const controls = type === 'click' ? 'button' : 'select,[type=radio],[type=checkbox]';
    /** @type {HTMLInputElement | null} */
    const control = target.closest(controls);
    if (!control?.closest('astro-island[ssr]')) return;
    const { value, checked } = control;
    // In the order of the last times.
    early.delete(control);
    early.set(control, { type, state: checked === undefined ? { value } : { checked } });
  };
  for (const type of ['click', 'change']) document.addEventListener(type, remember, true);
  const repeat = (/** @type {Event} */ { target: island }) => {
    for (const [control, { type, state }] of early) {
      if (!(island instanceof Element && island.contains(control))) continue;
      early.delete(control);
      if (type === 'click') control.click();
      else Object.assign(control, state).dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
  document.addEventListener('astro:hydrate', repeat, true);
})();
