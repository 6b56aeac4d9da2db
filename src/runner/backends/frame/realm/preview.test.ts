import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Preview } from '../../../contract.ts';
import { PREVIEW_LIMITS } from '../../../limits.ts';
import { arePreviews } from '../../../preview.ts';

let previewAll: (values: readonly unknown[]) => Preview[];
beforeAll(async () => {
  vi.stubGlobal('location', { href: 'about:srcdoc' });
  ({ previewAll } = await import('./preview.ts'));
});

/** A tree as plain text: `Object{a: 1, b: Array(0)}`. */
function shown({ text, content }: Preview): string {
  if (!content) return text;
  const entries = content.entries.map(({ key, value }) => `${key}: ${shown(value)}`);
  if (content.more > 0) entries.push(`${content.more} more`);
  return `${text}{${entries.join(', ')}}`;
}

/** What one printed value comes to; undefined when there is nothing to open. */
function tree(value: unknown): string | undefined {
  const previews = previewAll([value]);
  expect(arePreviews(structuredClone(previews))).toBe(true);
  return previews[0] && shown(previews[0]);
}

class Peer {
  name = 'left';
}

describe('a printed value', () => {
  it.each<[string, unknown, string]>([
    ['an object', { a: 1, b: 'x', c: null, d: undefined }, 'Object{a: 1, b: "x", c: null, d: undefined}'],
    ['one in another', { a: { b: [true] } }, 'Object{a: Object{b: Array(1){0: true}}}'],
    ['an object of a class', new Peer(), 'Peer{name: "left"}'],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), 'Object{a: 1}'],
    ['a function within', { f: function go() {} }, 'Object{f: [function go]}'],
    ['a big integer within', [10n], 'Array(1){0: 10n}'],
    // eslint-disable-next-line no-sparse-arrays
    ['a list with a hole', [1, , 3], 'Array(3){0: 1, 1: [empty], 2: 3}'],
    [
      'a map',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, new Set(['x'])],
      ]),
      'Map(2){a: 1, 2: Set(1){0: "x"}}',
    ],
    ['a date within', { at: new Date(0) }, 'Object{at: Date 1970-01-01T00:00:00.000Z}'],
    ['a date that is none', { at: new Date(NaN) }, 'Object{at: Date Invalid Date}'],
    ['bytes', new Uint8Array([0, 1, 255]), 'Uint8Array(3){0000: 00 01 ff}'],
    ['a part of a buffer', new Uint8Array([9, 8, 7, 6]).subarray(1, 3), 'Uint8Array(2){0000: 08 07}'],
    ['wider numbers', new Uint16Array(2), 'Uint16Array(2){0000: 00 00 00 00}'],
    ['a buffer', new ArrayBuffer(2), 'ArrayBuffer(2){0000: 00 00}'],
    ['a view', new DataView(new ArrayBuffer(4), 1, 2), 'DataView(2){0000: 00 00}'],
  ])('is a tree: %s', (_, value, expected) => {
    expect(tree(value)).toBe(expected);
  });

  it('of many bytes has a row for sixteen', () => {
    const rows = tree(new Uint8Array(20).fill(0xab))?.split(', ');
    expect(rows).toHaveLength(2);
    expect(rows?.[1]).toBe('0010: ab ab ab ab}');
  });

  it('that is an error shows its stack and its cause', () => {
    const text = tree(new TypeError('no', { cause: { code: 7 } }));
    expect(text).toMatch(/^TypeError: no\{stack: TypeError: no\n.*cause: Object\{code: 7\}\}$/s);
    expect(tree({ error: new DOMException('gone', 'AbortError') })).toContain('error: AbortError: gone');
  });

  it.each([1, 'text', null, undefined, true, 10n, Symbol('s'), () => 1, {}, [], new Map()])(
    'that holds nothing is no tree: %s',
    (value) => {
      expect(tree(value)).toBeUndefined();
    },
  );

  it('that holds itself ends there', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(tree(loop)).toBe('Object{self: [circular]}');
  });

  it('may stand twice in another', () => {
    const twice = { a: 1 };
    expect(tree([twice, twice])).toBe('Array(2){0: Object{a: 1}, 1: Object{a: 1}}');
  });
});

describe('the limits', () => {
  it('count what is left out of a long list', () => {
    const [preview] = previewAll([Array.from({ length: 1_000 }, () => 0)]);
    expect(preview?.content?.entries).toHaveLength(PREVIEW_LIMITS.entries);
    expect(preview?.content?.more).toBe(1_000 - PREVIEW_LIMITS.entries);
  });

  it.each<[string, unknown]>([
    ['a list of billions', new Array(2 ** 32 - 1)],
    ['a large buffer', new Uint8Array(1_000_000)],
    ['long texts', Array.from({ length: 90 }, () => 'x'.repeat(5_000))],
    [
      'long names',
      Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`${n}`.padEnd(5_000, 'k'), 'x'.repeat(50)])),
    ],
    ['many in many', Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => ({})))],
    ['deep nesting', JSON.parse('['.repeat(500) + ']'.repeat(500))],
    ['a large map', new Map(Array.from({ length: 100_000 }, (_, n) => [n, n]))],
  ])('hold for %s', (_, value) => {
    expect(tree(value)).toMatch(/\d more/);
  });

  it('hold for a line of many values', () => {
    const previews = previewAll(Array.from({ length: 500 }, () => ({ a: 1 })));
    expect(arePreviews(previews)).toBe(true);
    expect(previews.length).toBeGreaterThan(50);
  });
});

describe('a hostile value', () => {
  const called: string[] = [];
  const trap = (what: string) => () => {
    called.push(what);
    return 'called';
  };

  it('has no getter called', () => {
    called.length = 0;
    const error = new Error('no');
    // (Node itself asks an error for its name and message when it writes the stack.)
    for (const name of ['stack', 'cause']) {
      Object.defineProperty(error, name, { get: trap(name), enumerable: true });
    }
    class Named {
      static get name() {
        return trap('class name')();
      }
      field = 1;
    }
    const values = [
      {
        get a() {
          return trap('a')();
        },
        get message() {
          return trap('message')();
        },
      },
      Object.defineProperty([1], 0, { get: trap('item') }),
      new Named(),
      Object.defineProperty(new Map([['a', 1]]), 'size', { get: trap('size') }),
      Object.defineProperty(new Uint8Array(1), 'length', { get: trap('length') }),
    ];
    expect(previewAll(values).map(shown)).toEqual([
      'Object{a: [getter], message: [getter]}',
      'Array(1){0: [getter]}',
      'Object{field: 1}',
      'Map(1){a: 1}',
      'Uint8Array(1){0000: 00}',
    ]);
    expect(tree(error)).toContain('cause: [getter]');
    expect(called).toEqual([]);
  });

  it.each<[string, unknown]>([
    [
      'a proxy that throws at everything',
      new Proxy(
        {},
        new Proxy(
          {},
          {
            get: () => () => {
              throw new Error('trap');
            },
          },
        ),
      ),
    ],
    ['a proxy that was revoked', revoked()],
    ['a proxy of endless prototypes', endless()],
    ['a map that is none', Object.create(Map.prototype)],
    ['an error that is none', Object.create(Error.prototype)],
    ['a date that is none', Object.create(Date.prototype)],
    ['a buffer that is none', Object.create(ArrayBuffer.prototype)],
  ])('is survived: %s', (_, value) => {
    expect(() => previewAll([value, { value }])).not.toThrow();
    expect(arePreviews(previewAll([value, { value }]))).toBe(true);
  });

  it('finds no method to redefine', () => {
    let hooked = 0;
    const hook = () => (hooked += 1);
    const on = (object: object, name: PropertyKey) => {
      const native = Object.getOwnPropertyDescriptor(object, name);
      Object.defineProperty(object, name, { configurable: true, writable: true, value: hook });
      return () => {
        if (native) Object.defineProperty(object, name, native);
        else Reflect.deleteProperty(object, name);
      };
    };
    const value = { map: new Map([['a', 1]]), set: new Set([1]), at: new Date(0), bytes: new Uint8Array(2) };
    const back = [
      on(Map.prototype, 'entries'),
      on(Map.prototype, Symbol.iterator),
      on(Set.prototype, 'values'),
      on(Date.prototype, 'toISOString'),
      on(Date.prototype, 'getTime'),
      on(Object.prototype, 'content'),
    ];
    const previews = previewAll([value]);
    for (const restore of back) restore();
    expect(hooked).toBe(0);
    expect(previews.map(shown)).toEqual([
      'Object{map: Map(1){a: 1}, set: Set(1){0: 1}, at: Date 1970-01-01T00:00:00.000Z, bytes: Uint8Array(2){0000: 00 00}}',
    ]);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function endless(): object {
  const proxy: object = new Proxy({}, { getPrototypeOf: () => endless() });
  return proxy;
}
