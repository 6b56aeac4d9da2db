import { parseIpAddress } from '#src/protocol/index.ts';
import { type Library, type Value, valueOf } from './library.ts';
import type { Sample } from './messages.ts';
import { ours } from './ours.ts';

/**
 * Whether a library does the work that is timed: what it encodes says what the sample says, and it reads ours so.
 *
 * @returns what is wrong, if anything
 */
export function whatIsWrong(library: Library, sample: Sample): string | undefined {
  const lacking = library.lacks?.(sample);
  if (lacking !== undefined) return `no ${lacking}`;
  const expected = plain(sample.message.attributes.map(valueOf));
  try {
    for (const [what, values] of [
      ['encodes', ours.decode(Buffer.from(library.encode(sample)), sample)],
      ['decodes', library.decode(Buffer.from(ours.encode(sample)), sample)],
    ] as const) {
      // Integrity and fingerprint, which stand behind the values, were verified by who decoded them.
      const seen = plain(values.slice(0, sample.message.attributes.length));
      if (values.length !== sample.message.attributes.length + (sample.key ? 2 : 0) || seen !== expected) {
        return `${what} as ${plain(values)}`;
      }
    }
    return undefined;
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
