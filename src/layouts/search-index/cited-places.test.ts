import { describe, expect, it } from 'vitest';
import { citedPlaces } from './cited-places.ts';

const link = (rfc: number, section: string) =>
  `<a class="rfc a_6" href="https://www.rfc-editor.org/rfc/rfc${rfc}.html#section-${section}" rel="external">RFC</a>`;

describe('the places where a page cites an RFC', () => {
  it('stand below their headings, each section once a heading', () => {
    const page = `<h2 id="a">How <code>a&lt;b</code> goes</h2> ${link(8445, '5.1')} ${link(8445, '5.1')} ${link(8489, '6')}
<h3 id="b" class="x">Again</h3> ${link(8445, '5.1')}`;
    const a = { id: 'a', text: 'How a<b goes' };
    expect(citedPlaces(page)).toEqual([
      { rfc: 8445, section: '5.1', heading: a },
      { rfc: 8489, section: '6', heading: a },
      { rfc: 8445, section: '5.1', heading: { id: 'b', text: 'Again' } },
    ]);
  });

  it('include appendices, and what stands above the first heading', () => {
    const page = '<a href="https://www.rfc-editor.org/rfc/rfc8445.html#appendix-B.1">B</a>';
    expect(citedPlaces(page)).toEqual([{ rfc: 8445, section: 'B.1', heading: undefined }]);
  });

  it('are sections, not whole RFCs', () => {
    expect(citedPlaces('<a href="https://www.rfc-editor.org/rfc/rfc8445.html">8445</a>')).toEqual([]);
  });
});
