import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightLines, MAX_COLOURED_CHARS } from './html.ts';
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

describe('the time for a text', () => {
  /** The shortest of some runs: what others do on this machine can only lengthen one. */
  function timeMs(source: string): number {
    const runs = Array.from({ length: 5 }, () => {
      const from = performance.now();
      tokenize(source);
      return performance.now() - from;
    });
    return Math.min(...runs);
  }

  it.each([
    ['classes that are never closed', '/[', ''],
    ['escaped backquotes before a last backslash', '\\`', '\\'],
  ])('grows with its length and no faster: %s', (_, piece, end) => {
    const ofLength = (pieces: number): string => '`'.repeat(end.length) + piece.repeat(pieces) + end;
    // Once for the compiler, which makes the second run another program than the first.
    timeMs(ofLength(10_000));
    const once = timeMs(ofLength(10_000));
    const eightfold = timeMs(ofLength(80_000));
    // Eight times as long; with the square of its length it would be 64.
    expect(eightfold / once).toBeLessThan(32);
  });

  it('is not spent on colours for a text far longer than any exercise', () => {
    const line = 'const a = 1 < 2;';
    const long = `${line}\n`.repeat(Math.ceil(MAX_COLOURED_CHARS / line.length));
    expect(highlightLines(long)[0]).toBe('const a = 1 &lt; 2;');
    expect(highlightLines(long)).toHaveLength(long.split('\n').length);
    expect(highlightLines(long.slice(0, MAX_COLOURED_CHARS))[0]).toContain('tok-keyword');
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
