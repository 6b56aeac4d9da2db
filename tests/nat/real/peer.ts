import type { Page } from 'puppeteer-core';

/** The pair in use, as one side's browser tells it. */
export interface RealPair {
  readonly local: string;
  readonly remote: string;
  /** Of a relayed local candidate: how its server is reached. */
  readonly relayProtocol?: string;
  /** `203.0.113.1:5000`, as the browser tells them. */
  readonly localAddress: string;
  readonly remoteAddress: string;
}

/** What a page knows of its connection. */
export interface RealState {
  readonly state: RTCIceConnectionState;
  readonly isOpen: boolean;
  readonly pair?: RealPair;
}

/** One side of a call, in the page of a real browser. */
export interface RealPeer {
  start(iceServers: RTCIceServer[], isCaller: boolean): Promise<void>;
  /** Sets the other's description; the callee answers. */
  describe(description: RTCSessionDescriptionInit): Promise<void>;
  description(): Promise<RTCSessionDescriptionInit | null>;
  /** Candidates that came since the last time. */
  takeCandidates(): Promise<RTCIceCandidateInit[]>;
  addCandidate(candidate: RTCIceCandidateInit): Promise<void>;
  state(): Promise<RealState>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    realPeer?: { connection: RTCPeerConnection; candidates: RTCIceCandidateInit[]; isOpen: boolean };
  }
}

export function peerIn(page: Page): RealPeer {
  return {
    start: (iceServers, isCaller) =>
      page.evaluate(
        async (servers, calls) => {
          const connection = new RTCPeerConnection({ iceServers: servers });
          const peer = { connection, candidates: [] as RTCIceCandidateInit[], isOpen: false };
          window.realPeer = peer;
          connection.onicecandidate = ({ candidate }) =>
            candidate && peer.candidates.push(candidate.toJSON());
          const watch = (channel: RTCDataChannel) => (channel.onopen = () => (peer.isOpen = true));
          connection.ondatachannel = ({ channel }) => watch(channel);
          if (!calls) return;
          watch(connection.createDataChannel('x'));
          await connection.setLocalDescription();
        },
        iceServers,
        isCaller,
      ),
    describe: (description) =>
      page.evaluate(async (given) => {
        const connection = window.realPeer?.connection;
        await connection?.setRemoteDescription(given);
        if (given.type === 'offer') await connection?.setLocalDescription();
      }, description),
    description: () => page.evaluate(() => window.realPeer?.connection.localDescription?.toJSON() ?? null),
    takeCandidates: () => page.evaluate(() => window.realPeer?.candidates.splice(0) ?? []),
    addCandidate: (candidate) =>
      page.evaluate((given) => window.realPeer?.connection.addIceCandidate(given), candidate),
    state: () => page.evaluate(readState),
    close: () =>
      page.evaluate(() => {
        window.realPeer?.connection.close();
        delete window.realPeer;
      }),
  };
}

/** Runs in the page. */
async function readState() {
  const { connection, isOpen = false } = window.realPeer ?? {};
  const stats = await connection?.getStats();
  let pair;
  for (const entry of stats?.values() ?? []) {
    if (entry.type !== 'transport' || !entry.selectedCandidatePairId) continue;
    const selected = stats?.get(entry.selectedCandidatePairId);
    const local = stats?.get(selected?.localCandidateId);
    const remote = stats?.get(selected?.remoteCandidateId);
    if (!local || !remote) continue;
    const { relayProtocol } = local;
    pair = {
      local: `${local.candidateType}`,
      remote: `${remote.candidateType}`,
      localAddress: `${local.address}:${local.port}`,
      remoteAddress: `${remote.address}:${remote.port}`,
      ...(relayProtocol && { relayProtocol: `${relayProtocol}` }),
    };
  }
  return { state: connection?.iceConnectionState ?? 'closed', isOpen, ...(pair && { pair }) };
}
