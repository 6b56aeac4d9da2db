/** What we keep of a candidate. */
export interface GatheredCandidate {
  type: string;
  protocol: string;
  address: string;
  port: number;
  priority: number;
  /** The whole line, as the browser wrote it: `candidate:…` */
  candidate: string;
}

/** Gathers this browser's candidates: host first, then srflx, prflx and relay. */
export async function gatherCandidates(iceServers: RTCIceServer[]): Promise<GatheredCandidate[]> {
  const connection = new RTCPeerConnection({ iceServers });
  const gathered: GatheredCandidate[] = [];

  // 1. Listen: an event for each candidate.
  // 2. Add something to gather for, and start.
  // 3. Wait until gathering has ended.
  // 4. Close, sort, and answer.

  console.log(connection.iceGatheringState); // still "new"
  return gathered;
}
