import { describe, expect, it } from 'vitest';
import { wantsFullEditor } from './suitability.ts';

const desktop = { touch: false, widthPx: 1440, saveData: false };

describe('the full editor', () => {
  it('is for devices with room, data to spend and more than touch', () => {
    expect(wantsFullEditor('auto', desktop)).toBe(true);
    expect(wantsFullEditor('auto', { ...desktop, touch: true })).toBe(false);
    expect(wantsFullEditor('auto', { ...desktop, widthPx: 390 })).toBe(false);
    expect(wantsFullEditor('auto', { ...desktop, saveData: true })).toBe(false);
  });

  it('follows the learner who chose', () => {
    expect(wantsFullEditor('plain', desktop)).toBe(false);
    expect(wantsFullEditor('full', { touch: true, widthPx: 390, saveData: true })).toBe(true);
  });
});
