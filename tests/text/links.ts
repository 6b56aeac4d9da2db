import { globSync } from 'node:fs';
import { TERMS } from '#src/components/glossary/terms.ts';
import { PAGES } from '#tests/site-pages.ts';

/** Every address that the built site answers: pages in each edition, chapters where they are written, public files. */
export function knownRoutes(): Set<string> {
  const files = globSync('public/**/*.*').map((file) => file.slice('public'.length));
  return new Set([...PAGES.map(({ path }) => path), ...files]);
}

/** An internal link: `[text](/learn/stun/)`, `href="/learn/stun/"`, `href={'/learn/stun/'}`. */
const LINK = /\]\((\/[^)\s]*)|\bhref=\{?["'`](\/[^"'`]*)["'`]/g;

/** The internal links of a text that lead nowhere. */
export function brokenLinks(text: string, routes: ReadonlySet<string>): string[] {
  return [...text.matchAll(LINK)].flatMap(([, markdown, attribute]) => {
    const target = markdown ?? attribute ?? '';
    const [path = '', fragment] = target.split('#');
    if (!routes.has(path)) return [target];
    const isTerm = fragment === undefined || TERMS.some(({ id }) => id === fragment);
    return path.endsWith('/glossary/') && !isTerm ? [target] : [];
  });
}
