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
})();
