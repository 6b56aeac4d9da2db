import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deflate, inflate } from './deflate.ts';

afterEach(() => vi.unstubAllGlobals());

describe('unpacking', () => {
  it('gives back what was packed, up to the limit', async () => {
    const bytes = new Uint8Array(5_000).fill(7);
    const packed = await deflate(bytes);
    expect(await inflate(packed, 5_000)).toEqual({ ok: true, value: bytes });
    expect(await inflate(packed, 4_999)).toEqual({ ok: false, error: 'too-large' });
  });

  it('refuses what is cut off, and what has something behind its end', async () => {
    const packed = new Uint8Array(deflateRawSync('some text'));
    expect(await inflate(packed.slice(0, -2), 100)).toEqual({ ok: false, error: 'damaged' });
    const more = new Uint8Array([...packed, 1, 2, 3]);
    expect(await inflate(more, 100)).toEqual({ ok: false, error: 'damaged' });
  });

  it('of a bomb ends soon after the limit: what is made of it stays small', async () => {
    const bomb = new Uint8Array(deflateRawSync(new Uint8Array(20_000_000)));
    expect(bomb.length).toBeLessThan(25_000);
    let made = 0;
    const Real = DecompressionStream;
    vi.stubGlobal(
      'DecompressionStream',
      class {
        readonly writable: WritableStream<BufferSource>;
        readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
        constructor(format: CompressionFormat) {
          const real = new Real(format);
          this.writable = real.writable;
          const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>(
            {
              transform(chunk, controller) {
                made += chunk.length;
                controller.enqueue(chunk);
              },
            },
            undefined,
            { highWaterMark: 0 },
          );
          this.readable = real.readable.pipeThrough(count);
        }
      },
    );
    expect(await inflate(bomb, 100_000)).toEqual({ ok: false, error: 'too-large' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(made).toBeGreaterThan(100_000);
    expect(made).toBeLessThan(100_000 + 1_100_000);
  });
});
