import { describe, expect, it } from 'vitest';
import { RETRANSMISSION } from './retransmission.ts';
import { Transactions } from './transactions.ts';

const bytes = Uint8Array.of(1, 2, 3);
const request = { transactionId: 'a', bytes, context: 'check' };

/** Every moment at which something is due, and what. */
function timeline(transactions: Transactions<string>, untilMs = 100_000): (readonly [number, string])[] {
  const seen: (readonly [number, string])[] = [];
  for (let at = transactions.nextAt(); at !== undefined && at < untilMs; at = transactions.nextAt()) {
    const { again, failed } = transactions.takeDue(at);
    for (const { transactionId } of again) seen.push([at, `again ${transactionId}`]);
    for (const { transactionId } of failed) seen.push([at, `failed ${transactionId}`]);
  }
  return seen;
}

describe('transactions of a client, RFC 8489 §6.2', () => {
  it('over UDP: again at 500, 1500, 3500, 7500, 15500 and 31500 ms, failed at 39500 ms (§6.2.1)', () => {
    const transactions = new Transactions<string>();
    transactions.start(0, request);
    expect(timeline(transactions)).toEqual([
      ...[500, 1500, 3500, 7500, 15500, 31500].map((at) => [at, 'again a']),
      [39500, 'failed a'],
    ]);
    expect(transactions.nextAt()).toBeUndefined();
  });

  it('over TCP: never again, failed at 39500 ms (§6.2.2)', () => {
    const transactions = new Transactions<string>();
    transactions.start(0, { ...request, transport: 'reliable' });
    expect(timeline(transactions)).toEqual([[39500, 'failed a']]);
  });

  it('with another RTO: doubled each time, from that one', () => {
    const transactions = new Transactions<string>();
    transactions.start(1000, { ...request, retransmission: { ...RETRANSMISSION, rtoMs: 100, rc: 3 } });
    expect(timeline(transactions)).toEqual([
      [1100, 'again a'],
      [1300, 'again a'],
      [2900, 'failed a'],
    ]);
  });

  it('end with their response, once', () => {
    const transactions = new Transactions<string>();
    transactions.start(0, request);
    expect(transactions.find('a')).toMatchObject({ context: 'check', sent: 1, startedAt: 0 });
    expect(transactions.finish('a')).toMatchObject({ context: 'check', bytes });
    expect(transactions.finish('a')).toBeUndefined();
    expect(transactions.nextAt()).toBeUndefined();
  });

  it('when cancelled: no retransmission and no failure, but a response is waited for (RFC 8445 §7.3.1.4)', () => {
    const transactions = new Transactions<string>();
    transactions.start(0, request);
    transactions.cancel('a');
    expect(transactions.takeDue(39499)).toEqual({ again: [], failed: [] });
    expect(transactions.find('a')).toBeDefined();
    expect(transactions.takeDue(39500)).toEqual({ again: [], failed: [] });
    expect(transactions.find('a')).toBeUndefined();
  });

  it('that are looked after late are sent once, and go on from where they should be', () => {
    const transactions = new Transactions<string>();
    transactions.start(0, request);
    expect(transactions.takeDue(4000).again).toHaveLength(1);
    expect(transactions.nextAt()).toBe(7500);
  });

  it('are independent of each other', () => {
    const transactions = new Transactions<string>();
    transactions.start(0, request);
    transactions.start(200, { ...request, transactionId: 'b' });
    transactions.finish('a');
    expect(transactions.open().map(({ transactionId }) => transactionId)).toEqual(['b']);
    expect(transactions.nextAt()).toBe(700);
  });
});
