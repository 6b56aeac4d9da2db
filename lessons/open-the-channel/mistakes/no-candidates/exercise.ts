/** Sends a text from one connection to another, and answers with what arrived there. */
export async function openChannel(text: string): Promise<string> {
  const a = new RTCPeerConnection();
  const b = new RTCPeerConnection();
  try {
    const channel = a.createDataChannel('talk'); // before the offer: this is what the offer is about
    const arrived = firstMessage(b); // listen first: nothing may slip by
    channel.addEventListener('open', () => channel.send(text));

    // The signalling channel. Between two pages, a server would carry all of this.
    // The mistake: who the other is was said, where it is was not.
    const offer = await a.createOffer();
    await a.setLocalDescription(offer);
    await b.setRemoteDescription(offer);
    const answer = await b.createAnswer();
    await b.setLocalDescription(answer);
    await a.setRemoteDescription(answer);

    return await arrived;
  } finally {
    a.close();
    b.close();
  }
}

/** Resolves with the first text that comes in over a channel of the other side. */
function firstMessage(connection: RTCPeerConnection): Promise<string> {
  return new Promise((resolve) => {
    connection.addEventListener('datachannel', ({ channel }) => {
      channel.addEventListener('message', ({ data }) => resolve(String(data)));
    });
  });
}
