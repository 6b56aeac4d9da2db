import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../presets.ts';
import type { Scene } from '../types.ts';
import { readScene } from '../validate.ts';
import { type Json, type JsonObject, copyOf } from './testing.ts';

/** Goes down where the picks lead, and there sets a strange value (0), takes something out (1) or repeats it (2). */
function changeSomewhere(root: Json, picks: readonly number[], value: Json, how: number): void {
  let at = root;
  for (const [i, pick] of picks.entries()) {
    if (typeof at !== 'object' || at === null) return;
    // Object or list: both have keys.
    const holder = at as JsonObject;
    const keys = Object.keys(holder);
    const key = keys[pick % Math.max(1, keys.length)];
    const inner = key === undefined ? undefined : holder[key];
    if (key === undefined || inner === undefined) return;
    if (i === picks.length - 1 || typeof inner !== 'object' || inner === null) {
      if (how === 0) holder[key] = structuredClone(value);
      else if (how === 1) Reflect.deleteProperty(holder, key);
      else if (Array.isArray(at)) at.push(structuredClone(inner));
      else holder[`${key}2`] = structuredClone(inner);
      return;
    }
    at = inner;
  }
}

describe('any change of a preset', () => {
  const presets: readonly Scene[] = Object.values(PRESETS);
  const strange: fc.Arbitrary<Json> = fc.oneof(
    fc.constantFrom<Json>(
      null,
      -1,
      0,
      -0,
      1,
      1e308,
      2 ** 53,
      '',
      '__proto__',
      'constructor',
      'alice',
      'turn',
      'internet',
      'alice-lan',
      '192.168.1.1',
      '203.0.113.11',
      '::',
      '10.0.0.0/8',
      'nat',
      'move',
      [],
      {},
    ),
    fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
  );

  it('is read or refused with a place, never thrown at; what is read reads the same again', () => {
    const count = { read: 0, refused: 0 };
    const step = fc.tuple(fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), strange, fc.nat(2));
    fc.assert(
      fc.property(
        fc.constantFrom(...presets),
        fc.array(step, { minLength: 1, maxLength: 3 }),
        (preset, steps) => {
          const scene = copyOf(preset);
          for (const [picks, value, how] of steps) changeSomewhere(scene, picks, value, how);
          const read = readScene(scene);
          if (read.ok) {
            count.read += 1;
            expect(readScene(copyOf(read.value))).toEqual(read);
          } else {
            count.refused += 1;
            expect(read.error.place).toMatch(/^[\w.[\]-]*$/);
          }
        },
      ),
      { numRuns: 3_000 },
    );
    // Both ways were gone: otherwise the changes are too wild, or change nothing.
    expect(count.read).toBeGreaterThan(30);
    expect(count.refused).toBeGreaterThan(300);
  });

  it('answers no differently to whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readScene(value).ok).toBe(false);
      }),
    );
  });
});
