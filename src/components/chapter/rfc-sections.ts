import table from './rfc-sections.json' with { type: 'json' };

/** What an RFC's own text says of it. `scripts/rfc-sections.mjs` made the table. */
export interface RfcText {
  readonly title: string;
  /** The RFCs that it replaced. */
  readonly obsoletes: readonly number[];
  /** Titles by number: `6.2.1`, or `B.1` of an appendix. */
  readonly sections: Readonly<Record<string, string>>;
}

/** The RFCs whose texts were at hand, by number. */
export const RFC_TEXTS: Readonly<Record<number, RfcText>> = table;

/** The title of a section, or of the whole RFC; undefined where the table has none. */
export function rfcTitle(n: number, section?: string): string | undefined {
  const text = RFC_TEXTS[n];
  return section === undefined ? text?.title : text?.sections[section];
}
