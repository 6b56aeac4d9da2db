import { err, ok, type Result } from '#src/protocol/result.ts';

/**
 * How much goes into the decompressor at once. Deflate makes at most 1032 bytes of one, and a browser may make all
 * that a piece holds before anybody can say stop: so no more than half a megabyte is ever made too much.
 */
const PIECE_BYTES = 512;

/** Packs bytes (deflate without a header: RFC 1951). */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = piecesOf(bytes, bytes.length).pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Unpacks foreign bytes, and stops as soon as more than `limitBytes` came out. Never throws. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limitBytes: number,
): Promise<Result<Uint8Array<ArrayBuffer>, 'too-large' | 'damaged'>> {
  const unpacked = new Uint8Array(limitBytes);
  let length = 0;
  try {
    const reader = piecesOf(bytes, PIECE_BYTES)
      .pipeThrough(new DecompressionStream('deflate-raw'))
      .getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ok(unpacked.slice(0, length));
      if (length + value.length > limitBytes) {
        // Nothing more is read of it; whether it ends well is nobody's concern.
        reader.cancel().catch(() => undefined);
        return err('too-large');
      }
      unpacked.set(value, length);
      length += value.length;
    }
  } catch {
    return err('damaged');
  }
}

/** Gives bytes piece by piece, each when it is asked for. */
function piecesOf(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number): ReadableStream<BufferSource> {
  let at = 0;
  return new ReadableStream<BufferSource>(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += pieceBytes)));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
