import { describe, expect, it } from 'vitest';
import { decodeChannelData, encodeChannelData, looksLikeChannelData } from './channel-data.ts';

const data = Uint8Array.of(1, 2, 3, 4, 5);

describe('ChannelData (RFC 8656 §12.4)', () => {
  it('is number, length, data; without padding over UDP', () => {
    expect([...encodeChannelData({ channel: 0x4001, data }, false)]).toEqual([
      0x40, 0x01, 0, 5, 1, 2, 3, 4, 5,
    ]);
  });

  it('is padded to a multiple of four over TCP, and the length does not count that (§12.5)', () => {
    const padded = [0x40, 0x01, 0, 5, 1, 2, 3, 4, 5, 0, 0, 0];
    expect([...encodeChannelData({ channel: 0x4001, data }, true)]).toEqual(padded);
    expect(decodeChannelData(Uint8Array.from(padded))).toEqual({
      ok: true,
      value: { channel: 0x4001, data },
    });
  });

  it('may be empty: "Note that 0 is a valid length"', () => {
    const empty = { ok: true, value: { channel: 0x4fff, data: new Uint8Array(0) } };
    expect(decodeChannelData(Uint8Array.of(0x4f, 0xff, 0, 0))).toEqual(empty);
  });

  it('is discarded when shorter than it claims, or on a reserved number (§12.6)', () => {
    const errorOf = (...bytes: number[]) => decodeChannelData(Uint8Array.from(bytes));
    expect(errorOf(0x40, 0, 0, 2, 1)).toEqual({ ok: false, error: 'length-exceeds-datagram' });
    expect(errorOf(0x40, 0, 0)).toEqual({ ok: false, error: 'too-short' });
    expect(errorOf(0x50, 0, 0, 0)).toEqual({ ok: false, error: 'reserved-channel' });
  });

  it('is told from STUN by its first byte, 64 to 79 (§12, Table 3)', () => {
    const firstBytes = [0, 3, 63, 64, 79, 80, 128].map((first) => looksLikeChannelData(Uint8Array.of(first)));
    expect(firstBytes).toEqual([false, false, false, true, true, false, false]);
  });
});
