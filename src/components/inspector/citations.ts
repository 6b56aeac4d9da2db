/** A section of an RFC that a text cites. */
export interface Citation {
  readonly rfc: number;
  readonly section: string;
}

/** The sections that a text cites as `RFC 8489 §14.2`, or `RFC 8489 §9.2, §18.1`, each once, in order. */
export function citationsIn(text: string): Citation[] {
  const found = new Map<string, Citation>();
  for (const [, rfc = '', sections = ''] of text.matchAll(/RFC (\d{4}) (§[\d.]*\d(?:[,、] ?§[\d.]*\d)*)/g)) {
    for (const [, section = ''] of sections.matchAll(/§([\d.]*\d)/g)) {
      found.set(`${rfc} ${section}`, { rfc: Number(rfc), section });
    }
  }
  return [...found.values()];
}
