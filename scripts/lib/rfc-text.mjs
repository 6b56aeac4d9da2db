/** The sections of an RFC with their text, and what two places of it must have in common. */
import { NUMBERED, withoutPageBreaks } from '../rfc-sections.mjs';

/** @typedef {{ title: string, body: string }} Section the body ends where the next section begins, a subsection too */

/** @returns {Map<string, Section>} the sections of one RFC by their numbers */
export function sectionsOf(/** @type {string} */ text) {
  /** @type {Map<string, Section>} */
  const sections = new Map();
  /** @type {Section | undefined} */
  let open;
  for (const line of withoutPageBreaks(text)) {
    const [, number, title = ''] = NUMBERED.exec(line) ?? [];
    if (number) {
      if (sections.has(number)) throw new Error(`§${number} comes twice`);
      open = { title, body: '' };
      sections.set(number, open);
    } else if (open) {
      open.body += `${line}\n`;
    }
  }
  return sections;
}

/**
 * @returns {Section}
 * @throws {Error} when there is none of that number
 */
export function sectionOf(/** @type {string} */ text, /** @type {string} */ number) {
  const section = sectionsOf(text).get(number);
  if (!section) throw new Error(`there is no §${number}`);
  return section;
}

/**
 * @template T
 * @param {T[]} items
 * @param {string} what
 */
export function someOf(items, what) {
  if (items.length === 0) throw new Error(`there are no ${what}`);
  return items;
}

export function oneLine(/** @type {string} */ text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Two places hold the same values, in any order. */
export function assertSame(/** @type {string[]} */ one, /** @type {string[]} */ other) {
  const [a, b] = [one, other].map((values) => values.toSorted().join(', '));
  if (a !== b) throw new Error(`one place has ${a || 'nothing'}; the other has ${b || 'nothing'}`);
}
