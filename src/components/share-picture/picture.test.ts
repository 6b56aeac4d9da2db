import { describe, expect, it } from 'vitest';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { LOCALES } from '#src/i18n/locales.ts';
import { chapter } from '#src/i18n/messages/chapter.ts';
import { site } from '#src/i18n/messages/site.ts';
import { PICTURE, pictureSvg } from './picture.ts';
import { breakLines, setLine } from './words.ts';

describe('the picture of a link', () => {
  it.each(LOCALES)('has an outline for every letter of %s', (locale) => {
    const words = COURSE_CHAPTERS.flatMap(({ number, title }) => [
      chapter[locale].number(number),
      title[locale],
    ]);
    for (const text of [...words, site[locale].name, site[locale].tagline])
      expect(() => setLine(text, 100)).not.toThrow();
  });

  it('refuses a letter without an outline, and says what to do', () => {
    expect(() => setLine('☃', 100)).toThrow('scripts/share-glyphs.mjs');
  });

  it('breaks a title between words, Chinese between characters but not before a comma', () => {
    expect(breakLines('Trickle and signalling', 104, 900)).toEqual(['Trickle and', 'signalling']);
    const lines = breakLines('许可、重启与失败', 100, 250);
    expect(lines.join('')).toBe('许可、重启与失败');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).not.toMatch(/^、/);
  });

  it('shows how far along the course it is, without a font or anything from elsewhere', () => {
    const svg = pictureSvg(
      { label: 'Chapter 4', title: 'Candidates', siteName: 'Icebreaker' },
      { stop: 4, stops: 14 },
    );
    expect(svg).toContain(`width="${PICTURE.width}" height="${PICTURE.height}"`);
    expect(svg.match(/<circle/g)).toHaveLength(14);
    expect(svg.match(/<circle[^>]*r="17"/g)).toHaveLength(1);
    expect(svg).not.toMatch(/<text|href|url\(/);
  });
});
