import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { EVENTS_PER_PORTION } from './messages.ts';
import { portionsOf } from './portions.ts';

const scene = PRESETS['home-to-home'];

/** A scene that goes on long after it is settled: with changes there is always more to see. */
const LONG = { ...scene, changes: [{ atMs: 1_000, do: 'say', node: 'alice', text: 'Hi' }] } as const;

describe('a trace in portions', () => {
  it('is, put together, the trace of the simulator', () => {
    const messages = [...portionsOf(LONG)];
    const trace = simulate(LONG);
    const portions = messages.filter((message) => message.kind === 'portion');
    expect(portions.flatMap(({ events }) => events)).toEqual(trace.events);
    expect(portions.flatMap(({ packets }) => packets)).toEqual(trace.packets);
    expect(messages.at(-1)).toEqual({ kind: 'end', result: trace.result, isCutShort: false });
  });

  it('never has more events in one than a page reads at once', () => {
    const sizes = [...portionsOf(LONG)].flatMap((message) =>
      message.kind === 'portion' ? [message.events.length] : [],
    );
    expect(sizes.length).toBeGreaterThan(0);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(EVENTS_PER_PORTION);
  });

  it('brings of a packet its own bytes, and not a buffer that they are a part of', () => {
    for (const message of portionsOf(scene)) {
      if (message.kind !== 'portion') continue;
      for (const { bytes } of message.packets) expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
    }
  });

  it('ends where there are too many packets, and says so', () => {
    const messages = [...portionsOf(LONG, 20)];
    expect(messages.at(-1)).toMatchObject({ kind: 'end', isCutShort: true });
  });
});
