import { describe, expect, it } from 'vitest';
import { readFragment, speakerFor, writeFragment } from './fragment.ts';

describe('fragments', () => {
  it.each(['', '#', '#code', '#summary', '#Code=a.b', '#recode=a.b'])(
    'that carry no code: %s',
    (fragment) => {
      expect(readFragment(fragment)).toBeUndefined();
    },
  );

  it('are taken apart whatever they hold', () => {
    expect(readFragment('#code=')).toEqual({ exercise: '', data: '' });
    expect(readFragment('#code=a')).toEqual({ exercise: 'a', data: '' });
    expect(readFragment('#code=a.b.c')).toEqual({ exercise: 'a', data: 'b.c' });
    expect(readFragment(writeFragment({ exercise: 'a-1', data: 'b_-' }))).toEqual({
      exercise: 'a-1',
      data: 'b_-',
    });
  });

  it('are spoken of by their exercise, or by the first of a page that has it not', () => {
    const fragment = { exercise: 'two', data: '' };
    expect(speakerFor(fragment, ['one', 'two'])).toBe('two');
    expect(speakerFor(fragment, ['one', 'three'])).toBe('one');
    expect(speakerFor(fragment, [])).toBeUndefined();
  });
});
