/** Files of tests that Node and the browser runner must judge alike. */
export const PARITY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'passing, failing, skipped and to be done': {
    'a.test.ts': `import { test, it, describe } from 'node:test';
import assert from 'node:assert';
test('passes', () => assert.equal(1, '1'));
test('fails', () => assert.strictEqual(1, '1' as unknown));
test('rejects', async () => { await Promise.resolve(); throw new Error('no'); });
test('is skipped', { skip: true }, () => assert.fail());
test.skip('is skipped too', () => assert.fail());
test('is to be done', { todo: true }, () => assert.fail());
test('skips itself', (t) => { t.skip('not here'); });
it('is another name', () => undefined);
test('calls back', (t, done) => { setTimeout(done, 5); });
test('calls back with an error', (t, done) => { setTimeout(() => done(new Error('late')), 5); });
test('is too slow', { timeout: 30 }, () => new Promise((resolve) => setTimeout(resolve, 300)));
describe.skip('a suite that is skipped', () => { test('inside', () => assert.fail()); });`,
  },
  'suites, subtests and hooks': {
    'a.test.ts': `import { test, suite, describe, before, after, beforeEach, afterEach } from 'node:test';
import assert from 'node:assert/strict';
const seen: string[] = [];
before(() => void seen.push('before'));
beforeEach(() => void seen.push('each'));
describe('a suite', () => {
  before(() => void seen.push('suite before'));
  afterEach(() => void seen.push('suite after each'));
  test('first', () => { assert.deepEqual(seen, ['before', 'suite before', 'each']); });
  test('second', () => { assert.deepEqual(seen.slice(3), ['suite after each', 'each']); });
  describe('an inner one', () => { test('fails', () => assert.fail('deep')); });
});
suite('another', async () => {
  test('registered before it waits', () => undefined);
  await Promise.resolve();
});
test('with tests inside', async (t) => {
  await t.test('one', () => undefined);
  await t.test('two', () => { throw new Error('inside'); });
});
test('after all', () => { assert.equal(seen.at(-1), 'each'); });
after(() => void seen.push('after'));`,
  },
  equality: {
    'a.test.ts': `import { test } from 'node:test';
import assert from 'node:assert/strict';
import loose from 'node:assert';
import { Buffer } from 'node:buffer';
const holds = (name: string, call: () => void) => test(name, call);
holds('NaN', () => assert.equal(NaN, NaN));
holds('zeros', () => assert.deepEqual([0], [-0]));
holds('loose zeros', () => loose.deepEqual([0], [-0]));
holds('buffer and bytes', () => assert.deepEqual(Buffer.from([1]), new Uint8Array([1])));
holds('bytes', () => assert.deepEqual(new Uint8Array([1, 2]), new Uint8Array([1, 2])));
holds('other bytes', () => assert.deepEqual(new Uint8Array([1, 2]), new Uint8Array([1, 3])));
holds('bytes of another type', () => assert.deepEqual(new Uint8Array([1]), new Int8Array([1])));
holds('maps', () => assert.deepEqual(new Map([[{ a: 1 }, [2]]]), new Map([[{ a: 1 }, [2]]])));
holds('sets', () => assert.deepEqual(new Set([{ a: 1 }, 2]), new Set([2, { a: 1 }])));
holds('other sets', () => assert.deepEqual(new Set([1]), new Set([2])));
holds('dates', () => assert.deepEqual(new Date(1), new Date(2)));
holds('undefined is a property', () => assert.deepEqual({ a: undefined }, {}));
holds('prototypes', () => assert.deepEqual(Object.create(null), {}));
holds('loose prototypes', () => loose.deepEqual(Object.create(null), {}));
holds('cycles', () => { const a: unknown[] = []; a.push(a); const b: unknown[] = []; b.push(b); assert.deepEqual(a, b); });
holds('errors', () => assert.deepEqual(new Error('a'), new Error('b')));
holds('symbols', () => { const s = Symbol('s'); assert.deepEqual({ [s]: 1 }, { [s]: 2 }); });
holds('strings and numbers', () => loose.deepEqual({ a: 1 }, { a: '1' }));
holds('sparse', () => assert.deepEqual([, 1], [undefined, 1]));
holds('throws', () => assert.throws(() => { throw new TypeError('x'); }, TypeError));
holds('throws another', () => assert.throws(() => { throw new TypeError('x'); }, RangeError));
holds('throws with', () => assert.throws(() => { throw new TypeError('x1'); }, { name: 'TypeError', message: /x\\d/ }));
holds('throws with another', () => assert.throws(() => { throw new TypeError('x'); }, { message: 'y' }));
holds('throws by function', () => assert.throws(() => { throw new TypeError('x'); }, (e: Error) => e.message === 'x'));
holds('throws nothing', () => assert.throws(() => undefined));
test('rejects', () => assert.rejects(Promise.reject(new Error('no')), /no/));
test('rejects not', () => assert.rejects(Promise.resolve()));
holds('matches', () => assert.match('abc', /b/));
holds('matches not', () => assert.match('abc', /x/));
holds('is falsy', () => assert(0));
holds('is no error', () => assert.ifError(null));`,
  },
  'errors that nobody catches': {
    'a.test.ts': `import { test } from 'node:test';
test('throws later', async () => {
  setTimeout(() => { throw new Error('later'); }, 5);
  await new Promise((resolve) => setTimeout(resolve, 60));
});
test('rejects unheard', async () => {
  void Promise.reject(new Error('unheard'));
  await new Promise((resolve) => setTimeout(resolve, 60));
});
test('goes on', () => undefined);`,
  },
  'a file that throws': {
    'a.test.ts':
      "import { test } from 'node:test'; test('runs', () => undefined); throw new Error('at the top');",
  },
};
