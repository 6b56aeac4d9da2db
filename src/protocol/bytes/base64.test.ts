import { describe, expect, it } from 'vitest';
import { base64 } from './base64.ts';

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('of "%s" is "%s" (RFC 4648 §10)', (text, encoded) => {
    expect(base64(new TextEncoder().encode(text))).toBe(encoded);
  });
});
