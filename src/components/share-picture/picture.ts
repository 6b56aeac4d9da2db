import { breakLines, setLine } from './words.ts';

/** What social networks and messengers show beside a link. */
export const PICTURE = { width: 1200, height: 630 } as const;

/** Dark values of src/styles/tokens.css: a picture has no theme, and dark stands out among light pages. */
const COLOUR = { paper: '#14181a', ink: '#e3e7e3', soft: '#a9b3af', accent: '#9fcaea', rule: '#353e42' };
const MARGIN = 84;
const WAY_Y = 540;
/** Sizes of the title, with the lines that there is room for. */
const TITLE_SIZES = [
  [104, 1],
  [88, 2],
  [72, 2],
] as const;

export interface PictureWords {
  /** Above the title: `Chapter 4`. */
  readonly label?: string;
  readonly title: string;
  readonly siteName: string;
}

/** How far along the course the page is; none for the site itself. */
export interface Way {
  readonly stop: number;
  readonly stops: number;
}

/** The picture of a link as SVG without a single font: the same wherever it is drawn. */
export function pictureSvg({ label, title, siteName }: PictureWords, way: Way): string {
  const { width, height } = PICTURE;
  const [size] =
    TITLE_SIZES.find(([px, room]) => breakLines(title, px, width - 2 * MARGIN).length <= room) ??
    TITLE_SIZES[2];
  const lines = breakLines(title, size, width - 2 * MARGIN);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${COLOUR.paper}"/>
${mark()}
${put(setLine(siteName, 34).svg, MARGIN + 58, 110, COLOUR.ink)}
${label === undefined ? '' : put(setLine(label, 36).svg, MARGIN, 226, COLOUR.soft)}
${lines.map((line, index) => put(setLine(line, size).svg, MARGIN - 4, 246 + size * (0.95 + 1.16 * index), COLOUR.ink)).join('\n')}
${wayOf(way)}
</svg>`;
}

function put(svg: string, x: number, y: number, fill: string): string {
  return `<g transform="translate(${x} ${y})" fill="${fill}">${svg}</g>`;
}

/** The mark of src/components/site/Mark.astro. */
function mark(): string {
  return `<g transform="translate(${MARGIN} 76) scale(1.4)"><path d="M2 21h9.5M20.5 21H30" stroke="${COLOUR.accent}" stroke-width="2.5"/><path d="M16 3 23 20.5 16 29 9 20.5Z" fill="${COLOUR.accent}"/><path d="M16 3v26" stroke="${COLOUR.paper}" stroke-width="1.5"/></g>`;
}

/** From one peer to the other, a stop for each chapter: gone as far as this one. */
function wayOf({ stop, stops }: Way): string {
  const [from, to] = [MARGIN + 18, PICTURE.width - MARGIN - 18];
  const xOf = (place: number) => from + ((to - from) * place) / (stops + 1);
  const line = (x1: number, x2: number, colour: string) =>
    `<path d="M${x1} ${WAY_Y}H${x2}" stroke="${colour}" stroke-width="4"/>`;
  const peer = (x: number, colour: string) =>
    `<rect x="${x - 18}" y="${WAY_Y - 18}" width="36" height="36" fill="${colour}"/>`;
  const dots = Array.from({ length: stops }, (_, index) => index + 1).map((place) =>
    place === stop
      ? `<circle cx="${xOf(place)}" cy="${WAY_Y}" r="17" fill="${COLOUR.paper}" stroke="${COLOUR.accent}" stroke-width="6"/>`
      : `<circle cx="${xOf(place)}" cy="${WAY_Y}" r="8" fill="${place < stop ? COLOUR.accent : COLOUR.rule}"/>`,
  );
  const arrived = stop > stops;
  return [
    line(from, to, COLOUR.rule),
    line(from, xOf(Math.min(stop, stops + 1)), COLOUR.accent),
    ...dots,
    peer(from, COLOUR.accent),
    peer(to, arrived ? COLOUR.accent : COLOUR.rule),
  ].join('');
}
