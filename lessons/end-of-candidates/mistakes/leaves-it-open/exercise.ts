/** What goes over the signalling channel. */
export type Signal =
  | { kind: 'candidate'; candidate: string; usernameFragment: string }
  | { kind: 'end-of-candidates'; usernameFragment: string };

/** What waits for the channel, oldest first. */
let queue: Signal[] = [];
/** Called when the channel takes the end. */
let onEndTaken = (): void => undefined;

/** The channel is free: the oldest signal that waits, or null. */
export function next(): Signal | null {
  const signal = queue.shift() ?? null;
  if (signal?.kind === 'end-of-candidates') onEndTaken();
  return signal;
}

/** Gathers, and resolves with the number of candidates once the channel has taken everything. */
export async function trickle(iceServers: RTCIceServer[]): Promise<number> {
  queue = [];
  let count = 0;
  const taken = new Promise<void>((resolve) => {
    onEndTaken = resolve;
  });
  const connection = new RTCPeerConnection({ iceServers });
  try {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      const usernameFragment = ufragOf(connection); // null doesn't know it, the description does
      if (candidate === null) {
        queue.push({ kind: 'end-of-candidates', usernameFragment });
      } else if (candidate.candidate !== '') {
        count += 1;
        queue.push({ kind: 'candidate', candidate: candidate.candidate, usernameFragment });
      } // '' announces what null says right after it
    });
    connection.createDataChannel('trickle');
    await connection.setLocalDescription();
    await taken;
    return count;
  } finally {
    queue = [];
  }
}

function ufragOf({ localDescription }: RTCPeerConnection): string {
  return /^a=ice-ufrag:(\S+)/m.exec(localDescription?.sdp ?? '')?.[1] ?? '';
}
