import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '#tests/e2e/driver/index.ts';
import type { IceServerEntry } from '#src/ice-server/ice-server.ts';

export type Peer = 'a' | 'b';

/** Something that a page saw of one of its two connections. */
export interface Seen {
  /** By the page's `performance.now()`. */
  readonly atMs: number;
  readonly peer: Peer;
  readonly what: 'connectionState' | 'iceGatheringState' | 'candidate' | 'error' | 'channel';
  /** The state; the candidate's line; the code and the text of `icecandidateerror`; "open" or "closed". */
  readonly value: string;
}

/** What statistics say of a pair, as far as it is wanted here. */
export interface PairStats {
  readonly id: string;
  readonly isSelected: boolean;
  readonly nominated: boolean;
  readonly bytesSent: number;
  readonly requestsSent: number | undefined;
  readonly responsesReceived: number | undefined;
  readonly local: string | undefined;
  readonly remote: string | undefined;
}

export interface PeersOptions {
  readonly iceServers?: readonly IceServerEntry[];
  readonly iceTransportPolicy?: RTCIceTransportPolicy;
  /** How long each description and candidate is on its way. Default 0. */
  readonly signallingMs?: number;
  /** A sends a numbered message that often, once its channel is open. Default: never. */
  readonly messageEveryMs?: number;
}

/** Two connections of one page, A and B, with a data channel; A offers. Several may live in one page, by name. */
export interface PagePeers {
  seen(): Promise<readonly Seen[]>;
  /** When this was first seen; `afterMs`: not before. @throws where it isn't within `timeoutMs`, with all that was seen */
  sight(
    peer: Peer,
    what: Seen['what'],
    value: string,
    options?: { afterMs?: number; timeoutMs?: number },
  ): Promise<number>;
  pairs(peer: Peer): Promise<readonly PairStats[]>;
  /** How many numbered messages were sent, and the numbers that arrived, in their order. */
  messages(): Promise<{ readonly sent: number; readonly arrived: readonly number[] }>;
  /** No further numbered message is sent. */
  stopSending(): Promise<void>;
  /** Restarts ICE by an offer of A, with other servers if given; resolves when A has the answer. */
  restart(iceServers?: readonly IceServerEntry[]): Promise<void>;
  description(peer: Peer): Promise<string>;
  /** Closes one, and gives the page's time. */
  close(peer: Peer): Promise<number>;
}

interface InPage {
  readonly a: RTCPeerConnection;
  readonly b: RTCPeerConnection;
  readonly channel: RTCDataChannel;
  readonly seen: Seen[];
  readonly arrived: number[];
  sent: number;
  isSending: boolean;
  negotiate(): Promise<void>;
}

declare global {
  interface Window {
    pagePeers?: Record<string, InPage>;
  }
}

/** Makes the two, and lets A offer. */
export async function openPagePeers(
  page: Page,
  name: string,
  options: PeersOptions = {},
): Promise<PagePeers> {
  const { iceServers = [], iceTransportPolicy = 'all', signallingMs = 0, messageEveryMs = 0 } = options;
  await page.evaluate(
    (key, servers, policy, delayMs, everyMs) => {
      const configuration = { iceServers: servers as RTCIceServer[], iceTransportPolicy: policy };
      const a = new RTCPeerConnection(configuration);
      const b = new RTCPeerConnection(configuration);
      const channel = a.createDataChannel('data');
      const peers: InPage = {
        a,
        b,
        channel,
        seen: [],
        arrived: [],
        sent: 0,
        isSending: everyMs > 0,
        async negotiate() {
          expecting.add(b);
          await a.setLocalDescription();
          await carry(a, b);
          expecting.add(a);
          await b.setLocalDescription();
          await carry(b, a);
        },
      };
      window.pagePeers = { ...window.pagePeers, [key]: peers };
      const delay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));
      /** To whom a description is on its way: a candidate must not overtake it. */
      const expecting = new Set<RTCPeerConnection>();
      const early = new Map<RTCPeerConnection, RTCIceCandidate[]>([
        [a, []],
        [b, []],
      ]);
      const add = (to: RTCPeerConnection, candidate: RTCIceCandidate): void => {
        if (expecting.has(to)) early.get(to)?.push(candidate);
        else to.addIceCandidate(candidate).catch(() => undefined);
      };
      const carry = async (from: RTCPeerConnection, to: RTCPeerConnection): Promise<void> => {
        const { localDescription } = from;
        await delay();
        if (localDescription) await to.setRemoteDescription(localDescription);
        expecting.delete(to);
        for (const candidate of early.get(to)?.splice(0) ?? []) add(to, candidate);
      };
      const watch = (peer: Peer, own: RTCPeerConnection, other: RTCPeerConnection): void => {
        const see = (what: Seen['what'], value: string): void => {
          peers.seen.push({ atMs: performance.now(), peer, what, value });
        };
        own.onconnectionstatechange = () => see('connectionState', own.connectionState);
        own.onicegatheringstatechange = () => see('iceGatheringState', own.iceGatheringState);
        own.onicecandidateerror = ({ errorCode, errorText }) => see('error', `${errorCode} ${errorText}`);
        own.onicecandidate = ({ candidate }) => {
          if (!candidate?.candidate) return;
          see('candidate', candidate.candidate);
          void delay().then(() => add(other, candidate));
        };
      };
      watch('a', a, b);
      watch('b', b, a);
      const seeChannel = (value: string): void => {
        peers.seen.push({ atMs: performance.now(), peer: 'a', what: 'channel', value });
      };
      channel.onopen = () => {
        seeChannel('open');
        if (everyMs === 0) return;
        const timer = setInterval(() => {
          if (!peers.isSending || channel.readyState !== 'open') return clearInterval(timer);
          channel.send(String(peers.sent++));
        }, everyMs);
      };
      channel.onclose = () => seeChannel('closed');
      b.ondatachannel = ({ channel: theirs }) => {
        theirs.onmessage = ({ data }) => peers.arrived.push(Number(data));
      };
      // Not waited for: a signal may take longer than whoever opens the two wants to.
      void peers.negotiate();
    },
    name,
    iceServers,
    iceTransportPolicy,
    signallingMs,
    messageEveryMs,
  );

  const seen = (): Promise<Seen[]> => page.evaluate((key) => window.pagePeers?.[key]?.seen ?? [], name);
  return {
    seen,
    async sight(peer, what, value, { afterMs = 0, timeoutMs = 20_000 } = {}) {
      let last: readonly Seen[] = [];
      try {
        return await until(
          `${what} of ${peer}: ${value}`,
          async () => {
            last = await seen();
            return last.find(
              (one) => one.peer === peer && one.what === what && one.value === value && one.atMs >= afterMs,
            )?.atMs;
          },
          { timeoutMs },
        );
      } catch (error) {
        throw new Error(`${name}: ${JSON.stringify(last)}`, { cause: error });
      }
    },
    pairs: (peer) =>
      page.evaluate(
        async (key, which) => {
          const connection = window.pagePeers?.[key]?.[which];
          const reports = [...((await connection?.getStats()) ?? new Map()).values()];
          const selected = reports.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
          const typeOf = (id: string): string | undefined =>
            reports.find((report) => report.id === id)?.candidateType;
          return reports
            .filter(({ type }) => type === 'candidate-pair')
            .map((pair) => ({
              id: pair.id,
              isSelected: pair.id === selected,
              nominated: pair.nominated === true,
              bytesSent: pair.bytesSent ?? 0,
              requestsSent: pair.requestsSent,
              responsesReceived: pair.responsesReceived,
              local: typeOf(pair.localCandidateId),
              remote: typeOf(pair.remoteCandidateId),
            }));
        },
        name,
        peer,
      ),
    messages: () =>
      page.evaluate((key) => {
        const peers = window.pagePeers?.[key];
        return { sent: peers?.sent ?? 0, arrived: peers?.arrived ?? [] };
      }, name),
    stopSending: () =>
      page.evaluate((key) => {
        const peers = window.pagePeers?.[key];
        if (peers) peers.isSending = false;
      }, name),
    restart: (servers) =>
      page.evaluate(
        async (key, other) => {
          const peers = window.pagePeers?.[key];
          if (!peers) throw new Error(`no peers ${key}`);
          if (other)
            for (const connection of [peers.a, peers.b])
              connection.setConfiguration({
                ...connection.getConfiguration(),
                iceServers: other as RTCIceServer[],
              });
          peers.a.restartIce();
          await peers.negotiate();
        },
        name,
        servers,
      ),
    description: (peer) =>
      page.evaluate((key, which) => window.pagePeers?.[key]?.[which].localDescription?.sdp ?? '', name, peer),
    close: (peer) =>
      page.evaluate(
        (key, which) => {
          window.pagePeers?.[key]?.[which].close();
          return performance.now();
        },
        name,
        peer,
      ),
  };
}

/** Waits until so many of A's numbered messages have arrived. */
export function messagesArrived(peers: PagePeers, count: number): Promise<true> {
  return until(`${count} messages`, async () => (await peers.messages()).arrived.length >= count, {
    timeoutMs: 30_000,
  });
}

/** Lets A send no more, waits for the rest, and expects every message once and in its order. */
export async function expectAllInOrder(peers: PagePeers): Promise<void> {
  await peers.stopSending();
  const all = await until('the last message', async () => {
    const messages = await peers.messages();
    return messages.arrived.length >= messages.sent && messages;
  });
  expect(all.arrived).toEqual(Array.from({ length: all.sent }, (_, index) => index));
}
