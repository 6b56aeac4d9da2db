import { isTurnUrl, type IceUrlError, parseIceUrl } from '#src/live/ice-server-url.ts';
import type { IceServerEntry } from '#src/live/ice-servers.ts';
import { err, ok, type Result } from '#src/protocol/result.ts';
import { MAX_ICE_SERVERS } from '#src/storage/ice-servers.ts';

/** What the form holds: URLs with white space or commas between them, and one credential for all TURN servers. */
export interface TypedServers {
  readonly urls: string;
  readonly username: string;
  readonly credential: string;
}

export type TypedError =
  | { readonly field: 'urls'; readonly kind: IceUrlError; readonly url: string }
  | { readonly field: 'urls'; readonly kind: 'too-many' }
  | { readonly field: 'username' | 'credential'; readonly kind: 'missing' };

/** Reads the form: an entry for each URL, once. */
export function readTyped({
  urls,
  username,
  credential,
}: TypedServers): Result<IceServerEntry[], TypedError> {
  const list = [...new Set(urls.split(/[\s,]+/).filter((url) => url !== ''))];
  if (list.length === 0) return err({ field: 'urls', kind: 'empty', url: '' });
  if (list.length > MAX_ICE_SERVERS) return err({ field: 'urls', kind: 'too-many' });
  for (const url of list) {
    const parsed = parseIceUrl(url);
    if (!parsed.ok) return err({ field: 'urls', kind: parsed.error, url });
  }
  const name = username.trim();
  if (list.some(isTurnUrl)) {
    if (name === '') return err({ field: 'username', kind: 'missing' });
    if (credential === '') return err({ field: 'credential', kind: 'missing' });
  }
  return ok(list.map((url) => (isTurnUrl(url) ? { url, username: name, credential } : { url })));
}
