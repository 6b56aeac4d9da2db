import table from './rfc-sections.json' with { type: 'json' };

/** What an RFC's own text says of it. `scripts/rfc-sections.mjs` made the table of those whose texts were at hand. */
export interface RfcText {
  readonly title: string;
  /** The RFCs that it replaced. */
  readonly obsoletes: readonly number[];
  /** Titles by number: `6.2.1`, or `B.1` of an appendix. */
  readonly sections: Readonly<Record<string, string>>;
}

/**
 * RFC 9429 obsoletes RFC 8829 and keeps its numbers and titles, all but that of §1.3. Its text was not at hand: this
 * was read in its table of contents in a stored bilingual copy (GitHub, tex2e/rfc-translater, html/rfc9429.html).
 */
const JSEP: RfcText = {
  ...table['8829'],
  obsoletes: [8829],
  sections: { ...table['8829'].sections, '1.3': 'Changes from RFC 8829' },
};

/** The RFCs whose sections are known, by number. */
export const RFC_TEXTS: Readonly<Record<number, RfcText>> = { ...table, 9429: JSEP };

/** The title of a section, or of the whole RFC; undefined where the table has none. */
export function rfcTitle(n: number, section?: string): string | undefined {
  const text = RFC_TEXTS[n];
  return section === undefined ? text?.title : text?.sections[section];
}
