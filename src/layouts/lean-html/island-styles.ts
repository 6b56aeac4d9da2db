import postcss, { type AtRule, type Container, type Root, type Rule } from 'postcss';

const STYLE = /<style>(.*?)<\/style>/gs;
/** How Svelte marks what belongs to a component: its selectors and its keyframes (svelte.config.js). */
const OF_ISLAND = /\bs_[a-z0-9]+/;
/** An island, or a component of the same kind that the page has without its script. */
const FIRST_USE = /<astro-island|<[^<>]* class="[^"]*\bs_/;

/**
 * The same page with the styles of islands right before the first island, each rule once; without them if nothing wears
 * them. Astro writes all of a page's styles into its head, where those of the demos and exercises below would keep a
 * slow network from the first paragraphs.
 */
export function moveIslandStyles(html: string): string {
  const headEnd = html.indexOf('</head>');
  const ofIslands = new Set<string>();
  const head = html.slice(0, headEnd).replace(STYLE, (_, css: string) => {
    const ofPage = postcss.parse(css);
    for (const node of takeIslandRules(ofPage).nodes) ofIslands.add(node.toString());
    return ofPage.nodes.length > 0 ? `<style>${ofPage.toString()}</style>` : '';
  });
  const rest = html.slice(headEnd);
  const firstIsland = rest.search(FIRST_USE);
  if (firstIsland < 0 || ofIslands.size === 0) return head + rest;
  const styles = `<style>${[...ofIslands].join('')}</style>`;
  return head + rest.slice(0, firstIsland) + styles + rest.slice(firstIsland);
}

/** Takes the islands' rules out of a sheet, or out of an at-rule; each stays within at-rules like its own. */
function takeIslandRules<T extends Root | AtRule>(sheet: T): T {
  const taken = sheet.clone() as T;
  taken.removeAll();
  for (const node of [...(sheet.nodes ?? [])]) {
    if (node.type === 'rule' && OF_ISLAND.test(node.selector)) move(node, taken);
    else if (node.type === 'atrule' && OF_ISLAND.test(node.params)) move(node, taken);
    else if (node.type === 'atrule' && node.nodes) {
      const inner = takeIslandRules(node);
      if (inner.nodes?.length) taken.append(inner);
      if (node.nodes.length === 0) node.remove();
    }
  }
  return taken;
}

function move(node: Rule | AtRule, target: Container): void {
  target.append(node.remove());
}
