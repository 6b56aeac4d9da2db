import { describe, expect, it } from 'vitest';
import { checkEmbedding } from './check-embedding.ts';

const GOOD = { scene: 'home-to-home', show: 'ladder, nat', steps: 'first-filtered,selected' };

describe('the Lab in a chapter', () => {
  it('has a scene, parts and moments', () => {
    expect(checkEmbedding(GOOD)).toEqual({
      preset: 'home-to-home',
      parts: ['ladder', 'nat'],
      steps: ['first-filtered', 'selected'],
    });
  });

  it.each([
    [{ ...GOOD, scene: 'home-to-hom' }, /home-to-hom”.*two-port-restricted/],
    [{ ...GOOD, scene: 'toString' }, /is no scene/],
    [{ ...GOOD, show: 'leader' }, /leader.*ladder/],
    [{ ...GOOD, steps: 'first' }, /first.*first-mapping/],
    [{ ...GOOD, steps: 'first-hairpin' }, /first-hairpin” never comes in “home-to-home/],
  ])('does not build where an attribute is wrong: %j', (attributes, message) => {
    expect(() => checkEmbedding(attributes)).toThrow(message);
  });
});
