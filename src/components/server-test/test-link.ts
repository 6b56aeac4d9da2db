import { parseIceUrl } from '#src/live/ice-server-url.ts';
import { err, ok, type Result } from '#src/protocol/result.ts';
import { MAX_ICE_SERVERS } from '#src/storage/ice-servers.ts';
import { packJson, unpackJson } from '../packed-link/packed-json.ts';

/**
 * A test travels in the fragment of a link, which no browser sends to any server: `#servers=1.<data>`, a JSON list of
 * URLs, packed. Neither a username nor a credential is ever in it. The number is that of the format.
 */

const PREFIX = '#servers=';
const FORMAT = '1';
/** Longer than any name that the DNS allows (253), with scheme, port and transport around it. */
const MAX_URL_CHARS = 300;
const LIMITS = { maxChars: 8_000, maxUnpackedBytes: 8_000 };

/** What is wrong with a link; nothing that stands in a bad one is shown. */
export type TestLinkProblem = 'too-long' | 'damaged' | 'other-version' | 'no-servers';

/** Whether a fragment (with its `#`) says that it carries a test. */
export function isTestFragment(fragment: string): boolean {
  return fragment.startsWith(PREFIX);
}

/** The fragment that carries these URLs and nothing else. */
export async function testToFragment(urls: readonly string[]): Promise<Result<string, 'too-long'>> {
  const data = await packJson(urls.slice(0, MAX_ICE_SERVERS), LIMITS);
  return data.ok ? ok(`${PREFIX}${FORMAT}.${data.value}`) : data;
}

/** The URLs that a fragment carries. Whoever made it may be a stranger: each is read before it is believed. */
export async function testFromFragment(fragment: string): Promise<Result<string[], TestLinkProblem>> {
  if (!isTestFragment(fragment)) return err('damaged');
  const [format, data, ...more] = fragment.slice(PREFIX.length).split('.', 3);
  if (format === undefined || data === undefined || more.length > 0 || !/^\d{1,3}$/.test(format)) {
    return err('damaged');
  }
  if (format !== FORMAT) return err('other-version');
  const unpacked = await unpackJson(data, LIMITS);
  if (!unpacked.ok) return unpacked;
  return isListOfUrls(unpacked.value) ? ok(unpacked.value) : err('no-servers');
}

function isListOfUrls(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_ICE_SERVERS &&
    value.every((url) => typeof url === 'string' && url.length <= MAX_URL_CHARS && parseIceUrl(url).ok)
  );
}
