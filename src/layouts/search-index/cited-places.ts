/** A passage of a built page that cites a section of an RFC. */
export interface CitedPlace {
  readonly rfc: number;
  /** `5.1.1.3`, or `B.1` of an appendix. */
  readonly section: string;
  /** Id and words of the heading above it; none above the first. */
  readonly heading: { readonly id: string; readonly text: string } | undefined;
}

const HEADINGS_AND_CITATIONS =
  /<h[23] id="(?<id>[^"]+)"[^>]*>(?<text>.*?)<\/h[23]>|href="https:\/\/www\.rfc-editor\.org\/rfc\/rfc(?<rfc>\d+)\.html#(?:section|appendix)-(?<section>[\w.]+)"/gs;

/** Where a built page cites what, each section once a heading, in the order of the page. */
export function citedPlaces(html: string): CitedPlace[] {
  const places = new Map<string, CitedPlace>();
  let heading: CitedPlace['heading'];
  for (const { groups } of html.matchAll(HEADINGS_AND_CITATIONS)) {
    const { id, text, rfc, section } = groups ?? {};
    if (id !== undefined && text !== undefined) heading = { id, text: wordsOf(text) };
    else if (rfc !== undefined && section !== undefined) {
      const key = `${heading?.id} ${rfc} ${section}`;
      if (!places.has(key)) places.set(key, { rfc: Number(rfc), section, heading });
    }
  }
  return [...places.values()];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a reader sees of a piece of HTML. */
function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .trim();
}
