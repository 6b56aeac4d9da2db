import postcss, { type AtRule, type Root } from 'postcss';

const STYLE = /<style>(.*?)<\/style>/gs;
/** How Svelte marks what belongs to a component: its selectors and its keyframes (svelte.config.js). */
const OF_ISLAND = /\b[bs]_[a-z0-9]+/;
/** One whose script brings its styles along: the page needs those that it wears before. */
const BROUGHT = /\bb_[a-z0-9]+/g;
/** An island, or a component of the same kind that the page has without its script. */
const FIRST_USE = /<astro-island|<[^<>]* class="[^"]*\b[bs]_/;

/**
 * The same page with the styles of islands right before the first island, each rule once; without them if nothing wears
 * them. Astro writes all of a page's styles into its head, where those of the demos and exercises below would keep a
 * slow network from the first paragraphs.
 */
export function moveIslandStyles(html: string): string {
  const headEnd = html.indexOf('</head>');
  const rest = html.slice(headEnd);
  const worn = new Set(rest.match(BROUGHT));
  const ofIslands = new Set<string>();
  const head = html.slice(0, headEnd).replace(STYLE, (_, css: string) => {
    const ofPage = postcss.parse(css);
    for (const node of takeIslandRules(ofPage, worn).nodes) ofIslands.add(node.toString());
    return ofPage.nodes.length > 0 ? `<style>${ofPage.toString()}</style>` : '';
  });
  const firstIsland = rest.search(FIRST_USE);
  if (firstIsland < 0 || ofIslands.size === 0) return head + rest;
  const styles = `<style>${[...ofIslands].join('')}</style>`;
  return head + rest.slice(0, firstIsland) + styles + rest.slice(firstIsland);
}

/**
 * Takes the islands' rules out of a sheet, or out of an at-rule; each stays within at-rules like its own.
 * @param worn the scopes in the page of those that bring their styles; rules of others are gone
 */
function takeIslandRules<T extends Root | AtRule>(sheet: T, worn: ReadonlySet<string>): T {
  const taken = sheet.clone() as T;
  taken.removeAll();
  for (const node of [...(sheet.nodes ?? [])]) {
    const names = node.type === 'rule' ? node.selector : node.type === 'atrule' ? node.params : '';
    if (OF_ISLAND.test(names)) {
      node.remove();
      if (isWorn(names, worn)) taken.append(node);
    } else if (node.type === 'atrule' && node.nodes) {
      const inner = takeIslandRules(node, worn);
      if (inner.nodes?.length) taken.append(inner);
      if (node.nodes.length === 0) node.remove();
    }
  }
  return taken;
}

function isWorn(names: string, worn: ReadonlySet<string>): boolean {
  return (names.match(BROUGHT) ?? []).every((scope) => worn.has(scope));
}
