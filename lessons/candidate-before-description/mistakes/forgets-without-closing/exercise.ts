/** What arrives over the signalling channel, and what goes out. */
export type Signal = { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit };

let connection: RTCPeerConnection | undefined;
let waiting: Signal[] = [];
/** Candidates whose description has not come yet. */
let early: RTCIceCandidateInit[] = [];
/** The generations that are over. */
let past = new Set<string>();

/** A call begins: a new connection, and nothing to send yet. */
export function start(): void {
  connection = new RTCPeerConnection();
  waiting = [];
  early = [];
  past = new Set();
}

/** Something has arrived. It comes in any order, and the next may come before this one is through. */
export async function receive(signal: Signal): Promise<void> {
  if (!connection) return;
  if ('candidate' in signal) return takeCandidate(connection, signal.candidate);

  const before = remoteUfrag(connection);
  await connection.setRemoteDescription(signal.description);
  if (before !== undefined && before !== remoteUfrag(connection)) past.add(before);
  for (const candidate of early.splice(0)) await takeCandidate(connection, candidate);

  await connection.setLocalDescription();
  const { type, sdp } = connection.localDescription as RTCSessionDescription;
  waiting.push({ description: { type, sdp } });
}

/** Adds a candidate of this generation, keeps one of the next, and drops one of the past. */
async function takeCandidate(to: RTCPeerConnection, candidate: RTCIceCandidateInit): Promise<void> {
  const ufrag = candidate.usernameFragment ?? '';
  if (ufrag === remoteUfrag(to)) await to.addIceCandidate(candidate);
  else if (!past.has(ufrag)) early.push(candidate);
}

/** The generation of the description that is set; undefined while there is none. */
function remoteUfrag({ remoteDescription }: RTCPeerConnection): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(remoteDescription?.sdp ?? '')?.[1];
}

/** What has to be sent: the answers. (Our own candidates are not needed here: the other side finds us.) */
export function outbox(): Signal[] {
  return waiting.splice(0);
}

/** The call is over. */
export function stop(): void {
  connection = undefined;
}
