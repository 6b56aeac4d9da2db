import { inTransaction, withDatabase } from './database.ts';
import type { StorageResult } from './result.ts';
import { announce } from './tabs.ts';

export const ICE_SERVERS_KEY = 'ice-servers';
/** Servers of a learner's own list, a URL each: every one is asked over a connection of its own. */
export const MAX_ICE_SERVERS = 16;

/** The learner's own list of ICE servers; undefined when they never made one (then the site's list counts). */
export function loadOwnIceServers(): Promise<StorageResult<RTCIceServer[] | undefined>> {
  return withDatabase(async (database) => asIceServers(await database.get('settings', ICE_SERVERS_KEY)));
}

/**
 * Changes the learner's own list as it is kept now, which need not be the one that is shown (another tab, an import).
 * An empty list goes back to the site's.
 */
export async function changeOwnIceServers(
  change: (now: readonly RTCIceServer[]) => readonly RTCIceServer[],
): Promise<StorageResult<void>> {
  const result = await withDatabase((database) =>
    inTransaction(database, ['settings'], async (transaction) => {
      const settings = transaction.objectStore('settings');
      const servers = change(asIceServers(await settings.get(ICE_SERVERS_KEY)) ?? []);
      await (servers.length === 0
        ? settings.delete(ICE_SERVERS_KEY)
        : settings.put(asIceServers(servers), ICE_SERVERS_KEY));
    }),
  );
  if (result.ok) announce({ kind: 'ice-servers-changed' });
  return result;
}

/** A list of `RTCIceServer`, or undefined for anything else; unknown fields are left behind. */
export function asIceServers(value: unknown): RTCIceServer[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const servers = value.map(asIceServer);
  return servers.some((server) => server === undefined)
    ? undefined
    : servers.filter((server) => server !== undefined);
}

function asIceServer(value: unknown): RTCIceServer | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { urls, username, credential } = value as Record<string, unknown>;
  const validUrls =
    typeof urls === 'string' ||
    (Array.isArray(urls) && urls.length > 0 && urls.every((url) => typeof url === 'string'));
  if (!validUrls) return undefined;
  return {
    urls: typeof urls === 'string' ? urls : [...(urls as string[])],
    ...(typeof username === 'string' && { username }),
    ...(typeof credential === 'string' && { credential }),
  };
}
