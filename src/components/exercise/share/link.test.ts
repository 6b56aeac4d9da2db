import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT_CHARS } from '#src/storage/drafts.ts';
import { fromBase64Url, toBase64Url } from '../../packed-link/base64url.ts';
import { readFragment } from './fragment.ts';
import {
  makeFragment,
  MAX_DATA_CHARS,
  MAX_FILES,
  MAX_UNPACKED_BYTES,
  readData,
  type LinkProblem,
} from './link.ts';

const EDITABLE = ['exercise.ts', 'helper.ts'];

/** Data as another program would make it: Node's own deflate and base64url. */
const packed = (bytes: string | Uint8Array): string => deflateRawSync(bytes).toString('base64url');
const packedJson = (value: unknown): string => packed(JSON.stringify(value));
const dataOf = (fragment: string): string => readFragment(fragment)?.data ?? '';

async function made(files: Record<string, string>): Promise<string> {
  const fragment = await makeFragment('gather-candidates', files);
  if (!fragment.ok) throw new Error(fragment.error);
  return fragment.value;
}

describe('a link', () => {
  it('carries every text, and is read as it was made', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const some = fc.dictionary(fc.constantFrom(...EDITABLE), text, { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(some, async (files) => {
        const data = dataOf(await made(files));
        expect(await readData(data, EDITABLE)).toEqual({ ok: true, value: { ...files } });
      }),
    );
  });

  it('is a fragment that needs no escaping, with the id of its exercise', async () => {
    const fragment = await made({ 'exercise.ts': "console.log('候选者');\n" });
    expect(fragment).toMatch(/^#code=gather-candidates\.[\w-]+$/);
    expect(new URL(fragment, 'https://example.org/learn/candidates/').hash).toBe(fragment);
    expect(readFragment(fragment)?.exercise).toBe('gather-candidates');
  });

  it('holds the names and texts of the files and nothing else, as others unpack it too', async () => {
    const files = { 'exercise.ts': 'export {};\n' };
    const bytes = inflateRawSync(Buffer.from(dataOf(await made(files)), 'base64url'));
    expect(JSON.parse(bytes.toString())).toEqual(files);
  });

  it('is not made of what it could not carry', async () => {
    const tooLong = { ok: false, error: 'too-long' };
    const noise = Array.from({ length: 2_000 }, (_, n) =>
      createHash('sha256').update(`${n}`).digest('hex'),
    ).join('');
    expect(noise.length).toBeGreaterThan(MAX_TEXT_CHARS);
    const many = Object.fromEntries(Array.from({ length: MAX_FILES + 1 }, (_, n) => [`${n}.ts`, '']));
    expect(await makeFragment('a', { 'exercise.ts': noise.slice(0, MAX_TEXT_CHARS) })).toEqual(tooLong);
    expect(await makeFragment('a', { 'exercise.ts': 'x'.repeat(MAX_TEXT_CHARS + 1) })).toEqual(tooLong);
    expect(await makeFragment('a', { 'exercise.ts': '\0'.repeat(MAX_TEXT_CHARS) })).toEqual(tooLong);
    expect(await makeFragment('a', many)).toEqual(tooLong);
    expect((await makeFragment('a', { 'exercise.ts': 'x'.repeat(MAX_TEXT_CHARS) })).ok).toBe(true);
  });
});

describe('a link that is refused', () => {
  const file = { 'exercise.ts': 'x' };
  const invalidUtf8 = Buffer.concat([
    Buffer.from('{"exercise.ts":"'),
    Buffer.from([0xc0, 0x80]),
    Buffer.from('"}'),
  ]);
  const many = Object.fromEntries(Array.from({ length: MAX_FILES + 1 }, (_, n) => [`${n}.ts`, 'x']));

  it.each<[string, string, LinkProblem]>([
    ['nothing', '', 'damaged'],
    ['no base64url', 'a+b/', 'damaged'],
    ['white space in it', ' ' + packedJson(file), 'damaged'],
    ['base64url of an impossible length', 'AAAAA', 'damaged'],
    ['no deflate', toBase64Url(new Uint8Array([255, 255, 255])), 'damaged'],
    ['a link cut off at its end', packedJson({ 'exercise.ts': 'some text' }).slice(0, -6), 'damaged'],
    ['bytes that are no UTF-8', packed(invalidUtf8), 'damaged'],
    ['no JSON', packed('{"exercise.ts":'), 'damaged'],
    ['a list', packedJson(['exercise.ts']), 'damaged'],
    ['null', packedJson(null), 'damaged'],
    ['a text', packedJson('exercise.ts'), 'damaged'],
    ['no file', packedJson({}), 'damaged'],
    ['a file that is no text', packedJson({ 'exercise.ts': 1 }), 'damaged'],
    ['a file within a file', packedJson({ 'exercise.ts': { 'exercise.ts': 'x' } }), 'damaged'],
    ['a file of the checks', packedJson({ ...file, 'checks/index.ts': 'x' }), 'foreign-file'],
    ['a file elsewhere', packedJson({ ...file, '../exercise.ts': 'x' }), 'foreign-file'],
    ['another spelling', packedJson({ 'Exercise.ts': 'x' }), 'foreign-file'],
    ['a name that objects have', packed('{"exercise.ts":"x","__proto__":"x"}'), 'foreign-file'],
    ['a prototype', packed('{"exercise.ts":"x","__proto__":{"helper.ts":"x"}}'), 'foreign-file'],
    ['a constructor', packedJson({ constructor: 'x' }), 'foreign-file'],
    ['more files than any exercise has', packedJson(many), 'too-long'],
    ['a text too long', packedJson({ 'exercise.ts': 'x'.repeat(MAX_TEXT_CHARS + 1) }), 'too-long'],
    ['a byte too many', packed('x'.repeat(MAX_UNPACKED_BYTES + 1)), 'too-long'],
    ['more data than a link holds', 'A'.repeat(MAX_DATA_CHARS + 1), 'too-long'],
  ])('%s', async (_what, data, error) => {
    expect(await readData(data, EDITABLE)).toEqual({ ok: false, error });
  });

  it('whatever it is, is refused with a value', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes.map(toBase64Url), bytes.map(packed), fc.string()), async (data) => {
        const read = await readData(data, EDITABLE);
        expect(read.ok ? Object.keys(read.value) : read.error).toBeTruthy();
      }),
    );
  });

  it('a file that this exercise keeps from being changed is as foreign as any', async () => {
    const data = packedJson({ 'exercise.ts': 'x', 'helper.ts': 'y' });
    expect(await readData(data, ['exercise.ts'])).toEqual({ ok: false, error: 'foreign-file' });
  });
});

it('base64url is what RFC 4648 says', () => {
  // RFC 4648, section 10, and the two characters in which section 5 differs.
  expect(toBase64Url(new TextEncoder().encode('fooba'))).toBe('Zm9vYmE');
  expect(toBase64Url(new Uint8Array([0xfb, 0xff]))).toBe('-_8');
  expect(fromBase64Url('-_8')).toEqual(new Uint8Array([0xfb, 0xff]));
  expect(fromBase64Url('Zm9vYmE=')).toBeUndefined();
});
