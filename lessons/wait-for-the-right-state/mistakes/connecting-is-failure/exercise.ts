/** What the network of this exercise does. */
export interface Settings {
  /** How long B's answer is on its way. */
  answerDelayMs: number;
  /** `relay`: only addresses that a TURN server lends, and here there is no such server. */
  iceTransportPolicy: RTCIceTransportPolicy;
}

/** Resolves with `open` once the channel is open, with `failed` when it can't or doesn't within the limit. */
function untilOpen(
  channel: RTCDataChannel,
  connection: RTCPeerConnection,
  withinMs: number,
): Promise<'open' | 'failed'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('failed'), withinMs);
    channel.addEventListener('open', () => resolve('open'));
    connection.addEventListener('connectionstatechange', () => {
      // The mistake: a connection that is being made is not one that has failed.
      if (connection.connectionState !== 'connected') resolve('failed');
    });
  });
}

/** Sends a text from A to B once there is a way to. */
export async function talk(text: string, settings: Settings, withinMs: number): Promise<'open' | 'failed'> {
  const { iceTransportPolicy } = settings;
  const a = new RTCPeerConnection({ iceTransportPolicy });
  const b = new RTCPeerConnection({ iceTransportPolicy });
  try {
    const channel = a.createDataChannel('talk');
    const arrived = firstMessage(b);
    void negotiate(a, b, settings.answerDelayMs);

    const outcome = await untilOpen(channel, a, withinMs);
    if (outcome === 'open') {
      channel.send(text);
      await arrived; // what is on its way is lost when the connection closes
    }
    return outcome;
  } finally {
    a.close();
    b.close();
  }
}

// From here on nothing needs to be changed.

/** A's offer, B's answer, and the candidates of both; A hears of B only after the delay. */
async function negotiate(a: RTCPeerConnection, b: RTCPeerConnection, answerDelayMs: number): Promise<void> {
  const answered = Promise.withResolvers<unknown>();
  a.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) void b.addIceCandidate(candidate);
  });
  b.addEventListener('icecandidate', ({ candidate }) => {
    // A candidate must not come before the description that it belongs to.
    if (candidate) void answered.promise.then(() => a.addIceCandidate(candidate));
  });
  const offer = await a.createOffer();
  await a.setLocalDescription(offer);
  await b.setRemoteDescription(offer);
  const answer = await b.createAnswer();
  await b.setLocalDescription(answer);
  setTimeout(() => {
    if (a.signalingState === 'have-local-offer') answered.resolve(a.setRemoteDescription(answer));
  }, answerDelayMs);
}

/** Resolves when the first text has come in over a channel of the other side. */
function firstMessage(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    connection.addEventListener('datachannel', ({ channel }) => {
      channel.addEventListener('message', () => resolve());
    });
  });
}
