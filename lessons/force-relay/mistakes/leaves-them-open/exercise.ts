/** The candidate types of one side's selected pair, as its statistics have them: `host`, `relay` … */
export interface PairTypes {
  local: string;
  remote: string;
}

/** Connects two peers with the given policy, sends `text` from the first to the second, and says what carried it. */
export async function callWith(
  iceServers: RTCIceServer[],
  policy: RTCIceTransportPolicy,
  text: string,
): Promise<{ a: PairTypes; b: PairTypes }> {
  const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: policy };
  const a = new RTCPeerConnection(configuration);
  const b = new RTCPeerConnection(configuration);
  exchangeCandidates(a, b);
  const arrived = firstMessage(b);
  const channel = a.createDataChannel('call');
  channel.addEventListener('open', () => channel.send(text));
  await negotiate(a, b);
  await arrived;
  // The mistake: both allocations stay on the server for ten more minutes.
  return { a: await selectedTypes(a), b: await selectedTypes(b) };
}

/** The types of the pair that the connection sends over. */
async function selectedTypes(connection: RTCPeerConnection): Promise<PairTypes> {
  const stats = await connection.getStats();
  const all = [...stats.values()];
  // The transport names its pair; where there is no transport in the report, the pair itself is marked.
  const named = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pair =
    stats.get(named) ?? all.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  return {
    local: stats.get(pair.localCandidateId).candidateType,
    remote: stats.get(pair.remoteCandidateId).candidateType,
  };
}

/** Our signalling: each candidate goes straight to the other side. */
function exchangeCandidates(a: RTCPeerConnection, b: RTCPeerConnection): void {
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate ?? undefined));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate ?? undefined));
}

/** Offer and answer. */
async function negotiate(a: RTCPeerConnection, b: RTCPeerConnection): Promise<void> {
  const offer = await a.createOffer();
  await a.setLocalDescription(offer);
  await b.setRemoteDescription(offer);
  const answer = await b.createAnswer();
  await b.setLocalDescription(answer);
  await a.setRemoteDescription(answer);
}

/** Resolves with the first message that the peer's data channel receives. */
function firstMessage(connection: RTCPeerConnection): Promise<string> {
  return new Promise((resolve) => {
    connection.addEventListener('datachannel', ({ channel }) => {
      channel.addEventListener('message', ({ data }) => resolve(String(data)));
    });
  });
}
