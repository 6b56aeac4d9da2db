import { describe, expect, it } from 'vitest';
import { ownFiles, withOwnFiles } from './own-files.ts';

const start = { 'exercise.ts': 'start', 'given.ts': 'given', 'second.ts': 'second' };
const readOnly = ['given.ts'];

describe('the learner’s own files', () => {
  it('are all but those that are given', () => {
    expect(ownFiles(start, readOnly)).toEqual({ 'exercise.ts': 'start', 'second.ts': 'second' });
    expect(ownFiles(start, [])).toEqual(start);
  });

  it('stand among the given ones, in the order of the exercise', () => {
    const all = withOwnFiles(start, { 'second.ts': 'mine', 'exercise.ts': 'mine too' }, readOnly);
    expect(all).toEqual({ 'exercise.ts': 'mine too', 'given.ts': 'given', 'second.ts': 'mine' });
    expect(Object.keys(all)).toEqual(Object.keys(start));
  });

  it('change no given file, whatever a text has under its name, and bring no file along', () => {
    expect(withOwnFiles(start, { 'given.ts': 'forged', 'other.ts': 'x' }, readOnly)).toEqual(start);
  });

  it('may be missing in a text, and then are those of the start', () => {
    expect(withOwnFiles(start, {}, readOnly)).toEqual(start);
  });
});
