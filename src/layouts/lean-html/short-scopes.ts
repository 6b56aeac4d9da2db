/** The class by which Astro scopes a component's styles (`scopedStyleStrategy: 'class'`). */
const SCOPE = /(?<=\s|^)astro-[a-z0-9]{8}(?=\s|$)/g;
const CLASS = / class="([^"]*)"/g;

/**
 * The same page with its scopes named `a_0`, `a_1`, …: nothing but the page's own styles knows them, and the long names
 * are a thirtieth of a compressed page.
 */
export function shortenScopes(html: string): string {
  const scopes = new Set<string>();
  for (const [, names = ''] of html.matchAll(CLASS)) {
    for (const [scope] of names.matchAll(SCOPE)) scopes.add(scope);
  }
  if (scopes.size === 0) return html;
  const short = new Map([...scopes].map((scope, index) => [scope, `a_${index.toString(36)}`]));
  return html.replace(
    new RegExp(`\\b(?:${[...scopes].join('|')})\\b`, 'g'),
    (scope) => short.get(scope) ?? scope,
  );
}
