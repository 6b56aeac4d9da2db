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
  const a = new RTCPeerConnection({ iceServers });
  const b = new RTCPeerConnection({ iceServers });
  try {
    exchangeCandidates(a, b);
    const channel = a.createDataChannel('call');
    await negotiate(a, b);
    console.log(policy, text, channel.readyState); // … "connecting"

    // 1. The policy: each connection has to know it from the start.
    // 2. Wait until the channel is open, send the text, wait until it has arrived.
    // 3. Ask the statistics of each side for its selected pair.

    return { a: { local: 'relay', remote: 'relay' }, b: { local: 'relay', remote: 'relay' } };
  } finally {
    a.close();
    b.close();
  }
}

/** Our signalling: each candidate goes straight to the other side. Nothing is to be done here. */
function exchangeCandidates(a: RTCPeerConnection, b: RTCPeerConnection): void {
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate ?? undefined));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate ?? undefined));
}

/** Offer and answer. Nothing is to be done here. */
async function negotiate(a: RTCPeerConnection, b: RTCPeerConnection): Promise<void> {
  const offer = await a.createOffer();
  await a.setLocalDescription(offer);
  await b.setRemoteDescription(offer);
  const answer = await b.createAnswer();
  await b.setLocalDescription(answer);
  await a.setRemoteDescription(answer);
}
