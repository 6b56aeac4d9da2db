import { describe, expect, it } from 'vitest';
import { createSignalling, type SentSignal, type Signal, type SignallingOptions } from './signalling.ts';

function channel({ delayMs = () => 0, drops = () => false }: Partial<SignallingOptions> = {}) {
  const seen: string[] = [];
  const note = (what: string) => (signal: SentSignal) => void seen.push(`${what} ${signal.number}`);
  const stop = new AbortController();
  const send = createSignalling({
    delayMs,
    drops,
    onSent: note('sent'),
    onDropped: note('dropped'),
    onArrived: note('arrived'),
    signal: stop.signal,
  });
  const say = (from: Signal['from'], what: Signal['what'] = 'candidate') => send({ from, what, text: '' });
  return { seen, say, stop };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a signalling channel in the page', () => {
  it('delivers later, in the order of sending', async () => {
    const { seen, say } = channel();
    say('a');
    say('a');
    expect(seen).toEqual(['sent 1', 'sent 2']);
    await pause(5);
    expect(seen.slice(2)).toEqual(['arrived 1', 'arrived 2']);
  });

  it('keeps the order of a direction when the delay becomes shorter meanwhile', async () => {
    const delays = [40, 0];
    const { seen, say } = channel({ delayMs: () => delays.shift() ?? 0 });
    say('a');
    say('a');
    say('b');
    await pause(80);
    expect(seen.filter((what) => what.startsWith('arrived'))).toEqual([
      'arrived 3',
      'arrived 1',
      'arrived 2',
    ]);
  });

  it('loses what it is told to lose, and says so', async () => {
    const { seen, say } = channel({ drops: ({ what }) => what === 'answer' });
    say('b', 'answer');
    say('b');
    await pause(5);
    expect(seen).toEqual(['sent 1', 'dropped 1', 'sent 2', 'arrived 2']);
  });

  it('delivers nothing after it was closed', async () => {
    const { seen, say, stop } = channel();
    say('a');
    stop.abort();
    say('a');
    await pause(5);
    expect(seen).toEqual(['sent 1']);
  });
});
