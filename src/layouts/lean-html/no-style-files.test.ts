import { describe, expect, it } from 'vitest';
import { withoutStyles } from './no-style-files.ts';

describe('what a script waits for that is loaded later', () => {
  it('is no style, and keeps its places', () => {
    const code = 'd=(m.f||(m.f=["_astro/a.js","_astro/a.css","_astro/b.js"]))';
    expect(withoutStyles(code)).toBe('d=(m.f||(m.f=["_astro/a.js","_astro/a.js","_astro/b.js"]))');
  });

  it('stays as it is without styles', () => {
    const code = 'd=(m.f||(m.f=["_astro/a.js"]))';
    expect(withoutStyles(code)).toBe(code);
  });
});
