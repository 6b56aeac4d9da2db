import { endOfGathering, endOfRound, type PeersOutcome, type RoundPeer } from './negotiation-round.ts';
export type { PeersOutcome } from './negotiation-round.ts';
import { candidatePairsOf, type PairStatistics } from './candidate-pairs.ts';
import { selectedPairOf, type SelectedPair } from './selected-pair.ts';
import { otherPeer, type OpenSignalling, type PeerName, type SentSignal, type Signal } from './signalling.ts';

/** The states of a peer, each with its own event in the browser; `channel` is the data channel's. */
export type StateKind = 'signaling' | 'gathering' | 'ice' | 'connection' | 'channel';

/** What happens to two peers; all times are milliseconds since they were opened. */
export type PeersEvent = { readonly atMs: number } & (
  | { readonly type: 'state'; readonly peer: PeerName; readonly which: StateKind; readonly state: string }
  | { readonly type: 'candidate'; readonly peer: PeerName; readonly line: string }
  | {
      readonly type: 'candidate-error';
      readonly peer: PeerName;
      readonly url: string;
      readonly code: number;
      readonly text: string;
    }
  | { readonly type: 'sent' | 'dropped' | 'arrived'; readonly signal: SentSignal }
  /** The browser refused what arrived: a candidate before any description, say. */
  | { readonly type: 'refused'; readonly signal: SentSignal; readonly why: string }
  | { readonly type: 'message'; readonly peer: PeerName; readonly text: string }
  /** Both connections were closed and new ones made: the old ones could not be repaired. */
  | { readonly type: 'replaced' }
);

export interface TwoPeersOptions {
  readonly configurations: Readonly<Record<PeerName, RTCConfiguration>>;
  /** Send each candidate as it comes (RFC 8838), or wait for all of them and send one description. */
  readonly trickle: boolean;
  /** Without trickle: how long each side waits for the end of its gathering. Unlimited where it is left out. */
  readonly gatherAtMostMs?: number;
  /** What carries their words. */
  readonly signalling: OpenSignalling;
  /** For each round of negotiation. */
  readonly deadlineMs: number;
  /** Called in the browser's own event, with nothing between. */
  readonly onEvent: (event: PeersEvent) => void;
}

export interface TwoPeers {
  /** How the first round ended. Never rejects. */
  readonly outcome: Promise<PeersOutcome>;
  /** Sends a text over the data channel; false while the channel isn't open. */
  send(from: PeerName, text: string): boolean;
  /**
   * Negotiates anew with an ICE restart (RFC 8445 §9), with other servers where they are given; with new connections
   * where the browser has closed the data channel for good.
   */
  restart(configurations?: Readonly<Record<PeerName, RTCConfiguration>>): Promise<PeersOutcome>;
  selectedPair(peer: PeerName): Promise<SelectedPair | undefined>;
  /** Every pair that the peer's browser has in its statistics. */
  candidatePairs(peer: PeerName): Promise<PairStatistics | undefined>;
  /** Takes a peer away without a word by signalling, as when its browser closes. */
  leave(peer: PeerName): void;
  /** Closes both connections and the signalling channel. */
  close(): void;
}

interface Peer extends RoundPeer {
  channel: RTCDataChannel | undefined;
  /** What this peer says after what it said before: one signal at a time, in order. */
  turn: Promise<void>;
}

/**
 * Two real peers in this page, A and B, and a signalling channel between them. A opens a data channel and makes the
 * offer at once.
 *
 * @throws what the constructor of RTCPeerConnection throws for its configuration (a malformed URL, no credential)
 */
export function openTwoPeers(options: TwoPeersOptions): TwoPeers {
  const startedAt = performance.now();
  const closed = new AbortController();
  const now = (): number => performance.now() - startedAt;
  const tell = options.onEvent;

  let { configurations } = options;
  let peers = openBoth(configurations);
  const signal = options.signalling({
    onSent: (sent) => tell({ type: 'sent', atMs: now(), signal: sent }),
    onDropped: (sent) => tell({ type: 'dropped', atMs: now(), signal: sent }),
    onArrived: (sent) => {
      tell({ type: 'arrived', atMs: now(), signal: sent });
      inTurn(otherPeer(sent.from), sent);
    },
    signal: closed.signal,
  });

  equip();

  /** Listens to both peers from their beginning, and opens A's channel. */
  function equip(): void {
    watch('a');
    watch('b');
    useChannel('a', peers.a.connection.createDataChannel('icebreaker'));
    peers.b.connection.addEventListener('datachannel', ({ channel }) => useChannel('b', channel));
  }

  function replace(): void {
    closeBoth(peers);
    peers = openBoth(configurations);
    tell({ type: 'replaced', atMs: now() });
    for (const peer of ['a', 'b'] as const) {
      const { signalingState, iceGatheringState, iceConnectionState, connectionState } =
        peers[peer].connection;
      const states = {
        signaling: signalingState,
        gathering: iceGatheringState,
        ice: iceConnectionState,
        connection: connectionState,
      };
      for (const which of ['signaling', 'gathering', 'ice', 'connection'] as const) {
        tell({ type: 'state', atMs: now(), peer, which, state: states[which] });
      }
    }
    equip();
    tell({ type: 'state', atMs: now(), peer: 'a', which: 'channel', state: 'connecting' });
  }

  function watch(name: PeerName): void {
    const { connection } = peers[name];
    const listen = { signal: closed.signal };
    const onState = (event: string, which: StateKind, read: () => string): void => {
      connection.addEventListener(
        event,
        () => tell({ type: 'state', atMs: now(), peer: name, which, state: read() }),
        listen,
      );
    };
    onState('signalingstatechange', 'signaling', () => connection.signalingState);
    onState('icegatheringstatechange', 'gathering', () => connection.iceGatheringState);
    onState('iceconnectionstatechange', 'ice', () => connection.iceConnectionState);
    onState('connectionstatechange', 'connection', () => connection.connectionState);
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        // "" is the browser's own end-of-candidates mark (Firefox); `null` says the same in both.
        if (candidate?.candidate === '') return;
        if (candidate) tell({ type: 'candidate', atMs: now(), peer: name, line: candidate.candidate });
        if (!options.trickle) return;
        signal(
          candidate
            ? { from: name, what: 'candidate', text: candidate.candidate }
            : { from: name, what: 'end-of-candidates', text: '' },
        );
      },
      listen,
    );
    connection.addEventListener(
      'icecandidateerror',
      ({ url, errorCode, errorText }) =>
        tell({ type: 'candidate-error', atMs: now(), peer: name, url, code: errorCode, text: errorText }),
      listen,
    );
  }

  function useChannel(name: PeerName, channel: RTCDataChannel): void {
    peers[name].channel = channel;
    const listen = { signal: closed.signal };
    let told: RTCDataChannelState | undefined;
    const say = (): void => {
      const state = channel.readyState;
      if (state === told) return;
      told = state;
      tell({ type: 'state', atMs: now(), peer: name, which: 'channel', state });
    };
    for (const event of ['open', 'closing', 'close']) channel.addEventListener(event, say, listen);
    channel.addEventListener(
      'message',
      ({ data }) => tell({ type: 'message', atMs: now(), peer: name, text: String(data) }),
      listen,
    );
    // B's channel may have opened before anybody could listen; its event may come all the same.
    if (channel.readyState === 'open') say();
  }

  /** Lets a peer take what arrived, after what arrived before. */
  function inTurn(name: PeerName, sent: SentSignal): void {
    const peer = peers[name];
    peer.turn = peer.turn
      .then(() => take(name, sent))
      .catch((error: unknown) => {
        if (closed.signal.aborted) return;
        tell({ type: 'refused', atMs: now(), signal: sent, why: error instanceof Error ? error.name : '' });
      });
  }

  async function take(name: PeerName, { what, text }: Signal): Promise<void> {
    const { connection } = peers[name];
    switch (what) {
      case 'offer':
        await connection.setRemoteDescription({ type: 'offer', sdp: text });
        return describe(name, 'answer');
      case 'answer':
        return connection.setRemoteDescription({ type: 'answer', sdp: text });
      case 'candidate':
        return connection.addIceCandidate({ candidate: text, sdpMLineIndex: 0 });
      case 'end-of-candidates':
        return connection.addIceCandidate();
    }
  }

  /** Sets the local description, which starts gathering, and sends it: at once, or when gathering has ended. */
  async function describe(name: PeerName, what: 'offer' | 'answer'): Promise<void> {
    const { connection } = peers[name];
    await connection.setLocalDescription();
    if (!options.trickle) await endOfGathering(connection, closed.signal, options.gatherAtMostMs);
    if (closed.signal.aborted) return;
    signal({ from: name, what, text: connection.localDescription?.sdp ?? '' });
  }

  /** A's offer, and how it ends. */
  function negotiate(): Promise<PeersOutcome> {
    const outcome = endOfRound(peers, options.deadlineMs, closed.signal);
    peers.a.turn = peers.a.turn.then(() => describe('a', 'offer')).catch(() => undefined);
    return outcome;
  }

  return {
    outcome: negotiate(),
    send: (from, text) => {
      const { channel } = peers[from];
      if (channel?.readyState !== 'open') return false;
      channel.send(text);
      return true;
    },
    restart: (changed = configurations) => {
      configurations = changed;
      // Firefox closes the channel of a connection that fails before its encryption stands, and opens no other there.
      if (peers.a.channel?.readyState === 'closed') {
        replace();
        return negotiate();
      }
      for (const name of ['a', 'b'] as const) peers[name].connection.setConfiguration(configurations[name]);
      peers.a.connection.restartIce();
      return negotiate();
    },
    selectedPair: (name) => selectedPairOf(peers[name].connection),
    candidatePairs: (name) => candidatePairsOf(peers[name].connection),
    leave: (name) => peers[name].connection.close(),
    close: () => {
      closed.abort();
      closeBoth(peers);
    },
  };
}

function openBoth(configurations: TwoPeersOptions['configurations']): Record<PeerName, Peer> {
  const open = (configuration: RTCConfiguration): Peer => ({
    connection: new RTCPeerConnection(configuration),
    channel: undefined,
    turn: Promise.resolve(),
  });
  const a = open(configurations.a);
  try {
    return { a, b: open(configurations.b) };
  } catch (error) {
    a.connection.close();
    throw error;
  }
}

function closeBoth(peers: Readonly<Record<PeerName, Peer>>): void {
  for (const { connection } of Object.values(peers)) connection.close();
}
