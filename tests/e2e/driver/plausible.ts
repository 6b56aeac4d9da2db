import type { ElementHandle } from 'puppeteer-core';
import type { Scope } from './queries.ts';

/** Elements that can have a role here. A role that isn't listed is looked for among all. */
const ELEMENTS: Readonly<Record<string, string>> = {
  button: 'button, summary, input[type=button], input[type=submit], [role=button]',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  link: 'a[href], [role=link]',
  radio: 'input[type=radio], [role=radio]',
  region: 'section, [role=region]',
  searchbox: 'input[type=search], [role=searchbox]',
  slider: 'input[type=range], [role=slider]',
  switch: '[role=switch]',
  tab: '[role=tab]',
  table: 'table, [role=table]',
  textbox: 'input, textarea, [contenteditable], [role=textbox]',
};

/**
 * Those elements that can have this role and in which, or in what labels them, the name is written: few, found within
 * milliseconds. The accessibility tree has the last word on each; Firefox takes seconds to search a whole chapter's.
 *
 * @returns undefined for a role that isn't known here
 */
export async function plausibleElements(
  scope: Scope,
  role: string,
  name: string,
): Promise<ElementHandle<Element>[] | undefined> {
  const elements = ELEMENTS[role];
  if (elements === undefined) return undefined;
  const list =
    'goto' in scope
      ? await scope.evaluateHandle(namedIn, null, elements, name)
      : await scope.evaluateHandle(namedIn, elements, name);
  const entries = await list.getProperties();
  await list.dispose();
  return [...entries.values()].flatMap((entry) => entry.asElement() ?? []) as ElementHandle<Element>[];
}

/** In the page. */
function namedIn(scope: Element | null, elements: string, name: string): Element[] {
  const squeeze = (text: string): string => text.replace(/\s+/g, '');
  const wordsOf = (element: Element): string => {
    const labelledBy = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? [];
    const labels = [
      ...labelledBy.map((id) => document.getElementById(id)),
      ...('labels' in element ? ((element.labels ?? []) as NodeListOf<Element>) : []),
    ];
    const attributes = ['aria-label', 'title', 'placeholder', 'value', 'alt'];
    return [
      ...attributes.map((attribute) => element.getAttribute(attribute)),
      ...[element, ...labels].map((source) => source?.textContent),
    ].join('');
  };
  const wanted = squeeze(name);
  return [...(scope ?? document).querySelectorAll(elements)].filter((element) =>
    squeeze(wordsOf(element)).includes(wanted),
  );
}
