/** What of a chapter goes onto its sheet. */
export type SheetPartKind = 'summary' | 'key-point' | 'mistake';

/** The sections of an RFC that a chapter cites; none for the RFC as a whole. */
export interface CitedRfc {
  readonly rfc: number;
  readonly sections: readonly string[];
}

/**
 * The pieces of one kind in a chapter that was rendered with `sheetComponents`, in its order.
 *
 * @param chapterPath leads from the sheet to what the chapter links to within itself
 */
export function sheetParts(html: string, kind: SheetPartKind, chapterPath: string): string[] {
  const parts = html.matchAll(new RegExp(`<sheet-part kind="${kind}"[^>]*>(.*?)</sheet-part>`, 'gs'));
  return [...parts].map(([, part = '']) => part.replaceAll('href="#', `href="${chapterPath}#`));
}

const CITATION =
  /href="https:\/\/www\.rfc-editor\.org\/rfc\/rfc(\d+)\.html(?:#(?:section|appendix)-([\w.]+))?"/g;

/** What a rendered chapter cites, in the order of numbers. */
export function citedRfcs(html: string): CitedRfc[] {
  const sections = new Map<number, Set<string>>();
  for (const [, rfc, section] of html.matchAll(CITATION)) {
    const ofRfc = sections.get(Number(rfc)) ?? new Set();
    sections.set(Number(rfc), section === undefined ? ofRfc : ofRfc.add(section));
  }
  return [...sections]
    .sort(([a], [b]) => a - b)
    .map(([rfc, ofRfc]) => ({ rfc, sections: [...ofRfc].sort(bySectionNumber) }));
}

/** `5.2` before `5.10`, appendices last. */
function bySectionNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
