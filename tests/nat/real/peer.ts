import type { Page } from 'puppeteer-core';

/** The pair in use, as one side's browser tells it. */
export interface RealPair extends PairAddresses {
  readonly local: string;
  readonly remote: string;
  /** Of a relayed local candidate: how its server is reached. */
  readonly relayProtocol?: string;
}

/** What a page knows of its connection. */
export interface RealState {
  readonly state: RTCIceConnectionState;
  readonly isOpen: boolean;
  readonly pair?: RealPair;
  /** All pairs that the browser has at the moment. */
  readonly tried: readonly TriedPair[];
}

/** `203.0.113.1:5000`, as this side's browser tells them. */
export interface PairAddresses {
  readonly localAddress: string;
  /** Chromium says only `:5000` of a candidate that it was told by a check alone. */
  readonly remoteAddress: string;
}

export interface TriedPair extends PairAddresses {
  /** Sent so far. */
  readonly checks: number;
}

/** One side of a call, in the page of a real browser. */
export interface RealPeer {
  /** The addresses at which the browser believes to be, sorted. It notices a change late. */
  hostAddresses(): Promise<string[]>;
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
    hostAddresses: () => page.evaluate(gatherHostAddresses),
    start: (iceServers, isCaller) =>
      page.evaluate(
        async (servers, calls) => {
          const connection = new RTCPeerConnection({ iceServers: servers });
          const peer = { connection, candidates: [] as RTCIceCandidateInit[], isOpen: false };
          window.realPeer = peer;
          connection.onicecandidate = ({ candidate }) =>
            candidate && peer.candidates.push(candidate.toJSON());
          const watch = (channel: RTCDataChannel) => {
            channel.onopen = () => (peer.isOpen = true);
            // The callee's browser goes over to another pair only when data comes by it.
            const sending = setInterval(() => channel.readyState === 'open' && channel.send('x'), 40);
            channel.onclose = () => clearInterval(sending);
          };
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
async function gatherHostAddresses(): Promise<string[]> {
  const connection = new RTCPeerConnection();
  const addresses = new Set<string>();
  const end = new Promise<void>((resolve) => {
    connection.onicecandidate = ({ candidate }) => {
      if (!candidate) resolve();
      else if (candidate.type === 'host' && candidate.address)
        // Chromium sets brackets around those of IPv6.
        addresses.add(candidate.address.replaceAll(/[[\]]/g, ''));
    };
  });
  connection.createDataChannel('x');
  await connection.setLocalDescription();
  await end;
  connection.close();
  return [...addresses].sort();
}

/** Runs in the page. */
async function readState() {
  const { connection, isOpen = false } = window.realPeer ?? {};
  const stats = [...((await connection?.getStats())?.values() ?? [])];
  const find = (id: string | undefined) => stats.find((entry) => entry.id === id);
  const at = (id: string) => `${find(id)?.address}:${find(id)?.port}`;
  const selected = find(find(stats.find(({ type }) => type === 'transport')?.id)?.selectedCandidatePairId);
  const [local, remote] = [find(selected?.localCandidateId), find(selected?.remoteCandidateId)];
  const pair = local &&
    remote && {
      local: `${local.candidateType}`,
      remote: `${remote.candidateType}`,
      localAddress: at(local.id),
      remoteAddress: at(remote.id),
      ...(local.relayProtocol && { relayProtocol: `${local.relayProtocol}` }),
    };
  const tried = stats
    .filter(({ type }) => type === 'candidate-pair')
    .map((entry) => ({
      localAddress: at(entry.localCandidateId),
      remoteAddress: at(entry.remoteCandidateId),
      checks: Number(entry.requestsSent),
    }));
  return { state: connection?.iceConnectionState ?? 'closed', isOpen, tried, ...(pair && { pair }) };
}
