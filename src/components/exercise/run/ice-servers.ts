import { loadConfiguredIceServers, toRtcIceServer } from '#src/live/ice-servers.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';

/**
 * The servers that a run is given: the learner's own list, or the site's. Code that came by a link gets the site's
 * only: ICE can tell any host what it was given.
 */
export async function loadServers(fromLink: boolean, signal: AbortSignal): Promise<RTCIceServer[]> {
  const own = fromLink ? undefined : await loadOwnIceServers();
  const { servers } = await loadConfiguredIceServers((own?.ok ? own.value : undefined) ?? [], signal);
  return servers.map(toRtcIceServer);
}
