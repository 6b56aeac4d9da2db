/** The requirements of an RFC, each with its sentences: `REQ-5:  A NAT UDP mapping timer MUST NOT …`, and `REQ-5a`. */
import { assertSame, oneLine, sectionOf, someOf } from './rfc-text.mjs';
import { withoutPageBreaks } from '../rfc-sections.mjs';

/** @typedef {{ name: string, text: string }} Requirement */

/** `   REQ-5:  A NAT …`; RFC 4787 §12 has two without the colon. */
const REQUIREMENT = /^ {3}(REQ-\d+):? {2,}(\S.*)$/;
/** `      a) For specific …` below one. */
const PART = /^ {6}([a-z])\) +(\S.*)$/;
const CONTINUED = /^ {6,}\S/;

/**
 * An RFC says each requirement twice: where it gives the reason, and in a section that lists them all, whose words are
 * taken. Both must have the same ones.
 *
 * @param {string} text one RFC
 * @param {string} section the list
 * @returns {Requirement[]}
 * @throws {Error} when there are none, or the two places differ
 */
export function requirementsOf(text, section) {
  const { body } = sectionOf(text, section);
  const listed = someOf(read(body.split('\n')), 'requirements');
  const names = listed.map(({ name }) => name);
  const everywhere = read(withoutPageBreaks(text)).map(({ name }) => name);
  assertSame([...names, ...names], everywhere);
  return listed;
}

/**
 * @param {string[]} lines
 * @returns {Requirement[]}
 */
function read(lines) {
  /** @type {Requirement[]} */
  const found = [];
  let number = '';
  /** @type {Requirement | undefined} */
  let open;
  for (const line of lines) {
    const [, name, first = ''] = REQUIREMENT.exec(line) ?? [];
    const [, letter, firstOfPart = ''] = PART.exec(line) ?? [];
    if (name) found.push((open = { name: (number = name), text: first }));
    else if (letter && number) found.push((open = { name: `${number}${letter}`, text: firstOfPart }));
    else if (open && CONTINUED.test(line)) open.text += `\n${line}`;
    // What stands at the margin again is about something else.
    else if (line !== '') open = ((number = ''), undefined);
  }
  return found.map(({ name, text }) => ({ name, text: oneLine(text.replaceAll(/(\w-)\n\s+/g, '$1')) }));
}
