import { parseIpAddress } from '#src/protocol/index.ts';
import { type Library, type Value, valueOf } from './library.ts';
import type { Sample } from './messages.ts';
import { ours } from './ours.ts';

export type Direction = 'encode' | 'decode';

/**
 * Whether a library does the work that is timed: what it encodes says what the sample says, and it reads ours so.
 *
 * @returns what is wrong, if anything
 */
export function whatIsWrong(library: Library, direction: Direction, sample: Sample): string | undefined {
  const lacking = library.lacks?.(sample);
  if (lacking !== undefined) return `no ${lacking}`;
  const { attributes } = sample.message;
  const [encoder, decoder] = direction === 'encode' ? [library, ours] : [ours, library];
  try {
    const values = decoder.decode(Buffer.from(encoder.encode(sample)), sample);
    // Integrity and fingerprint, which stand behind the values, were verified by who decoded them.
    const seen = plain(values.slice(0, attributes.length));
    const isWhole = values.length === attributes.length + (sample.key ? 2 : 0);
    return isWhole && seen === plain(attributes.map(valueOf))
      ? undefined
      : `it comes out as ${plain(values)}`;
  } catch (error) {
    return String(error);
  }
}

/** One text for equal values, however addresses are spelled. */
function plain(values: readonly Value[]): string {
  return values
    .map((value) => {
      if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
      if (typeof value !== 'object') return String(value);
      return `${parseIpAddress(value.address)?.address} ${value.port}`;
    })
    .join(', ');
}
