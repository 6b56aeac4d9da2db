import { describe, expect, it } from 'vitest';
import { editorChoice, theme } from './preferences.ts';

describe('preferences without a place to keep them', () => {
  it('hold their default, then what was chosen on this page, and never throw', () => {
    const heard: string[] = [];
    const stop = theme.subscribe((value) => heard.push(value));
    expect(theme.get()).toBe('system');
    theme.set('dark');
    expect(theme.get()).toBe('dark');
    stop();
    theme.set('light');
    expect(heard).toEqual(['dark']);
    expect(editorChoice.get()).toBe('auto');
  });
});
