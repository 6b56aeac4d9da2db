import { err, ok, type Result } from '#src/protocol/result.ts';

/** One URL with what it needs: what a connection of its own is made from. */
export interface IceServerEntry {
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

/** Why the site's own list could not be had. */
export type SiteListError =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'malformed' };

export interface ConfiguredIceServers {
  readonly servers: readonly IceServerEntry[];
  /** `own`: the learner's list. `site`: `/ice-servers.json`, read at run time. */
  readonly source: 'own' | 'site';
  /** Set when the site's list could not be read; `servers` is then empty. */
  readonly problem?: SiteListError;
}

/** Where a site's host says which servers to use; no rebuild is needed to change it. */
export const SITE_LIST_PATH = `${import.meta.env.BASE_URL}ice-servers.json`;

/** Long enough for a slow phone, short enough that host candidates don't seem to be all there is. */
const SITE_LIST_DEADLINE_MS = 5_000;

/**
 * The servers to gather with: the learner's own where there are any, or else the site's.
 * Never rejects; a list that can't be read is said in `problem`.
 *
 * @param own the learner's own list, as storage has it
 */
export async function loadConfiguredIceServers(
  own: readonly RTCIceServer[],
  signal?: AbortSignal,
): Promise<ConfiguredIceServers> {
  if (own.length > 0) return { servers: flattenIceServers(own), source: 'own' };
  const list = await fetchSiteList(signal);
  return list.ok
    ? { servers: flattenIceServers(list.value), source: 'site' }
    : { servers: [], source: 'site', problem: list.error };
}

/** One entry for each URL: `urls` may be a list, and each URL gets a connection of its own. */
export function flattenIceServers(servers: readonly RTCIceServer[]): IceServerEntry[] {
  return servers.flatMap(({ urls, username, credential }) =>
    [urls].flat().map((url) => ({
      url,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
  );
}

/** What the constructor of RTCPeerConnection takes. */
export function toRtcIceServer({ url, username, credential }: IceServerEntry): RTCIceServer {
  return {
    urls: url,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}

async function fetchSiteList(signal?: AbortSignal): Promise<Result<RTCIceServer[], SiteListError>> {
  const deadline = AbortSignal.timeout(SITE_LIST_DEADLINE_MS);
  try {
    // Credentials in it expire, so no cache may answer.
    const response = await fetch(SITE_LIST_PATH, {
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (!response.ok) return err({ kind: 'status', status: response.status });
    return readSiteList(await response.text());
  } catch {
    return err({ kind: 'unreachable' });
  }
}

/** Reads the JSON of `/ice-servers.json`: an array of RTCIceServer, `[]` where none is configured. */
export function readSiteList(json: string): Result<RTCIceServer[], SiteListError> {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    return err({ kind: 'malformed' });
  }
  return Array.isArray(list) && list.every(isIceServer) ? ok(list) : err({ kind: 'malformed' });
}

function isIceServer(value: unknown): value is RTCIceServer {
  if (typeof value !== 'object' || value === null || !('urls' in value)) return false;
  const urls: unknown[] = [value.urls].flat();
  const optionalText = (text: unknown) => text === undefined || typeof text === 'string';
  return (
    urls.length > 0 &&
    urls.every((url) => typeof url === 'string') &&
    optionalText('username' in value ? value.username : undefined) &&
    optionalText('credential' in value ? value.credential : undefined)
  );
}
