/**
 * The sections of RFCs, from their texts: `node scripts/rfc-sections.mjs <folder> > tests/vectors/rfc-sections.json`.
 *
 * The folder holds `rfcNNNN.txt` files as the RFC Editor publishes them. Each text is read twice, its table of
 * contents and its headings, and the two must agree: so a line that only looks like a heading is found out.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A section's number and title, or an appendix's letter: `6.2.1. Sending over UDP`, `Appendix B. Test Vectors`. */
export const NUMBERED = /^(?:Appendix )?(\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)\.\s+(\S.*)$/;
/** What separates a title of the contents from its page: `. . . 12` or `......12`. */
const LEADER = /(?:\s*\.\s?){2,}\s*\d*$|\s{2,}\.?\s*\d+$/;

/**
 * @param {string} text one RFC
 * @returns {{ title: string, obsoletes: number[], sections: Record<string, string> }}
 * @throws {Error} when the contents and the headings disagree
 */
export function readRfc(text) {
  const lines = withoutPageBreaks(text);
  const start = lines.findIndex((line) => /^Table of Contents$/i.test(line.trim()));
  if (start < 0) throw new Error('there is no table of contents');
  // The contents are indented; the first heading stands at the margin again.
  const end = lines.findIndex((line, index) => index > start && NUMBERED.test(line));
  const contents = withoutPages(sectionsOf(lines.slice(start + 1, end), { atMargin: false }));
  const headings = sectionsOf(lines.slice(end), { atMargin: true });
  assertSame(contents, headings);
  return { title: titleOf(lines), obsoletes: obsoletedBy(lines), sections: Object.fromEntries(headings) };
}

/** Lines without the footers and headers between pages. */
export function withoutPageBreaks(/** @type {string} */ text) {
  return text
    .replaceAll(/\n*[^\n]*\[Page \d+\]\n*\f\n*RFC \d+[^\n]*\n+/g, '\n\n')
    .split('\n')
    .map((line) => line.trimEnd());
}

/**
 * Numbers and titles of the lines that begin a section, in the contents or, at the margin, as headings.
 *
 * @param {string[]} lines
 * @param {{ atMargin: boolean }} options
 * @returns {Map<string, string>}
 */
function sectionsOf(lines, { atMargin }) {
  /** @type {Map<string, string>} */
  const sections = new Map();
  /** @type {{ number: string, indent: number } | undefined} */
  let open;
  for (const line of lines) {
    const indent = line.search(/\S/);
    const [, number, title = ''] = NUMBERED.exec(atMargin ? line : line.trimStart()) ?? [];
    if (number) {
      sections.set(number, title);
      open = { number, indent };
    } else if (open && indent > open.indent) {
      // A title that goes on in the next line, further to the right.
      sections.set(open.number, joined(sections.get(open.number) ?? '', line.trimStart()));
    } else {
      open = undefined;
    }
  }
  return sections;
}

/** Titles of the contents without their pages. */
function withoutPages(/** @type {Map<string, string>} */ contents) {
  return new Map([...contents].map(([number, title]) => [number, title.replace(LEADER, '')]));
}

function joined(/** @type {string} */ title, /** @type {string} */ more) {
  return /[-/]$/.test(title) ? title + more : `${title} ${more}`;
}

/**
 * The contents may leave out the deepest sections (RFC 8839's do). For those, only the numbering vouches.
 *
 * @param {Map<string, string>} contents
 * @param {Map<string, string>} headings
 */
function assertSame(contents, headings) {
  const depth = Math.max(...[...contents.keys()].map(depthOf));
  const numbers = new Set([
    ...contents.keys(),
    ...[...headings.keys()].filter((key) => depthOf(key) <= depth),
  ]);
  const differences = [...numbers].flatMap((number) =>
    contents.get(number) === headings.get(number)
      ? []
      : [`${number}: "${contents.get(number)}" in the contents, "${headings.get(number)}" as a heading`],
  );
  const orphans = [...headings.keys()].filter((number) => !headings.has(predecessorOf(number) ?? number));
  differences.push(...orphans.map((number) => `${number} comes without ${predecessorOf(number)}`));
  if (differences.length > 0) throw new Error(differences.join('\n'));
}

function depthOf(/** @type {string} */ number) {
  return number.split('.').length;
}

/** The section that must come before: `5.2` for `5.3`, `5` for `5.1`, `A` for `B`; none for `1` and `A`. */
export function predecessorOf(/** @type {string} */ number) {
  if (/^[A-Z]$/.test(number))
    return number === 'A' ? undefined : String.fromCharCode(number.charCodeAt(0) - 1);
  const parts = number.split('.');
  const last = Number(parts.pop());
  return [...parts, ...(last > 1 ? [last - 1] : [])].join('.') || undefined;
}

/** The title stands centred between the head and the abstract. */
function titleOf(/** @type {string[]} */ lines) {
  const abstract = lines.findIndex(
    (line) => line.trim() === 'Abstract' || line.trim() === 'Status of This Memo',
  );
  const head = lines.slice(0, abstract).join('\n').trim();
  return (head.split(/\n{2,}/).at(-1) ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** `Obsoletes: 5766, 6156` of the head. */
function obsoletedBy(/** @type {string[]} */ lines) {
  const head = lines.slice(0, 40).join('\n');
  const [, numbers = ''] = /^Obsoletes: ([\d, ]+)/m.exec(head) ?? [];
  return [...numbers.matchAll(/\d+/g)].map(Number);
}

/** All `rfcNNNN.txt` of a folder, by number. */
export function readFolder(/** @type {string} */ folder) {
  const files = readdirSync(folder).flatMap((name) => {
    const [, number] = /^rfc(\d+)\.txt$/.exec(name) ?? [];
    return number ? [{ number, path: join(folder, name) }] : [];
  });
  files.sort((a, b) => Number(a.number) - Number(b.number));
  return Object.fromEntries(
    files.map(({ number, path }) => {
      try {
        return [number, readRfc(readFileSync(path, 'utf8'))];
      } catch (cause) {
        throw new Error(`${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      }
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error(
      'usage: node scripts/rfc-sections.mjs <folder with rfcNNNN.txt> > tests/vectors/rfc-sections.json',
    );
    process.exit(2);
  }
  console.log(JSON.stringify(readFolder(folder), null, 2));
}
