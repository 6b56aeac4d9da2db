import { describe, expect, it } from 'vitest';
import { editorChoice, forgetPreferences, masking, readingPlace, theme } from './preferences.ts';

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

describe('forgotten preferences', () => {
  it('are their defaults again on the page that forgets them, and it hears so', () => {
    const heard: unknown[] = [];
    theme.set('dark');
    masking.set(true);
    editorChoice.set('full');
    readingPlace.set('/learn/stun/ ');
    const stops = [theme, masking, editorChoice].map((preference) =>
      preference.subscribe((value: unknown) => heard.push(value)),
    );
    forgetPreferences();
    for (const stop of stops) stop();
    expect(readingPlace.get()).toBe('');
    expect([theme.get(), masking.get(), editorChoice.get()]).toEqual(['system', false, 'auto']);
    expect(heard.toSorted()).toEqual(['auto', false, 'system']);
  });
});
