/** SDP attributes and the words of candidate lines from the texts of RFCs, each read in two places that must agree. */
import { withoutPageBreaks } from '../rfc-sections.mjs';
import { assertSame, oneLine, sectionOf, sectionsOf, someOf } from './rfc-text.mjs';

/**
 * The values of a rule of grammar, `tcp-type = "active" / "passive" / "so"`, and again those that the text uses.
 *
 * @param {string} text
 * @param {{ section: string, rule: string, used: RegExp }} places the groups of `used` hold values
 */
export function grammarValuesOf(text, { section, rule, used }) {
  const { body } = sectionOf(text, section);
  const [, alternatives = ''] = new RegExp(`^ +${rule} += (.*)$`, 'm').exec(body) ?? [];
  const values = [...alternatives.matchAll(/"([a-z]+)"/g)].map(([, value = '']) => value);
  const again = [...oneLine(withoutPageBreaks(text).join('\n')).matchAll(used)].flatMap(
    ([, ...groups]) => groups,
  );
  assertSame(someOf(values, `values of ${rule}`), [...new Set(again)]);
  return values.map((name) => ({ name }));
}

/**
 * SDP attributes that are registered in the sections under one, by title and by form.
 *
 * @param {string} text
 * @param {string} under
 * @returns {{ section: string, name: string }[]}
 * @throws {Error} when a title and its form differ
 */
export function sdpAttributesOf(text, under) {
  const found = [...sectionsOf(text)].flatMap(([section, { title, body }]) => {
    const [, name] = /^(?:SDP )?"([a-z-]+)" Attribute$/.exec(title) ?? [];
    if (!name || !section.startsWith(`${under}.`)) return [];
    const [, registered = ''] = /^ +(?:Attribute )?Name: +(\S+)$/m.exec(body) ?? [];
    assertSame([registered], [name]);
    return [{ section, name }];
  });
  return someOf(found, 'SDP attributes');
}
