/** What arrives over the signalling channel, and what goes out. */
export type Signal = { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit };

let connection: RTCPeerConnection | undefined;
let waiting: Signal[] = [];
let early: RTCIceCandidateInit[] = [];

/** A call begins: a new connection, and nothing to send yet. */
export function start(): void {
  connection = new RTCPeerConnection();
  waiting = [];
  early = [];
}

/** Something has arrived. It comes in any order, and the next may come before this one is through. */
export async function receive(signal: Signal): Promise<void> {
  if (!connection) return;
  if ('candidate' in signal) {
    // The mistake: a description is there, but it may be that of another generation.
    if (connection.remoteDescription) await connection.addIceCandidate(signal.candidate);
    else early.push(signal.candidate);
  } else {
    await connection.setRemoteDescription(signal.description);
    for (const candidate of early.splice(0)) await connection.addIceCandidate(candidate);
    await connection.setLocalDescription();
    const { type, sdp } = connection.localDescription as RTCSessionDescription;
    waiting.push({ description: { type, sdp } });
  }
}

/** What has to be sent: the answers. (Our own candidates are not needed here: the other side finds us.) */
export function outbox(): Signal[] {
  return waiting.splice(0);
}

/** The call is over. */
export function stop(): void {
  connection?.close();
  connection = undefined;
}
