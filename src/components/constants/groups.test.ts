import { describe, expect, it } from 'vitest';
import { rfcTitle } from '#src/components/chapter/rfc-sections.ts';
import { LOCALES } from '#src/i18n/locales.ts';
import { CONSTANT_GROUPS, constantRows } from './groups.ts';

/** Name and value, in English. */
function values(group: (typeof CONSTANT_GROUPS)[number]): Record<string, string> {
  return Object.fromEntries(constantRows(group, 'en').map(({ name, value }) => [name, value]));
}

describe('the tables of constants', () => {
  it.each(CONSTANT_GROUPS)('%s is whole in both editions, and each number has its section', (group) => {
    const [english, chinese] = LOCALES.map((locale) => constantRows(group, locale));
    expect(english?.length).toBeGreaterThan(2);
    expect(chinese?.map(({ source }) => source)).toEqual(english?.map(({ source }) => source));
    for (const row of [...(english ?? []), ...(chinese ?? [])]) {
      expect(row.name && row.value && row.meaning).not.toBe('');
      expect(rfcTitle(row.source.n, row.source.s), row.name).toBeDefined();
    }
    const names = (english ?? []).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('show what RFC 8489 says of retransmission and of the header', () => {
    expect(values('stun-retransmission')).toEqual({
      RTO: '500 ms',
      Rc: '7',
      Rm: '16',
      'sent at': '0, 500, 1500, 3500, 7500, 15500, 31500 ms',
      'failed at': '39500 ms',
      Ti: '39.5 s',
    });
    expect(values('stun-header')).toEqual({
      header: '20 bytes',
      'magic cookie': '0x2112A442',
      'transaction ID': '96 bits',
      'FINGERPRINT XOR': '0x5354554E',
    });
  });

  it('show what RFC 8656 says of lifetimes and errors', () => {
    expect(values('turn-lifetimes')).toEqual({
      allocation: '600 s',
      'longest allocation': '3600 s',
      refresh: '60 s',
      permission: '300 s',
      'channel binding': '600 s',
      'channel, unbound': '300 s',
      'channel numbers': '0x4000 to 0x4FFF',
      nonce: '3600 s',
    });
    expect(values('turn-errors')).toMatchObject({
      401: 'Unauthenticated',
      437: 'Allocation Mismatch',
      438: 'Stale Nonce',
      486: 'Allocation Quota Reached',
      508: 'Insufficient Capacity',
    });
  });

  it('show what RFC 8445, RFC 8863 and RFC 7675 say of time', () => {
    expect(values('ice-timers')).toEqual({
      Ta: '50 ms',
      'least Ta': '5 ms',
      'least RTO': '500 ms',
      'pair limit': '100',
      'PAC timer': '39.5 s',
      Tr: '15 s',
    });
    expect(values('consent')).toEqual({
      'consent check': '5 s',
      'between two checks': '4 to 6 s',
      consent: '30 s',
      Tr: '15 s',
    });
    expect(values('type-preferences')).toEqual({ host: '126', prflx: '110', srflx: '100', relay: '0' });
  });

  it('speak the edition’s language', () => {
    expect(constantRows('turn-lifetimes', 'zh-cn').map(({ value }) => value)).toContain('300 秒');
  });
});
