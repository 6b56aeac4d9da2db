import { describe, expect, it } from 'vitest';
import { type FoundationInput, Foundations, sameFoundation } from './index.ts';

const SRFLX: FoundationInput = {
  type: 'srflx',
  baseAddress: '192.0.2.1',
  serverAddress: '198.51.100.1',
  transport: 'udp',
};

describe('Foundations (RFC 8445 §5.1.1.3)', () => {
  it('are the same for the same type, base address, server and transport, whatever the port', () => {
    expect(sameFoundation(SRFLX, { ...SRFLX })).toBe(true);
    const foundations = new Foundations();
    expect(foundations.foundationFor(SRFLX)).toBe(foundations.foundationFor({ ...SRFLX }));
  });

  it.each<[string, Partial<FoundationInput>]>([
    ['type', { type: 'relay' }],
    ['base address', { baseAddress: '192.0.2.2' }],
    ['server', { serverAddress: '198.51.100.2' }],
    ['transport', { transport: 'tcp' }],
  ])('differ for another %s', (_, change) => {
    const other = { ...SRFLX, ...change };
    expect(sameFoundation(SRFLX, other)).toBe(false);
    const foundations = new Foundations();
    expect(foundations.foundationFor(other)).not.toBe(foundations.foundationFor(SRFLX));
  });

  it('follow the grammar of RFC 8839 §5.1 and tell nothing of the address', () => {
    expect(new Foundations().foundationFor(SRFLX)).toMatch(/^[A-Za-z0-9+/]{1,32}$/);
    expect(new Foundations().foundationFor(SRFLX)).toBe(
      new Foundations().foundationFor({ ...SRFLX, baseAddress: '::1' }),
    );
  });
});
