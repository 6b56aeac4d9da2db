import { looksLikeChannelData } from '#src/protocol/turn/index.ts';
import { looksLikeStun } from '#src/protocol/index.ts';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from './text-packet.ts';

describe('what agents say', () => {
  it('comes back as it was said', () => {
    for (const text of ['', 'hello', '你好', 'H'.repeat(500)])
      expect(decodeText(encodeText(text, 7, 1234.5))).toBe(text);
  });

  it('is told from STUN and ChannelData by its first byte (RFC 7983 §7)', () => {
    const bytes = encodeText('hello', 1, 0);
    expect(looksLikeStun(bytes)).toBe(false);
    expect(looksLikeChannelData(bytes)).toBe(false);
    expect(bytes[0]).toBe(128);
  });

  it('is nothing else', () => {
    expect(decodeText(new Uint8Array())).toBeUndefined();
    expect(decodeText(new Uint8Array(20))).toBeUndefined();
    expect(decodeText(Uint8Array.from([...encodeText('', 1, 0), 0xff]))).toBeUndefined();
  });
});
