import { RFC_TEXTS } from '#src/components/chapter/rfc-sections.ts';

/** A place in an RFC that a text names. */
export interface Citation {
  readonly line: number;
  /** Undefined where a section is named and no RFC before it. */
  readonly rfc: number | undefined;
  readonly section: string | undefined;
  /** The words around it. */
  readonly context: string;
}

/** Obsolete RFCs by the one that replaced them: what the heads of the texts say, and what stands in no text at hand. */
const REPLACED_BY = new Map<number, number>([
  [3489, 5389],
  [4566, 8866],
  ...Object.entries(RFC_TEXTS).flatMap(([by, { obsoletes }]) =>
    obsoletes.map((old): [number, number] => [old, Number(by)]),
  ),
]);

/**
 * RFCs that are cited and whose texts were not at hand: nobody has checked these sections by the table.
 * Whoever adds one here has read it elsewhere.
 */
export const NOT_CHECKED: Readonly<Record<number, readonly string[]>> = {
  768: [],
  791: ['3.1'],
  792: [],
  919: ['7'],
  1035: ['2.3.4', '3.1', '3.2.2', '3.2.3', '3.2.4', '4.1.1', '4.1.2', '4.1.3', '4.1.4', '5.1'],
  1071: [],
  1122: ['3.2.1.3', '3.3.2'],
  1918: ['3'],
  1951: [],
  1952: ['8'],
  2104: ['2'],
  2606: [],
  3021: [],
  3261: ['25.1'],
  3551: [],
  3596: ['2.1'],
  3629: ['3'],
  3849: [],
  3927: [],
  3986: ['3.2.2'],
  4103: [],
  4193: ['3.1'],
  4291: ['2.2', '2.5.3', '2.5.5.2', '2.5.6', '2.6.1', '2.7'],
  4648: ['4'],
  5737: [],
  5771: ['3'],
  5888: ['4'],
  5952: ['4.2.2', '4.2.3', '5'],
  6056: [],
  6092: ['3.2.3', '3.3.1'],
  6298: ['2.1', '2.4', '3', '5.1', '5.2', '5.3', '5.4', '5.6', '5.7'],
  6335: ['6'],
  6582: ['3.2'],
  6598: ['7'],
  6762: ['3', '5.2', '5.4', '6', '10', '10.1', '10.2', '11', '16', '17', '18.1', '18.3', '18.11', '18.14'],
  6890: [],
  6943: ['3.1.1'],
  7064: ['3.1'],
  7065: ['3.1'],
  7983: ['7'],
  8200: ['3', '8.1'],
  8265: ['4.2.2'],
  8866: [],
  9111: ['5.2.2.5'],
  9293: [
    '3.1',
    '3.3.2',
    '3.4',
    '3.4.1',
    '3.6.1',
    '3.8.3',
    '3.10.4',
    '3.10.7.1',
    '3.10.7.2',
    '3.10.7.3',
    '3.10.7.4',
    '4',
  ],
  9562: ['5.4'],
};

const SECTION = String.raw`\d+(?:\.\d+)*|[A-Z](?:\.\d+)*`;
/** `<Rfc n={8445} s="4" />`, a quotation's `[RFC5245]` (which is skipped), `RFC 8445`, `§4`, `Appendix B`. */
const MENTION = new RegExp(
  [
    String.raw`<Rfc\s(?<tag>[^>]*)>`,
    String.raw`\[RFC\d+\]`,
    String.raw`\brfc[ -]?(?<rfc>\d{3,5})\b`,
    String.raw`§ ?(?<section>${SECTION})`,
    String.raw`\bAppendix (?<appendix>[A-Z](?:\.\d+)*)\b`,
  ].join('|'),
  'gi',
);
const CONTEXT = 320;

/** Every place in an RFC that a text names. A `§` without a number belongs to the RFC that was named last. */
export function citationsOf(text: string): Citation[] {
  let current: number | undefined;
  return [...text.matchAll(MENTION)].flatMap(({ index, groups = {} }) => {
    const { tag, rfc, section, appendix } = groups;
    // A component that is given its place as data: whoever has the data checks it.
    if (tag !== undefined && /\bn=\{[a-z]/i.test(tag)) return [];
    if (tag !== undefined) current = Number(/\bn=\{?"?(\d+)/.exec(tag)?.[1]);
    if (rfc !== undefined) current = Number(rfc);
    const named = tag === undefined ? (section ?? appendix) : /\bs=\{?["'`]([^"'`]*)/.exec(tag)?.[1];
    if (tag === undefined && rfc === undefined && named === undefined) return [];
    return {
      line: text.slice(0, index).split('\n').length,
      rfc: current,
      section: named,
      context: text.slice(Math.max(0, index - CONTEXT), index + CONTEXT),
    };
  });
}

/** What is wrong with a citation, as a sentence; undefined where nothing is. */
export function problemOf({ rfc, section, context }: Citation): string | undefined {
  if (rfc === undefined) return `§${section} of which RFC?`;
  if (Number.isNaN(rfc)) return '<Rfc> without a number';
  const by = REPLACED_BY.get(rfc);
  if (by !== undefined) {
    const isSaid = /obsolete|废止|取代/i.test(context);
    return isSaid ? undefined : `RFC ${rfc} is obsolete (RFC ${by}), and the text does not say so`;
  }
  const text = RFC_TEXTS[rfc];
  if (!text) {
    const known = NOT_CHECKED[rfc];
    if (!known) return `RFC ${rfc} is not in the table of sections, nor in NOT_CHECKED`;
    return section === undefined || known.includes(section)
      ? undefined
      : `§${section} of RFC ${rfc} is not in NOT_CHECKED`;
  }
  return section === undefined || section in text.sections ? undefined : `RFC ${rfc} has no §${section}`;
}
