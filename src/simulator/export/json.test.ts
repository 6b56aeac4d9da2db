import { describe, expect, it } from 'vitest';
import { PRESETS } from '../scene/presets.ts';
import { simulate } from '../simulation.ts';
import type { Trace } from '../trace.ts';
import { traceToJson } from './json.ts';

const textOf = (trace: Trace): string => [...traceToJson(trace)].join('');

interface Exported {
  readonly format: string;
  readonly scene: unknown;
  readonly packets: readonly { readonly id: number; readonly bytes: string }[];
  readonly events: readonly { readonly kind: string }[];
}
const parse = (text: string) => JSON.parse(text) as Exported;

/** The same trace, with the fields of each object the other way round. */
function reversed<T>(value: T): T {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((inner: unknown) => reversed(inner)) as T;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, reversed(inner)]);
  return Object.fromEntries(entries.reverse()) as T;
}

describe('a trace as JSON', () => {
  const trace: Trace = simulate(PRESETS['home-to-home']);
  const text = textOf(trace);

  it('has the scene, each packet with its bytes, and each event', () => {
    const { format, scene, packets, events } = parse(text);
    expect(format).toBe('icebreaker-trace');
    expect(scene).toEqual(PRESETS['home-to-home']);
    expect(packets.map(({ bytes }) => bytes)).toEqual(
      trace.packets.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    );
    expect(events.map(({ kind }) => kind)).toEqual(trace.events.map(({ kind }) => kind));
  });

  it('has 64-bit priorities digit by digit', () => {
    const [selected] = trace.result.selected;
    expect(selected?.pair.priority).toBeGreaterThan(2n ** 53n);
    expect(text).toContain(`"priority":"${selected?.pair.priority}"`);
  });

  it('is the same text for the same trace, whatever the order of fields', () => {
    expect(textOf(reversed(trace))).toBe(text);
  });

  it('has a line for each packet and event', () => {
    const lines = text.split('\n').filter((line) => line.startsWith('{"'));
    expect(lines.length).toBe(trace.packets.length + trace.events.length);
  });

  it('costs no more for each event of a long trace than of a short one', () => {
    const repeated = (times: number): Trace => ({
      ...trace,
      events: Array.from({ length: times }, () => trace.events).flat(),
    });
    const costOf = (times: number): number => {
      const long = repeated(times);
      const costs = [1, 2, 3].map(() => {
        const { user } = process.cpuUsage();
        let characters = 0;
        for (const portion of traceToJson(long)) characters += portion.length;
        expect(characters).toBeGreaterThan(long.events.length);
        return process.cpuUsage().user - user;
      });
      return Math.min(...costs) / times;
    };
    expect(costOf(40) / costOf(4)).toBeLessThan(3);
  });
});
