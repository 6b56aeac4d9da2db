/** A page of the site, as a link leads to it. */
export interface Destination {
  readonly path: string;
  readonly title: string;
}

/** A name may differ from what was meant by so much of its length. */
const MOST_DIFFERENT = 0.4;

/**
 * The page whose address is most like one that isn't there; undefined where none is. What counts is the last part of
 * the path: `/learn/candidate.html` is near `/learn/candidates/`.
 */
export function nearest(path: string, pages: readonly Destination[]): Destination | undefined {
  const wanted = nameOf(path);
  if (wanted.length < 3) return undefined;
  const ranked = pages
    .map((page) => ({ page, difference: differenceOf(wanted, nameOf(page.path)) }))
    .sort((a, b) => a.difference - b.difference);
  const [best] = ranked;
  return best && best.difference <= MOST_DIFFERENT ? best.page : undefined;
}

/** `/zh-cn/learn/04-Candidates.html` → `candidates` */
function nameOf(path: string): string {
  const names = path
    .toLowerCase()
    .replace(/(?:index)?\.(?:html?|mdx?)$/, '')
    .split('/')
    .filter((name) => name !== '');
  return (names.at(-1) ?? '').replace(/^\d+-/, '');
}

/** From 0, the same, to 1, nothing in common. */
function differenceOf(wanted: string, name: string): number {
  if (name.length >= 3 && (wanted.includes(name) || name.includes(wanted))) return wanted === name ? 0 : 0.1;
  return editDistance(wanted, name) / Math.max(wanted.length, name.length);
}

/** How many letters have to be put in, left out or changed (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
