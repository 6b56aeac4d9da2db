import type { IceServer } from '#lessons/contract.ts';

/** A description and its candidates, apart from each other. */
export interface Offered {
  readonly description: { readonly type: 'offer'; readonly sdp: string };
  readonly candidates: readonly RTCIceCandidateInit[];
}

/** Longer than gathering takes where every server answers; a silent one isn't waited for. */
const GATHER_MS = 2_500;

/** The checker's own peer: a real connection of the page, which the learner's code can't reach. */
export interface Offerer {
  /** An offer without candidates, and the candidates. The second one restarts ICE. */
  offer(): Promise<Offered>;
  /**
   * Takes an answer without its candidates: only the learner's checks towards *our* candidates can connect us,
   * so a connection proves that they were added.
   */
  accept(sdp: string): Promise<void>;
  /** Whether the connection stands within `withinMs`. */
  connects(withinMs: number): Promise<boolean>;
  close(): void;
}

export function openOfferer(iceServers: readonly IceServer[], signal: AbortSignal): Offerer {
  const connection = new RTCPeerConnection({ iceServers: iceServers as RTCIceServer[] });
  const close = (): void => {
    signal.removeEventListener('abort', close);
    connection.close();
  };
  signal.addEventListener('abort', close, { once: true });
  connection.createDataChannel('check');
  let offers = 0;
  return {
    async offer() {
      offers += 1;
      const candidates: RTCIceCandidateInit[] = [];
      const gathered = whenGathered(connection, candidates);
      await connection.setLocalDescription(await connection.createOffer({ iceRestart: offers > 1 }));
      await gathered;
      const sdp = withoutCandidates(connection.localDescription?.sdp ?? '');
      const ufrag = ufragOf(sdp);
      return {
        description: { type: 'offer', sdp },
        candidates: candidates.filter(({ usernameFragment }) => usernameFragment === ufrag),
      };
    },
    accept: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp: withoutCandidates(sdp) }),
    connects: (withinMs) => whenConnected(connection, withinMs),
    close,
  };
}

/** The description that a stranger's code gave us must not make this page check addresses of its choice. */
export function withoutCandidates(sdp: string): string {
  return sdp
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '' && !/^\s*a=(candidate|remote-candidates|end-of-candidates)/i.test(line))
    .map((line) => `${line}\r\n`)
    .join('');
}

export function ufragOf(sdp: string): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}

/** Puts each candidate into the list, with the ufrag that it belongs to; resolves at the end or after a while. */
function whenGathered(connection: RTCPeerConnection, candidates: RTCIceCandidateInit[]): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (): void => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, GATHER_MS);
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        if (candidate === null) end();
        else if (candidate.candidate !== '') candidates.push(candidate.toJSON());
      },
      { signal: over.signal },
    );
  });
}

function whenConnected(connection: RTCPeerConnection, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (isConnected: boolean): void => {
      clearTimeout(timer);
      over.abort();
      resolve(isConnected);
    };
    const timer = setTimeout(() => end(false), withinMs);
    const look = (): void => {
      const { connectionState } = connection;
      if (connectionState === 'connected') end(true);
      if (connectionState === 'failed' || connectionState === 'closed') end(false);
    };
    connection.addEventListener('connectionstatechange', look, { signal: over.signal });
    look();
  });
}
