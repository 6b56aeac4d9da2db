import { describe, expect, it } from 'vitest';
import { placeAfter } from './grid.ts';

const middle = { row: 1, column: 1 };

describe('keys in a grid of three by three', () => {
  it.each([
    ['ArrowRight', { row: 1, column: 2 }],
    ['ArrowLeft', { row: 1, column: 0 }],
    ['ArrowDown', { row: 2, column: 1 }],
    ['ArrowUp', { row: 0, column: 1 }],
    ['Home', { row: 1, column: 0 }],
    ['End', { row: 1, column: 2 }],
  ])('%s', (key, place) => {
    expect(placeAfter(key, middle, 3, false)).toEqual(place);
  });

  it.each([
    ['Home', { row: 0, column: 0 }],
    ['End', { row: 2, column: 2 }],
  ])('Control and %s', (key, place) => {
    expect(placeAfter(key, middle, 3, true)).toEqual(place);
  });

  it.each([
    ['ArrowRight', { row: 2, column: 2 }],
    ['ArrowDown', { row: 2, column: 2 }],
    ['ArrowLeft', { row: 0, column: 0 }],
    ['ArrowUp', { row: 0, column: 0 }],
  ])('%s stays at the edge', (key, corner) => {
    expect(placeAfter(key, corner, 3, false)).toEqual(corner);
  });

  it('other keys are left alone', () => {
    expect(placeAfter('Tab', middle, 3, false)).toBeUndefined();
  });
});
