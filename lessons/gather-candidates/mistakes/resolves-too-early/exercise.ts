/** What we keep of a candidate: plain data that outlives its connection. */
export interface GatheredCandidate {
  type: string;
  protocol: string;
  address: string;
  port: number;
  priority: number;
  /** The whole line, as the browser wrote it: `candidate:…` */
  candidate: string;
}

const TYPE_ORDER = ['host', 'srflx', 'prflx', 'relay'];

export async function gatherCandidates(iceServers: RTCIceServer[]): Promise<GatheredCandidate[]> {
  const connection = new RTCPeerConnection({ iceServers });
  const gathered: GatheredCandidate[] = [];
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.candidate) gathered.push(asData(candidate));
  });
  connection.createDataChannel('gather');
  await connection.setLocalDescription();
  // The mistake: setLocalDescription only starts gathering; it does not wait for its end.
  connection.close();
  return gathered.sort((a, b) => TYPE_ORDER.indexOf(a.type) - TYPE_ORDER.indexOf(b.type));
}

function asData({ type, protocol, address, port, priority, candidate }: RTCIceCandidate): GatheredCandidate {
  return {
    type: type ?? '',
    protocol: protocol ?? '',
    address: address ?? '',
    port: port ?? 0,
    priority: priority ?? 0,
    candidate,
  };
}
