import { describe, expect, it } from 'vitest';
import { inlineCode } from './inline-code.ts';

describe('inline code in an attribute', () => {
  it('is what stands between backticks', () => {
    expect(inlineCode('the `raddr` field')).toEqual([
      { text: 'the ', code: false },
      { text: 'raddr', code: true },
      { text: ' field', code: false },
    ]);
  });

  it('may open or close the text', () => {
    expect(inlineCode('`raddr` and `rport`').map((piece) => piece.code)).toEqual([true, false, true]);
  });

  it('leaves text without backticks, or with one that has no partner, as it is', () => {
    expect(inlineCode('no code')).toEqual([{ text: 'no code', code: false }]);
    expect(inlineCode('a ` alone')).toEqual([{ text: 'a ` alone', code: false }]);
    expect(inlineCode('`x` then ` alone').map((piece) => piece.text)).toEqual(['x', ' then ` alone']);
  });

  it('sets an apostrophe like the text around it, and leaves those of code', () => {
    expect(inlineCode("B's NAT says `don't`")).toEqual([
      { text: 'B’s NAT says ', code: false },
      { text: "don't", code: true },
    ]);
  });
});
