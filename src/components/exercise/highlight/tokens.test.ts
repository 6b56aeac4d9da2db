import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightLines } from './html.ts';
import { tokenize } from './tokens.ts';

/** `kind:text` of all tokens but the spaces. */
function kinds(source: string): string[] {
  return tokenize(source)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, text }) => `${kind}:${text}`);
}

describe('the tokens of TypeScript', () => {
  it('loses no character, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'`${}"\'/\\*\n a1.[]😀'), maxLength: 60 }),
        (source) => {
          expect(
            tokenize(source)
              .map(({ text }) => text)
              .join(''),
          ).toBe(source);
        },
      ),
    );
  });

  it('tells words apart', () => {
    expect(kinds('const peer = new RTCPeerConnection()').slice(0, 5)).toEqual([
      'keyword:const',
      'name:peer',
      'punctuation:=',
      'keyword:new',
      'type:RTCPeerConnection',
    ]);
    expect(kinds('event.type')).toContain('name:type');
  });

  it('finds expressions inside templates, and templates inside those', () => {
    expect(kinds('`a${ {b: `c${d}`} }e`')).toEqual([
      'string:`a${',
      'punctuation:{',
      'name:b',
      'punctuation::',
      'string:`c${',
      'name:d',
      'string:}`',
      'punctuation:}',
      'string:}e`',
    ]);
  });

  it('tells a regular expression from a division', () => {
    expect(kinds('a / b / c')).not.toContain('regexp:/ b /');
    expect(kinds('line.split(/[/ ]+/g)')).toContain('regexp:/[/ ]+/g');
    expect(kinds('return /a/')).toContain('regexp:/a/');
  });

  it('leaves what is not closed to the end', () => {
    expect(kinds('/* open')).toEqual(['comment:/* open']);
    expect(kinds('"open\nnext')).toEqual(['string:"open', 'name:next']);
  });

  it('knows numbers as they are written', () => {
    expect(kinds('1n 0xFFn 1_000 1.5e3')).toEqual([
      'number:1n',
      'number:0xFFn',
      'number:1_000',
      'number:1.5e3',
    ]);
  });
});

describe('highlighted lines', () => {
  it('are one a line of the source, escaped, also within a comment of several lines', () => {
    const lines = highlightLines('a < b\n/* one\ntwo */\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('&lt;');
    expect(lines[1]).toBe('<span class="tok-comment">/* one</span>');
    expect(lines[2]).toBe('<span class="tok-comment">two */</span>');
    expect(lines[3]).toBe('');
  });
});
