/** The site's colours, for what draws with a theme of its own: the editor, the terminal. */

/** Calls back whenever the site's theme may have changed, until the signal aborts. */
export function onThemeChange(listener: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  signal.addEventListener('abort', () => {
    observer.disconnect();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener, { signal });
}

/** Whether the page is dark now: as chosen, or as the system is. */
export function matchesDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}

/** Reads tokens of src/styles/tokens.css as `#rrggbb`; a token may be any CSS colour, so the browser computes it. */
export function readColours(parent: HTMLElement, tokens: readonly string[]): (token: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  parent.append(probe);
  const values = new Map<string, string>();
  for (const token of new Set(tokens)) {
    probe.style.color = `var(${token})`;
    values.set(token, hex(getComputedStyle(probe).color));
  }
  probe.remove();
  return (token) => values.get(token) ?? '#808080';
}

/** `rgb(27, 34, 32)` → `#1b2220` */
function hex(rgb: string): string {
  const channels = rgb.match(/[\d.]+/g)?.slice(0, 3) ?? [];
  return `#${channels.map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0')).join('')}`;
}
