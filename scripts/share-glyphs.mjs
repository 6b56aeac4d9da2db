/**
 * `node scripts/share-glyphs.mjs <NotoSerifCJK-Bold.ttc>`, after a title got a letter that
 * src/components/share-picture/glyphs.json lacks (its test says so): writes the file anew (then `npm run format`).
 *
 * The pictures of links are drawn from outlines, so that every machine that builds the site, with whatever fonts, draws
 * the same. The file has the letters of ASCII and those of the titles, and no more. On Debian the font is in
 * `fonts-noto-cjk-extra`.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { create } from 'fontkitten';

const FACE = 'NotoSerifCJKsc-Bold';
const WORDS = ['src/i18n/messages/site.ts', 'src/i18n/messages/chapter.ts'];

const [, , fontFile] = process.argv;
if (fontFile === undefined) throw new Error(`Which file has ${FACE}?`);
const collection = create(readFileSync(fontFile));
const font = collection.isCollection ? collection.getFont(FACE) : collection;
if (!font) throw new Error(`${fontFile} has no ${FACE}`);

const titles = globSync('content/*/*.mdx').map(
  (file) => /^title: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '',
);
const course = readFileSync('src/components/map/course.ts', 'utf8');
const names = [
  ...course.matchAll(/chapterOf\(\s*\d+,\s*'[\w-]+',\s*\[\s*'([^']*)'[^\]]*\],\s*\[\s*'([^']*)'/g),
];
const frame = WORDS.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^ +(?:name|tagline|number): (.*)$/gm)].map(
    ([, words = '']) => words,
  ),
);
const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
const letters = new Set(
  [ascii, '’“”', ...titles, ...names.flatMap((name) => name.slice(1)), ...frame].join(''),
);

const glyphs = Object.fromEntries(
  [...letters].sort().map((letter) => {
    const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
    return [letter, [glyph.advanceWidth, glyph.path.toSVG()]];
  }),
);
writeFileSync('src/components/share-picture/glyphs.json', `${JSON.stringify(glyphs, undefined, 1)}\n`);
