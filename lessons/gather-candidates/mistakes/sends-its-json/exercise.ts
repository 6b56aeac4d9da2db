/** From the shortest way to the longest: the order that we want, and no alphabet knows. */
const TYPE_ORDER = ['host', 'srflx', 'prflx', 'relay'];

/** Gathers this browser's candidates: host first, then srflx, prflx and relay. */
export async function gatherCandidates(iceServers: RTCIceServer[]): Promise<RTCIceCandidateInit[]> {
  const connection = new RTCPeerConnection({ iceServers });
  try {
    const gathered = allCandidates(connection); // listen first: nothing may slip by
    connection.createDataChannel('gather'); // something to gather for
    await connection.setLocalDescription(); // start
    // The mistake: toJSON() has what addIceCandidate() needs: no type, no address, no port.
    return (await gathered)
      .sort((a, b) => TYPE_ORDER.indexOf(a.type ?? '') - TYPE_ORDER.indexOf(b.type ?? ''))
      .map((candidate) => candidate.toJSON());
  } finally {
    connection.close(); // also when something above has failed
  }
}

/** Resolves with every candidate of the connection once its gathering has ended. */
function allCandidates(connection: RTCPeerConnection): Promise<RTCIceCandidate[]> {
  return new Promise((resolve) => {
    const candidates: RTCIceCandidate[] = [];
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) {
        resolve(candidates); // the end of gathering
      } else if (candidate.candidate !== '') {
        candidates.push(candidate); // '' is Firefox's end-of-candidates: a mark, not a candidate
      }
    });
  });
}
