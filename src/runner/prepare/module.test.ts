import { describe, expect, it } from 'vitest';
import { prepareModule } from './module.ts';
import { placeInFile } from './prepared.ts';

const prepareOne = (source: string) => prepareModule({ 'exercise.ts': source }, 'exercise.ts', 'guard_1');

describe('preparing learner code', () => {
  it('strips, guards and names the module after its file', () => {
    const prepared = prepareOne('export const f = (n: number): void => { while (n > 0); };');
    expect(prepared.ok && prepared.load).toMatchObject({
      source:
        'export const f = (n) => {guard_1(1,18); while (n > 0){guard_1(1,41);;} };\n//# sourceURL=exercise.ts',
    });
  });

  it('leads a reported place back through both steps', () => {
    const source = 'export const f = (n: number): void => { boom(); };';
    const prepared = prepareOne(source);
    if (!prepared.ok) throw new Error(prepared.error.message);
    const { load } = prepared;
    if (load.type !== 'load') throw new Error('unreachable');
    const column = load.source.indexOf('boom') + 1;
    expect(placeInFile(prepared, 'exercise.ts', { line: 1, column })).toEqual({
      file: 'exercise.ts',
      line: 1,
      column: source.indexOf('boom') + 1,
    });
  });

  it('finds the places of thousands of functions in one line', () => {
    // By looking through the line for each, this would take half a minute.
    expect(prepareOne('a(()=>{},()=>1);'.repeat(5000)).ok).toBe(true);
  });

  it('is plain data, which comes out of a worker as it is', () => {
    const prepared = prepareOne('export const f = (n: number): void => {};');
    expect(structuredClone(prepared)).toEqual(prepared);
  });

  it.each([
    ['const a: = 1;', { name: 'SyntaxError' }],
    ['return 1;', { name: 'SyntaxError' }],
    ["import fs from 'fs';", { problem: { kind: 'import' } }],
    ['('.repeat(20_000), { problem: { kind: 'nested-too-deeply' } }],
    [`x${'.a'.repeat(40_000)}`, { problem: { kind: 'nested-too-deeply' } }],
    ['x'.repeat(100_001), { problem: { kind: 'source-too-long', limit: 100_000 } }],
  ])('answers with an error at its place instead of running %.20s', (source, what) => {
    const prepared = prepareOne(source);
    expect(prepared).toMatchObject({
      ok: false,
      error: { kind: 'syntax', ...what, place: { file: 'exercise.ts', line: 1 } },
    });
  });
});
