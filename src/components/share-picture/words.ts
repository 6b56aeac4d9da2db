import glyphs from './glyphs.json' with { type: 'json' };

/** Advance width and outline of each letter, in thousandths of an em, y upwards (scripts/share-glyphs.mjs). */
const GLYPHS = glyphs as unknown as Readonly<Record<string, readonly [advance: number, outline: string]>>;
const EM = 1000;

/** Words set in a line: an SVG group whose origin is the start of the baseline. */
export interface SetLine {
  readonly widthPx: number;
  readonly svg: string;
}

/** Sets a line. Throws at a letter without an outline, since a picture must not drop letters. */
export function setLine(text: string, sizePx: number): SetLine {
  let pen = 0;
  const outlines = [...text].map((letter) => {
    const [advance, outline] = glyphOf(letter);
    const place = pen;
    pen += advance;
    return `<path transform="translate(${place})" d="${outline}"/>`;
  });
  const scale = sizePx / EM;
  return { widthPx: pen * scale, svg: `<g transform="scale(${scale} ${-scale})">${outlines.join('')}</g>` };
}

/** Breaks a text into lines no wider than asked: between words, or between Chinese characters. */
export function breakLines(text: string, sizePx: number, maxWidthPx: number): string[] {
  const lines: string[] = [];
  // A mark of punctuation stays with what it follows.
  for (const piece of text.match(/\s*(?:[\p{Script=Han}]|[^\s\p{Script=Han}]+)[，。、：？]*/gu) ?? []) {
    const longer = (lines.at(-1) ?? '') + piece;
    if (lines.length > 0 && setLine(longer, sizePx).widthPx <= maxWidthPx) lines[lines.length - 1] = longer;
    else lines.push(piece.trimStart());
  }
  return lines;
}

function glyphOf(letter: string): readonly [number, string] {
  const glyph = GLYPHS[letter];
  if (!glyph)
    throw new Error(`“${letter}” has no outline for pictures of links: see scripts/share-glyphs.mjs`);
  return glyph;
}
