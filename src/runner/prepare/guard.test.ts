import { describe, expect, it } from 'vitest';
import { guardLoops } from './guard.ts';
import { placeMap, type TextPlace } from './source-map.ts';

const same = (place: TextPlace): TextPlace => place;

function guard(code: string): string {
  const guarded = guardLoops(code, 'g', same);
  if (!guarded.ok) throw new Error(guarded.message);
  return guarded.code;
}

describe('the loop guard', () => {
  it.each([
    ['while (a) { b(); }', 'while (a) {g(1,1); b(); }'],
    ['while (a) b();', 'while (a) {g(1,1);b();}'],
    ['while (a());', 'while (a()){g(1,1);;}'],
    ['for (;;) {}', 'for (;;) {g(1,1);}'],
    ['for (const x of y) z(x);', 'for (const x of y) {g(1,1);z(x);}'],
    ['for (const x in y) z(x);', 'for (const x in y) {g(1,1);z(x);}'],
    ['for await (const x of y) z(x);', 'for await (const x of y) {g(1,1);z(x);}'],
    ['do a(); while (b);', 'do {g(1,1);a();} while (b);'],
    ['out: while (a) { continue out; }', 'out: while (a) {g(1,6); continue out; }'],
    ['while (a) while (b) c();', 'while (a) {g(1,1);while (b) {g(1,11);c();}}'],
    ['while (a) f = (x) => y', 'while (a) {g(1,1);f = (x) => (g(1,15),y)}'],
  ])('stands in every loop: %s', (code, guarded) => {
    expect(guard(code)).toBe(guarded);
  });

  it.each([
    ['function f() { return 1; }', 'function f() {g(1,1); return 1; }'],
    ['const f = () => ({ a: 1 });', 'const f = () => ((g(1,11),{ a: 1 }));'],
    ['const f = (x) => (y) => x + y;', 'const f = (x) => (g(1,11),(y) => (g(1,18),x + y));'],
    ['const f = async () => await a;', 'const f = async () => (g(1,11),await a);'],
    [
      'class A extends B { constructor() { super(); } get x() { return 1; } }',
      'class A extends B { constructor() {g(1,32); super(); } get x() {g(1,53); return 1; } }',
    ],
    ['function* f() { yield 1; }', 'function* f() {g(1,1); yield 1; }'],
  ])('stands in every function, which native code may call for ever: %s', (code, guarded) => {
    expect(guard(code)).toBe(guarded);
  });

  it('keeps every line where it was', () => {
    const code = 'const f = () =>\n  1;\nwhile (f())\n  f();\n';
    const lines = guard(code).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toBe('while (f())');
  });

  it('looks up the places of what it guards alone: a lookup for every node takes long', () => {
    const looked: TextPlace[] = [];
    guardLoops('a = b + 1;\nwhile (a) f(() => a);', 'g', (place) => {
      looked.push(place);
      return place;
    });
    expect(looked).toEqual([
      { line: 2, column: 13 },
      { line: 2, column: 1 },
    ]);
  });

  it('does what the code did before', () => {
    const code = `let log = []; for (let i = 0; i < 3; i += 1) if (i !== 1) log.push(i);
      const twice = (f) => (x) => f(f(x)); log.push(twice((x) => x * 3)(2));
      do log.pop(); while (log.length > 2); return log;`;
    const guarded = guard(`function all() { ${code} }`);
    expect(new Function('g', `${guarded}; return all();`)(() => undefined)).toEqual([0, 2]);
  });

  it('finds the place in its input for a place in the guarded code', () => {
    const code = 'while (a) { b(); c(); }';
    const guarded = guardLoops(code, 'guard_0123456789', same);
    if (!guarded.ok) throw new Error(guarded.message);
    const column = guarded.code.indexOf('c()') + 1;
    expect(placeMap(guarded.map)({ line: 1, column })).toEqual({ line: 1, column: code.indexOf('c()') + 1 });
  });

  it('refuses imports, which nothing here could load', () => {
    expect(guardLoops("\nimport x from './x.js';", 'g', same)).toMatchObject({
      ok: false,
      problem: { kind: 'import' },
      place: { line: 2, column: 1 },
    });
    expect(guardLoops("export * from './x.js';", 'g', same)).toMatchObject({ ok: false });
    expect(guardLoops('export const x = 1; export { x as y };', 'g', same)).toMatchObject({ ok: true });
  });

  it('names the place of what is no JavaScript', () => {
    expect(guardLoops('let a = 1;\nlet a = 2;', 'g', same)).toEqual({
      ok: false,
      name: 'SyntaxError',
      message: "Identifier 'a' has already been declared",
      place: { line: 2, column: 5 },
    });
  });
});
