/** A page that is to be found, as its own head names it. */
export interface ListedPage {
  readonly address: string;
  /** Its editions by language, if there are several. */
  readonly alternates: readonly { readonly language: string; readonly address: string }[];
}

const CANONICAL = /<link rel="canonical" href="([^"]+)"/;
const ALTERNATE = /<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g;

/** What the head of a built page says; undefined for a page that isn't to be found and so names no address. */
export function listedPage(html: string): ListedPage | undefined {
  const head = html.slice(0, html.indexOf('</head>'));
  const address = CANONICAL.exec(head)?.[1];
  if (address === undefined) return undefined;
  const alternates = [...head.matchAll(ALTERNATE)].map(([, language = '', other = '']) => ({
    language,
    address: other,
  }));
  return { address, alternates };
}

/** The list for search engines (sitemaps.org), each page with its other editions. Addresses come from HTML, escaped. */
export function sitemap(pages: readonly ListedPage[]): string {
  const entries = pages.map(({ address, alternates }) => {
    const links = alternates.map(
      (other) => `<xhtml:link rel="alternate" hreflang="${other.language}" href="${other.address}"/>`,
    );
    return `<url><loc>${address}</loc>${links.join('')}</url>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
    `${entries.join('')}</urlset>\n`
  );
}

/**
 * What robots are told: everything but the frame of learner code, and where the list is.
 *
 * @param base where the site stands on its host
 */
export function robots(site: string, base: string): string {
  return `User-agent: *\nDisallow: ${base}sandbox/\n\nSitemap: ${new URL(`${base}sitemap.xml`, site).href}\n`;
}
