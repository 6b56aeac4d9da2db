import { MAX_TEXT } from './read.ts';

/** The text of a file as Chromium saves it, compressed, or unpacked already; undefined where it is too long or broken. */
export async function unpackInternals(file: Blob): Promise<string | undefined> {
  if (file.size > MAX_TEXT) return undefined;
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  // The two bytes that every gzip file begins with.
  if (first !== 0x1f || second !== 0x8b) return file.text();
  try {
    return await readBounded(file.stream().pipeThrough(new DecompressionStream('gzip')));
  } catch {
    return undefined;
  }
}

/** A small file can unpack to a huge one: stops when it is too long. */
async function readBounded(stream: ReadableStream<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MAX_TEXT) {
      await reader.cancel();
      return undefined;
    }
  }
}
