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
  try {
    exchangeCandidates(a, b);
    const arrived = firstMessage(b);
    const channel = a.createDataChannel('call');
    channel.addEventListener('open', () => channel.send(text));
    await negotiate(a, b);
    await arrived;
    // The mistake: what was asked for is taken for what happened.
    return { a: { local: 'relay', remote: 'relay' }, b: { local: 'relay', remote: 'relay' } };
  } finally {
    a.close();
    b.close();
  }
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
