import { err, ok, type Result } from '#src/protocol/result.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { deflate, inflate } from './deflate.ts';

/**
 * What a link carries in its fragment: base64url of deflate of JSON. Whoever reads one reads a stranger's bytes:
 * everything about them is bounded.
 */
export interface LinkLimits {
  /** Longer ones are cut off by programs that carry links. */
  readonly maxChars: number;
  /** Of the JSON, in UTF-8. */
  readonly maxUnpackedBytes: number;
}

/** The data of a link, or that it is too long for one. */
export async function packJson(value: unknown, limits: LinkLimits): Promise<Result<string, 'too-long'>> {
  const json = new TextEncoder().encode(JSON.stringify(value));
  if (json.length > limits.maxUnpackedBytes) return err('too-long');
  const data = toBase64Url(await deflate(json));
  return data.length > limits.maxChars ? err('too-long') : ok(data);
}

/** What the JSON of a link's data says. Never throws. */
export async function unpackJson(
  data: string,
  limits: LinkLimits,
): Promise<Result<unknown, 'too-long' | 'damaged'>> {
  if (data.length > limits.maxChars) return err('too-long');
  const packed = fromBase64Url(data);
  if (packed === undefined) return err('damaged');
  const unpacked = await inflate(packed, limits.maxUnpackedBytes);
  if (!unpacked.ok) return err(unpacked.error === 'too-large' ? 'too-long' : 'damaged');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(unpacked.value);
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch {
    return err('damaged');
  }
}
