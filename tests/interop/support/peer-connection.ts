import type { Page } from 'puppeteer-core';

/** A peer connection with one data channel, in a page or in a library: what our agent is to connect with. */
export interface PeerConnection {
  /** Its description, when it has gathered or before. */
  offer(options?: { readonly iceRestart?: boolean }): Promise<string>;
  answer(offer: string): Promise<string>;
  accept(answer: string): Promise<void>;
  addCandidate(line: string): Promise<void>;
  /** Candidate lines that it has gathered so far. */
  candidates(): Promise<readonly string[]>;
  /** Every `iceConnectionState` that it has been in, in order. */
  states(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The one that `openPeerConnection` made in a page. */
declare global {
  interface Window {
    peer: { connection: RTCPeerConnection; lines: string[]; states: string[] };
  }
}

/** In a page of a browser, as its users have it. */
export async function openPeerConnection(
  page: Page,
  iceServers: readonly RTCIceServer[] = [],
  iceTransportPolicy: RTCIceTransportPolicy = 'all',
): Promise<PeerConnection> {
  await page.evaluate(
    (servers, policy) => {
      const connection = new RTCPeerConnection({
        iceServers: servers as RTCIceServer[],
        iceTransportPolicy: policy,
      });
      const peer = { connection, lines: [] as string[], states: [] as string[] };
      window.peer = peer;
      connection.onicecandidate = ({ candidate }) => {
        if (candidate?.candidate) peer.lines.push(candidate.candidate);
      };
      connection.oniceconnectionstatechange = () => peer.states.push(connection.iceConnectionState);
    },
    iceServers,
    iceTransportPolicy,
  );
  return {
    offer: ({ iceRestart = false } = {}) =>
      page.evaluate(async (restart) => {
        const { connection } = window.peer;
        if (!restart) connection.createDataChannel('data');
        await connection.setLocalDescription(await connection.createOffer({ iceRestart: restart }));
        return connection.localDescription?.sdp ?? '';
      }, iceRestart),
    answer: (offer) =>
      page.evaluate(async (sdp) => {
        const { connection } = window.peer;
        await connection.setRemoteDescription({ type: 'offer', sdp });
        await connection.setLocalDescription();
        return connection.localDescription?.sdp ?? '';
      }, offer),
    accept: (answer) =>
      page.evaluate((sdp) => window.peer.connection.setRemoteDescription({ type: 'answer', sdp }), answer),
    addCandidate: (line) =>
      page.evaluate(
        (candidate) => window.peer.connection.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 }),
        line,
      ),
    candidates: () => page.evaluate(() => window.peer.lines),
    states: () => page.evaluate(() => window.peer.states),
    close: () => page.evaluate(() => window.peer.connection.close()),
  };
}
