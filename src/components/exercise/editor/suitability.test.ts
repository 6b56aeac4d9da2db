import { describe, expect, it } from 'vitest';
import { wantsFullEditor } from './suitability.ts';

const desktop = { finePointer: true, widthPx: 1440, saveData: false };

describe('the full editor', () => {
  it('is for devices with a mouse, room and data to spend', () => {
    expect(wantsFullEditor('auto', desktop)).toBe(true);
    expect(wantsFullEditor('auto', { ...desktop, finePointer: false })).toBe(false);
    expect(wantsFullEditor('auto', { ...desktop, widthPx: 390 })).toBe(false);
    expect(wantsFullEditor('auto', { ...desktop, saveData: true })).toBe(false);
  });

  it('follows the learner who chose', () => {
    expect(wantsFullEditor('plain', desktop)).toBe(false);
    expect(wantsFullEditor('full', { finePointer: false, widthPx: 390, saveData: true })).toBe(true);
  });
});
