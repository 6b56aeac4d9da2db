import { citationsOf } from './citations.ts';

/** What both editions of a chapter have alike: the text without its words. */
export interface Outline {
  /** Slugs in the front matter, as they stand there. */
  readonly buildsOn: string;
  /** Headings, components, code, items and rows, in their order: `##`, `<Lab scene="hairpin">`, ```` ```js ````, `-`, `|`. */
  readonly parts: readonly Part[];
  /** What is cited or linked between one `##` and the next, without order: sentences turn around. */
  readonly sections: readonly Section[];
  /** The terms that it links to, anywhere. */
  readonly terms: ReadonlySet<string>;
}

interface Part {
  readonly line: number;
  readonly what: string;
}

interface Section {
  readonly line: number;
  readonly cited: readonly string[];
}

/** Attributes with words in them, which are those of an edition; of some component or of all. */
const WORDS = new Set(['question', 'text', 'says', 'caption']);
const WORDS_OF: Readonly<Record<string, readonly string[]>> = {
  TwoPaths: ['label', 'nat', 'path', 'relay', 'server', 'signalling'],
};
/** Components within a sentence, whose order is that of a language. */
const IN_A_SENTENCE = new Set(['Term', 'Rfc']);

const ATTRIBUTE = String.raw`\s+(?<name>[\w-]+)(?:=(?<value>"[^"]*"|'[^']*'|\{[^}]*\}))?`;
const PART = new RegExp(
  [
    String.raw`^(?<fence> *\x60{3,})(?<language>\w*)[^]*?^\k<fence> *$`,
    String.raw`^(?<level>#{1,6}) `,
    String.raw`^ *(?<item>-|\d+\.) `,
    String.raw`^ *(?<row>\|)`,
    String.raw`<(?<component>[A-Z]\w*)(?<attributes>(?:${ATTRIBUTE.replaceAll(/\?<\w+>/g, '')})*)\s*\/?>`,
    String.raw`<\/(?<closed>[A-Z]\w*)>`,
  ].join('|'),
  'gm',
);

/** The outline of a chapter's text. */
export function outlineOf(mdx: string): Outline {
  const [head = '', frontMatter = ''] = /^---\n([^]*?)\n---\n/.exec(mdx) ?? [];
  // Blank lines in its place: every line keeps its number.
  const text = head.replaceAll(/[^\n]/g, '') + mdx.slice(head.length);
  const found = [...text.matchAll(PART)].map((match) => ({ line: lineOf(text, match.index), match }));
  const starts = [
    0,
    ...found.flatMap(({ match }) => (match.groups?.['level'] === '##' ? [match.index] : [])),
  ];
  return {
    buildsOn: /^buildsOn:.*$/m.exec(frontMatter)?.[0] ?? '',
    parts: found.flatMap(({ line, match }) => {
      const what = partOf(match.groups ?? {});
      return what === undefined ? [] : [{ line, what }];
    }),
    sections: starts.map((start, index) => ({
      line: lineOf(text, start),
      cited: citedIn(text.slice(start, starts[index + 1])),
    })),
    terms: new Set([...text.matchAll(/<Term\s+id="([^"]*)"/g)].map(([, id = '']) => id)),
  };
}

function partOf(groups: Groups): string | undefined {
  const { language, component, attributes = '', closed } = groups;
  const mark = groups['level'] ?? groups['item'] ?? groups['row'];
  if (mark !== undefined) return mark;
  if (closed !== undefined) return IN_A_SENTENCE.has(closed) ? undefined : `</${closed}>`;
  if (component === undefined) return `\`\`\`${language ?? ''}`;
  if (IN_A_SENTENCE.has(component)) return undefined;
  const kept = [...attributes.matchAll(new RegExp(ATTRIBUTE, 'g'))]
    .flatMap(({ groups }) => {
      const { name = '', value }: Groups = groups ?? {};
      if (WORDS.has(name) || WORDS_OF[component]?.includes(name)) return [];
      return value === undefined ? [name] : [`${name}=${value.replaceAll(/\s+/g, '')}`];
    })
    .sort();
  return `<${[component, ...kept].join(' ')}>`;
}

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Sections, however they are named, whole RFCs where `<Rfc>` names them (in prose an edition may say "it"), and pages of
 * this site.
 */
function citedIn(text: string): string[] {
  const sections = citationsOf(text)
    .filter(({ section }) => section !== undefined)
    .map(({ rfc, section }) => `RFC ${rfc} §${section}`);
  const whole = [...text.matchAll(/<Rfc\s+n=\{(\d+)\}\s*\/>/g)].map(([, rfc]) => `RFC ${rfc}`);
  const pages = [...text.matchAll(/\]\((?:\/zh-cn)?(\/[^)]*)\)/g)].map(([, path = '']) => path);
  return [...sections, ...whole, ...pages].sort();
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** How the second edition of a chapter differs from the first, a sentence each. */
export function differences(first: string, second: string): string[] {
  const [a, b] = [outlineOf(first), outlineOf(second)];
  return [
    ...(a.buildsOn === b.buildsOn ? [] : [`:2 has "${b.buildsOn}", not "${a.buildsOn}"`]),
    ...differenceOfParts(a.parts, b.parts),
    ...a.sections.flatMap((section, index) => differencesOfCitations(section, b.sections[index])),
    // An edition may explain a word more; it may not leave one unexplained.
    ...[...a.terms].filter((id) => !b.terms.has(id)).map((id) => `: links nowhere to the term "${id}"`),
  ];
}

/** The first one only: whatever follows would be shifted. */
function differenceOfParts(a: readonly Part[], b: readonly Part[]): string[] {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a[index], b[index]];
    if (one?.what === other?.what) continue;
    const here = other ?? b.at(-1);
    return [`:${here?.line ?? 1} has ${other?.what ?? 'nothing more'}, not ${partWithLine(one)}`];
  }
  return [];
}

function partWithLine(part: Part | undefined): string {
  return part ? `${part.what} (line ${part.line})` : 'nothing more';
}

function differencesOfCitations(a: Section, b: Section | undefined): string[] {
  if (!b) return [];
  return [
    ...without(a.cited, b.cited).map((place) => `:${b.line} cites ${place} less often than line ${a.line}`),
    ...without(b.cited, a.cited).map((place) => `:${b.line} cites ${place} more often than line ${a.line}`),
  ];
}

/** What the first list has more of. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((name) => {
    const index = left.indexOf(name);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Lines that somebody meant to come back to. */
export function unfinished(text: string): number[] {
  return [...text.matchAll(/\b(?:TODO|FIXME|XXX|TBD)\b|待译|待补|待写/g)].map(({ index }) =>
    lineOf(text, index),
  );
}
