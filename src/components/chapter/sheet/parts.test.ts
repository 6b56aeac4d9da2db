import { describe, expect, it } from 'vitest';
import { citedRfcs, sheetParts } from './parts.ts';

describe('the parts of a sheet', () => {
  const html = `<p>Text</p><sheet-part kind="mistake"><div><div>One, see <a href="#there">there</a></div></div></sheet-part>
    <sheet-part kind="summary" class="a"><ul>\n<li>Two</li></ul></sheet-part><sheet-part kind="mistake">Three</sheet-part>`;

  it('are those of a kind, whole and in order, and lead into the chapter', () => {
    expect(sheetParts(html, 'mistake', '/learn/stun/')).toEqual([
      '<div><div>One, see <a href="/learn/stun/#there">there</a></div></div>',
      'Three',
    ]);
    expect(sheetParts(html, 'summary', '/x/')).toEqual(['<ul>\n<li>Two</li></ul>']);
    expect(sheetParts(html, 'key-point', '/x/')).toEqual([]);
  });
});

describe('what a chapter cites', () => {
  const link = (place: string) => `<a href="https://www.rfc-editor.org/rfc/rfc${place}">RFC</a>`;

  it('is each section once, by number, appendices last', () => {
    const html = ['8445.html#section-5.10', '8445.html#section-5.2', '768.html', '8445.html#appendix-B']
      .concat('8445.html#section-5.2')
      .map(link)
      .join(' ');
    expect(citedRfcs(html)).toEqual([
      { rfc: 768, sections: [] },
      { rfc: 8445, sections: ['5.2', '5.10', 'B'] },
    ]);
  });
});
