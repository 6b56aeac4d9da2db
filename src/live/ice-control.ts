import { SITE_LIST_PATH } from './ice-servers.ts';

/** With it the server of the list says where it can be told to misbehave; a static host sends no such header. */
const CONTROL_HEADER = 'icebreaker-control';

/** What the embedded STUN/TURN server does on a page's request, so that a demo can show what then happens. */
export interface IceControl {
  /** No credential that was given out until now is valid any more. False where the server didn't do it. */
  expireCredentials(): Promise<boolean>;
  /** While paused, the allocation with this relayed address relays nothing; without one, none does. */
  setPaused(paused: boolean, relayed?: RelayedAddress): Promise<boolean>;
}

/** A relayed transport address, as the statistics of a connection have it. */
export interface RelayedAddress {
  readonly address: string;
  readonly port: number;
}

/** The control of the site's own server, or undefined where the site has none: on a static host, say. Never rejects. */
export async function findIceControl(signal?: AbortSignal): Promise<IceControl | undefined> {
  try {
    const response = await fetch(SITE_LIST_PATH, {
      method: 'HEAD',
      cache: 'no-store',
      ...(signal && { signal }),
    });
    const path = response.headers.get(CONTROL_HEADER);
    // Only a path of this very site.
    return path !== null && /^\/[^/\\]/.test(path) ? controlAt(path) : undefined;
  } catch {
    return undefined;
  }
}

function controlAt(path: string): IceControl {
  const ask = async (action: string, relayedAddress?: RelayedAddress): Promise<boolean> => {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ action, relayedAddress }),
        // A page that is being left still resumes what it paused.
        keepalive: true,
      });
      return response.ok;
    } catch {
      return false;
    }
  };
  return {
    expireCredentials: () => ask('expire-credentials'),
    setPaused: (paused, relayed) => ask(paused ? 'pause' : 'resume', relayed),
  };
}
