import type { Page } from 'puppeteer-core';
import type { OpenOptions, TestBrowser } from '#tests/e2e/driver/index.ts';

/** A state that a connection or its channel came into, and when, counted from the connection's beginning. */
export interface StateChange {
  readonly ms: number;
  readonly which: 'signaling' | 'gathering' | 'ice' | 'connection' | 'channel';
  readonly state: string;
}

/** What happened to a connection of the page. */
export interface Notes {
  readonly changes: StateChange[];
  /** The candidate of each `icecandidate` event: a line, `""` or null. */
  readonly candidates: (string | null)[];
}

/** What measuring needs in a page, beside the browser's own interface. */
export interface PageTools {
  readonly notes: Record<string, Notes>;
  /** Makes a connection of which everything is noted under this name. */
  open(name: string, configuration?: RTCConfiguration): RTCPeerConnection;
  /** One that was made before. @throws where there is none */
  get(name: string): RTCPeerConnection;
  /** Notes the states of a data channel of that connection. */
  watch(name: string, channel: RTCDataChannel): void;
  /** The text of its local description, with no candidate and no end of candidates in it. */
  bareSdp(connection: RTCPeerConnection): string;
  /** Offer and answer: all that the two need to know of each other, but addresses. */
  describe(offerer: RTCPeerConnection, answerer: RTCPeerConnection): Promise<void>;
  /** From now on each candidate of the one goes to the other, as soon as that has a description. */
  trickle(from: RTCPeerConnection, to: RTCPeerConnection): void;
  /** Resolves when gathering is complete. */
  gathered(connection: RTCPeerConnection): Promise<void>;
  /** What a promise was rejected with, `name: message`; `''` where it was fulfilled. */
  errorOf(work: Promise<unknown>): Promise<string>;
  wait(ms: number): Promise<void>;
}

declare global {
  interface Window {
    tools: PageTools;
  }
}

/** Opens a page that has these tools, in `window.tools`. */
export async function openWithTools(
  browser: TestBrowser,
  url: string,
  options: OpenOptions = {},
): Promise<Page> {
  const page = await browser.open(url, options);
  await page.evaluate(defineTools);
  return page;
}

/** In the page. */
function defineTools(): void {
  const connections = new Map<string, RTCPeerConnection>();
  const startedAt = new Map<string, number>();
  const notes: Record<string, Notes> = {};

  const note = (name: string, which: StateChange['which'], state: string): void => {
    notes[name]?.changes.push({ ms: performance.now() - (startedAt.get(name) ?? 0), which, state });
  };

  window.tools = {
    notes,

    open(name, configuration) {
      const connection = new RTCPeerConnection(configuration);
      connections.set(name, connection);
      startedAt.set(name, performance.now());
      const own: Notes = { changes: [], candidates: [] };
      notes[name] = own;
      connection.addEventListener('signalingstatechange', () =>
        note(name, 'signaling', connection.signalingState),
      );
      connection.addEventListener('icegatheringstatechange', () =>
        note(name, 'gathering', connection.iceGatheringState),
      );
      connection.addEventListener('iceconnectionstatechange', () =>
        note(name, 'ice', connection.iceConnectionState),
      );
      connection.addEventListener('connectionstatechange', () =>
        note(name, 'connection', connection.connectionState),
      );
      connection.addEventListener('icecandidate', ({ candidate }) =>
        own.candidates.push(candidate && candidate.candidate),
      );
      connection.addEventListener('datachannel', ({ channel }) => window.tools.watch(name, channel));
      return connection;
    },

    get(name) {
      const connection = connections.get(name);
      if (!connection) throw new Error(`no connection ${name}`);
      return connection;
    },

    watch(name, channel) {
      for (const event of ['open', 'closing', 'close'])
        channel.addEventListener(event, () => note(name, 'channel', channel.readyState));
    },

    bareSdp: ({ localDescription }) =>
      (localDescription?.sdp ?? '').replace(/^a=(?:candidate:.*|end-of-candidates)\r\n/gm, ''),

    async describe(offerer, answerer) {
      await offerer.setLocalDescription();
      await answerer.setRemoteDescription({ type: 'offer', sdp: window.tools.bareSdp(offerer) });
      await answerer.setLocalDescription();
      await offerer.setRemoteDescription({ type: 'answer', sdp: window.tools.bareSdp(answerer) });
    },

    trickle(from, to) {
      const early: RTCIceCandidate[] = [];
      const add = (candidate: RTCIceCandidate): void => {
        // One of a generation before, which comes late.
        to.addIceCandidate(candidate).catch(() => undefined);
      };
      from.addEventListener('icecandidate', ({ candidate }) => {
        if (!candidate) return;
        if (to.remoteDescription) add(candidate);
        else early.push(candidate);
      });
      to.addEventListener('signalingstatechange', () => {
        if (to.remoteDescription) for (const candidate of early.splice(0)) add(candidate);
      });
    },

    gathered: (connection) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (connection.iceGatheringState === 'complete') resolve();
        };
        connection.addEventListener('icegatheringstatechange', look);
        look();
      }),

    errorOf: (work) =>
      work.then(
        () => '',
        (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
      ),

    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
