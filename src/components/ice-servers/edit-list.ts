import { isTurnUrl, type IceUrlError, parseIceUrl } from '#src/live/ice-server-url.ts';
import type { IceServerEntry } from '#src/live/ice-servers.ts';
import { err, ok, type Result } from '#src/protocol/index.ts';
import { MAX_ICE_SERVERS } from '#src/storage/ice-servers.ts';

/** What the form holds. An empty credential keeps the one that the edited server has. */
export interface ServerDraft {
  readonly url: string;
  readonly username: string;
  readonly credential: string;
}

export type DraftError =
  | { readonly field: 'url'; readonly kind: IceUrlError | 'duplicate' | 'too-many' }
  | { readonly field: 'username' | 'credential'; readonly kind: 'missing' };

/** Browsers warn of slow discovery from five on. */
export const MAX_SERVERS = MAX_ICE_SERVERS;

/**
 * The list with the draft added, or in the place of the server at `editing`.
 *
 * @param editing position of the server that is edited; undefined to add one
 */
export function applyDraft(
  list: readonly IceServerEntry[],
  draft: ServerDraft,
  editing?: number,
): Result<IceServerEntry[], DraftError> {
  const url = draft.url.trim();
  const parsed = parseIceUrl(url);
  if (!parsed.ok) return err({ field: 'url', kind: parsed.error });
  if (list.some((known, index) => known.url === url && index !== editing)) {
    return err({ field: 'url', kind: 'duplicate' });
  }
  if (editing === undefined && list.length >= MAX_SERVERS) return err({ field: 'url', kind: 'too-many' });

  const entry = entryOf(url, draft, editing === undefined ? undefined : list[editing]);
  if (!entry.ok) return entry;
  return ok(editing === undefined ? [...list, entry.value] : list.with(editing, entry.value));
}

function entryOf(
  url: string,
  draft: ServerDraft,
  before: IceServerEntry | undefined,
): Result<IceServerEntry, DraftError> {
  // A STUN server is asked without credentials, so none are kept for it.
  if (!isTurnUrl(url)) return ok({ url });
  const username = draft.username.trim();
  const credential = draft.credential || before?.credential;
  if (username === '') return err({ field: 'username', kind: 'missing' });
  if (!credential) return err({ field: 'credential', kind: 'missing' });
  return ok({ url, username, credential });
}
