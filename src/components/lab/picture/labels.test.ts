import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Label, labelsThatFit } from './labels.ts';

const label = (key: string, given: Partial<Label> = {}): Label => ({
  key,
  words: 'Binding request',
  x: 100,
  y: 100,
  goesLeft: false,
  weight: 1,
  ...given,
});
const fitting = (...labels: Label[]) => [...labelsThatFit(labels, 400)].toSorted();

describe('labels', () => {
  it('stand beside each other where there is room', () => {
    expect(fitting(label('a'), label('b', { x: 250 }), label('c', { y: 120 }))).toEqual(['a', 'b', 'c']);
  });

  it('give way to what matters more', () => {
    expect(fitting(label('a'), label('b', { x: 120, y: 104, weight: 3 }))).toEqual(['b']);
  });

  it('go to the left of their mark without touching what is right of it', () => {
    expect(fitting(label('a', { goesLeft: true, x: 99 }), label('b'))).toEqual(['a', 'b']);
  });

  it('don’t leave the picture', () => {
    expect(fitting(label('a', { x: 390 }), label('b', { x: 10, goesLeft: true }))).toEqual([]);
  });

  it('are twice as wide in Chinese', () => {
    const chinese = label('a', { words: '绑定请求绑定请求', x: 100 });
    expect(fitting(chinese, label('b', { x: 180, weight: 0 }))).toEqual(['a']);
    expect(fitting({ ...chinese, words: 'abcdefgh' }, label('b', { x: 180, weight: 0 }))).toEqual(['a', 'b']);
  });

  it('whatever they are, the weightiest that is inside is shown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.nat(200), weight: fc.nat(3) }), {
          minLength: 1,
          maxLength: 30,
        }),
        (given) => {
          const labels = given.map((one, index) => label(`${index}`, one));
          const [first] = labels.toSorted((a, b) => b.weight - a.weight || a.y - b.y);
          expect(labelsThatFit(labels, 1000).has(first?.key ?? '')).toBe(true);
        },
      ),
    );
  });
});
