import { describe, expect, it } from 'vitest';
import { placeMap } from './source-map.ts';
import { stripTypes } from './strip.ts';

function strip(source: string) {
  const stripped = stripTypes(source, 'exercise.ts');
  if (!stripped.ok) throw new Error(stripped.message);
  return stripped;
}

describe('stripping types', () => {
  it('keeps every line where it was', () => {
    const source = `import type { A } from './a.ts';
interface Candidate {
  type: string;
  port: number;
}

export async function gather(
  servers: RTCIceServer[],
  limit?: number,
): Promise<Candidate[]> {
  const list = servers as unknown as Candidate[];
  return list!.map((c: Candidate): Candidate => c satisfies Candidate);
}
`;
    const lines = strip(source).code.split('\n');
    expect(lines).toHaveLength(source.split('\n').length);
    expect(lines[6]).toContain('export async function gather(');
    expect(lines[11]).toContain('return list.map(');
  });

  it('keeps imports that nothing uses, but not those of types', () => {
    const { code } = strip("import { a } from './a.js';\nimport type { B } from './b.js';\n");
    expect(code).toContain("import { a } from './a.js';");
    expect(code).not.toContain('b.js');
  });

  it('leaves the language alone otherwise: fields, private names, optional chaining', () => {
    const source = 'class C { #x = 1; y = 2; z() { return this?.#x ?? 3; } }';
    expect(strip(source).code).toBe(source);
  });

  it('finds the source’s place for a place in the code', () => {
    const source = 'const a: number = 1;\nconst bee: string | undefined = see();\n';
    const { code, map } = strip(source);
    const column = (code.split('\n')[1] ?? '').indexOf('see') + 1;
    expect(placeMap(map)({ line: 2, column })).toEqual({
      line: 2,
      column: (source.split('\n')[1]?.indexOf('see') as number) + 1,
    });
  });

  it.each([
    ['let a = ;', { line: 1, column: 9 }],
    ['\n\n  foo bar', { line: 3, column: 7 }],
    ['const x: = 3', { line: 1, column: 10 }],
    ['const f = () => {\n let x = ;\n};', { line: 2, column: 10 }],
    ['const f = (a: number): void => {\n let x = ;\n};', { line: 2, column: 10 }],
    ['const f = <T>(a: T) => {\n let x = ;\n};', { line: 2, column: 10 }],
    ['f((a) =>\n g(;\n);', { line: 2, column: 4 }],
    ['new Promise((resolve) => {\n list.map((x) => {\n  let y = ;\n });\n});', { line: 3, column: 11 }],
    ['const f = (a) => 1;\nlet b = ;', { line: 2, column: 9 }],
  ])('names the place of a mistake: %j', (source, place) => {
    expect(stripTypes(source, 'exercise.ts')).toMatchObject({ ok: false, place });
  });

  it('opens a few arrows for a mistake, not thousands', () => {
    // Opened one after the other, these would take minutes.
    expect(stripTypes('=>'.repeat(20_000), 'exercise.ts').ok).toBe(false);
  });
});
