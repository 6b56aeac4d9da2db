import { describe, expect, it } from 'vitest';
import { containerHostOf } from './settings.ts';

describe('the settings of WebContainers', () => {
  it('name the service by default, and nobody when it is switched off', () => {
    expect(containerHostOf({})).toBe('https://stackblitz.com');
    expect(containerHostOf({ WEBCONTAINER: 'on' })).toBe('https://stackblitz.com');
    expect(containerHostOf({ WEBCONTAINER: 'off', WEBCONTAINER_HOST: 'https://a.example' })).toBeUndefined();
  });

  it('name another host by its origin', () => {
    expect(containerHostOf({ WEBCONTAINER_HOST: 'http://127.0.0.1:5000/path' })).toBe(
      'http://127.0.0.1:5000',
    );
  });

  it.each([{ WEBCONTAINER: 'OFF' }, { WEBCONTAINER: 'no' }, { WEBCONTAINER_HOST: 'stackblitz.com' }])(
    'refuse %j',
    (env) => {
      expect(() => containerHostOf(env)).toThrow(/WEBCONTAINER/);
    },
  );
});
