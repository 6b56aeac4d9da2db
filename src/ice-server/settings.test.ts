import { describe, expect, it } from 'vitest';
import { isForOthers, readSettings } from './settings.ts';

describe('settings', () => {
  it('are the TURN port of RFC 8656 §5 and this machine only, unless told otherwise', () => {
    expect(readSettings({})).toEqual({ icePort: 3478, openHost: undefined });
    expect(readSettings({ ICE_PORT: '', ICEBREAKER_HOST: '' })).toEqual({
      icePort: 3478,
      openHost: undefined,
    });
    expect(readSettings({ ICE_PORT: '40000', ICEBREAKER_HOST: '0.0.0.0' })).toEqual({
      icePort: 40_000,
      openHost: '0.0.0.0',
    });
  });

  it.each(['abc', '-1', '65536', '3478.5', '0x10', ' 3478'])('refuse the port "%s" by name', (text) => {
    expect(() => readSettings({ ICE_PORT: text })).toThrow(`ICE_PORT=${text} is not a port`);
  });
});

describe('a site', () => {
  it.each(['localhost', '127.0.0.1', '127.0.0.2', '::1', false])('at %s is for this machine', (host) => {
    expect(isForOthers(host)).toBe(false);
  });

  it.each(['0.0.0.0', '::', '192.0.2.2', true, undefined])('at %s is for others', (host) => {
    expect(isForOthers(host)).toBe(true);
  });
});
