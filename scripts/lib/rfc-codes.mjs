/**
 * Methods, attributes and error codes from the texts of RFCs; `scripts/rfc-registries.mjs` says where they stand.
 *
 * An RFC says most of it twice, in its IANA section and where it defines it. Both are read and must agree: so a row that
 * only looks like one is found out.
 */
import { assertSame, oneLine, sectionOf, sectionsOf, someOf } from './rfc-text.mjs';

/** @typedef {{ code: string, name: string }} Row */

/** `0x0014: REALM`, `0x002a :  CONNECTION-ID`, `0x0024 PRIORITY`, `| 0x0013 | DATA   |`; not a code within a sentence. */
const CODE_ROW = /^ +(?:\| )?0x([0-9A-Fa-f]{3,4})(?: \|| ?:)? +(\S.*?) *(?:\||$)/gm;
/** `300  Try Alternate: The client …`, `403 (Forbidden):`, `446    Connection Already Exists`. */
const ERROR_ROW = /^ +(\d{3}) +\(?([A-Z][A-Za-z ]*?)\)?(?::|$)/gm;
/** `400 (Bad Request)` within a sentence. */
const ERROR_MENTION = /\b(\d{3}) \(([A-Z][A-Za-z ]*)\)/g;
const ATTRIBUTE_NAME = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
const METHOD_NAME = /^[A-Z][A-Za-z]+$/;

/**
 * Codes and names of a table, without what is reserved.
 *
 * @param {string} body
 * @param {RegExp} shape of a name
 * @returns {Row[]}
 * @throws {Error} when there is no row, or one whose name isn't of that shape
 */
export function codeRows(body, shape) {
  const rows = [...body.matchAll(CODE_ROW)].map(([, code = '', name = '']) => ({ code: `0x${code}`, name }));
  const assigned = rows.filter(({ name }) => !name.startsWith('Reserved'));
  const odd = assigned.find(({ name }) => !shape.test(name));
  if (odd) throw new Error(`${odd.code}: "${odd.name}" is no name`);
  return someOf(assigned, 'codes');
}

/**
 * @param {string} text
 * @param {string} section
 * @returns {Row[]}
 */
export function methodsOf(text, section) {
  // A method has 12 bits; RFC 6062 writes it with four digits.
  return codeRows(sectionOf(text, section).body, METHOD_NAME).map(({ code, name }) => ({
    code: code.replace(/^0x0(?=...$)/, '0x'),
    name,
  }));
}

/**
 * Attributes that an RFC both lists and defines, each in a section with its name.
 *
 * @param {string} text
 * @param {{ listed: string[], defined: string, alsoListed?: string }} places `defined` is the section above those of
 *   the attributes. `alsoListed` is a second list: what only the first one has, the RFC registers but doesn't define.
 * @returns {(Row & { section: string })[]}
 * @throws {Error} when the places differ
 */
export function attributesOf(text, { listed, defined, alsoListed }) {
  const sections = sectionsOf(text);
  const names = [...sections].flatMap(([number, { title }]) =>
    number.startsWith(`${defined}.`) && ATTRIBUTE_NAME.test(title) ? [title] : [],
  );
  const rows = listed.flatMap((section) =>
    codeRows(sectionOf(text, section).body, ATTRIBUTE_NAME).map((row) => ({ section, ...row })),
  );
  const again = alsoListed ? codeRows(sectionOf(text, alsoListed).body, ATTRIBUTE_NAME) : rows;
  const both = rows.filter(({ name }) => again.some((row) => row.name === name));
  assertSame(both.map(textOf), again.map(textOf));
  assertSame(both.map(nameOf), names);
  return both;
}

/**
 * RFC 8445 lists its attributes in §20.1 and tells in §16.1 their names, and the codes of some, in sentences.
 *
 * @param {string} text
 * @param {{ listed: string, told: string }} places
 * @returns {Row[]}
 * @throws {Error} when the places differ
 */
export function toldAttributesOf(text, { listed, told }) {
  const rows = codeRows(sectionOf(text, listed).body, ATTRIBUTE_NAME);
  const paragraphs = sectionOf(text, told)
    .body.split(/\n{2,}/)
    .map(oneLine);
  const names = paragraphs.flatMap((paragraph) => /^The ([A-Z-]+) attribute /.exec(paragraph)?.[1] ?? []);
  assertSame(rows.map(nameOf), names);
  const codes = paragraphs.flatMap((paragraph) => {
    const [, name, code] =
      /^The ([A-Z-]+) attribute .* attribute value of (0x[0-9A-F]{4})/.exec(paragraph) ?? [];
    return name && code ? [{ code, name }] : [];
  });
  assertAgree(rows, someOf(codes, 'codes in sentences'));
  return rows;
}

/**
 * Error codes with their reasons. Sentences elsewhere in the RFC must give each the same reason at least once: not
 * always, since RFC 8656 isn't at one with itself (442 in §7.4, 486 in §5).
 *
 * @param {string} text
 * @param {string} section
 * @param {{ registered?: string }} [places] a second table
 * @returns {{ code: number, name: string }[]}
 * @throws {Error} when the places differ
 */
export function errorCodesOf(text, section, { registered } = {}) {
  const rows = errorRows(sectionOf(text, section).body);
  if (registered) assertSame(rows.map(textOf), errorRows(sectionOf(text, registered).body).map(textOf));
  const elsewhere = [...sectionsOf(text)].filter(([number]) => number !== section);
  const said = elsewhere.flatMap(([, { body }]) => rowsOf(oneLine(body), ERROR_MENTION)).map(textOf);
  const unsaid = rows.map(textOf).find((row) => !said.includes(row));
  if (unsaid) throw new Error(`no sentence speaks of ${unsaid}`);
  return rows.map(({ code, name }) => ({ code: Number(code), name }));
}

function errorRows(/** @type {string} */ body) {
  return someOf(rowsOf(body, ERROR_ROW), 'error codes');
}

/** @returns {Row[]} */
function rowsOf(/** @type {string} */ text, /** @type {RegExp} */ pattern) {
  return [...text.matchAll(pattern)].map(([, code = '', name = '']) => ({ code, name }));
}

function nameOf(/** @type {Row} */ { name }) {
  return name;
}

function textOf(/** @type {Row} */ { code, name }) {
  return `${code} ${name}`;
}

/** Where another place speaks of one of the rows, it says the same of it. */
function assertAgree(/** @type {Row[]} */ rows, /** @type {Row[]} */ others) {
  for (const row of rows) {
    const other = others.find(({ code, name }) => (code === row.code) !== (name === row.name));
    if (other) throw new Error(`one place has ${textOf(row)}; the other has ${textOf(other)}`);
  }
}
