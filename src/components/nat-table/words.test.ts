import { describe, expect, it } from 'vitest';
import { natTable } from '#src/i18n/messages/nat-table.ts';
import { type Action, type Settings, momentAfter } from './model.ts';
import { clock, tell } from './words.ts';

const SETTINGS: Settings = {
  mapping: 'AddressDependent',
  filtering: 'AddressAndPortDependent',
  timerMs: 120_000,
  inboundRefresh: false,
};
const HISTORY: readonly Action[] = [
  { do: 'send', to: 'A:4001' },
  { do: 'send', to: 'A:4002' },
  { do: 'send', to: 'A:4002' },
  { do: 'receive', from: 'A:4001', seenBy: 'A:4001' },
  { do: 'receive', from: 'B:4001', seenBy: 'A:4001' },
  { do: 'wait', ms: 120_000 },
  { do: 'receive', from: 'A:4001', seenBy: 'A:4001' },
];

function told(locale: 'en' | 'zh-cn', settings = SETTINGS) {
  return momentAfter(HISTORY, settings).steps.map((step) => tell(step, settings, natTable[locale]));
}

describe('what happened, in words', () => {
  it('names the section of RFC 4787 that each step follows', () => {
    expect(told('en').map(({ section }) => section)).toEqual(['4.1', '5', '4.3', '5', '5', '4.3', '4.3']);
    expect(told('zh-cn').map(({ section }) => section)).toEqual(told('en').map(({ section }) => section));
  });

  it('says for whom a mapping is, and what the filter missed: an address, or an address and port', () => {
    expect(told('en')[0]?.sentence).toBe('A new mapping, for packets to 198.51.100.7 only.');
    expect(told('en')[4]?.sentence).toBe('Dropped: nothing was sent to 192.0.2.9:4001 by this mapping.');
    const byAddress = told('en', { ...SETTINGS, filtering: 'AddressDependent' });
    expect(byAddress[4]?.sentence).toBe('Dropped: nothing was sent to 192.0.2.9 by this mapping.');
  });

  it('puts no space between Chinese sentences', () => {
    expect(told('zh-cn')[3]?.sentence).not.toContain(' ');
    expect(told('en')[3]?.sentence).toMatch(/this mapping\. The timer goes on\.$/);
  });

  it('tells time as a clock does', () => {
    expect([0, 59_000, 60_000, 605_000].map(clock)).toEqual(['0:00', '0:59', '1:00', '10:05']);
  });
});
