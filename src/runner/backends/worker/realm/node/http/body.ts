import { Buffer } from 'buffer/';
import { nodeError } from '../errors.ts';

/** What a message may be written in. */
export type Chunk = string | Uint8Array;

/** The bytes of a chunk, as they are now: what the writer does with its buffer afterwards doesn't change them. */
export function bytesOf(chunk: unknown, encoding: unknown): Uint8Array {
  if (chunk === null)
    throw nodeError('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', TypeError);
  if (chunk instanceof Uint8Array) return new Uint8Array(chunk);
  if (typeof chunk === 'string') {
    return new Uint8Array(
      Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'),
    );
  }
  throw nodeError(
    'ERR_INVALID_ARG_TYPE',
    `The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received ${typeof chunk}`,
    TypeError,
  );
}

/** Makes text of chunks, of which one may end in the middle of a character. */
export function textDecoder(encoding: string): (chunk: Uint8Array) => string {
  if (/^utf-?8$/i.test(encoding)) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return (chunk) => decoder.decode(chunk, { stream: true });
  }
  return (chunk) => Buffer.from(chunk).toString(encoding as BufferEncoding);
}
