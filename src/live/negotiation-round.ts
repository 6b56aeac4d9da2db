import type { PeerName } from './signalling.ts';

/**
 * How a round of negotiation ended. `connected`: the data channel is open on both sides. `failed`: the browser gave up.
 * `timeout`: nothing of either for `deadlineMs`. `closed`: somebody closed the peers first.
 */
export type PeersOutcome = 'connected' | 'failed' | 'timeout' | 'closed';

/** What a round is watched by. */
export interface RoundPeer {
  readonly connection: RTCPeerConnection;
  readonly channel: RTCDataChannel | undefined;
}

/**
 * Resolves when gathering is complete, when aborted, or after `atMostMs`: a silent server may keep it from being
 * complete for long.
 */
export function endOfGathering(
  connection: RTCPeerConnection,
  aborted: AbortSignal,
  atMostMs: number | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const timer = atMostMs === undefined ? undefined : setTimeout(() => end(), atMostMs);
    const end = (): void => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const look = (): void => {
      if (connection.iceGatheringState === 'complete') end();
    };
    connection.addEventListener('icegatheringstatechange', look, { signal: over.signal });
    aborted.addEventListener('abort', end, { signal: over.signal });
    look();
  });
}

/** How a round ends: by the channel on both sides, by a failed connection, by the deadline, or by closing. */
export function endOfRound(
  peers: Readonly<Record<PeerName, RoundPeer>>,
  deadlineMs: number,
  aborted: AbortSignal,
): Promise<PeersOutcome> {
  const both = Object.values(peers);
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (outcome: PeersOutcome): void => {
      clearTimeout(timer);
      over.abort();
      resolve(outcome);
    };
    const timer = setTimeout(() => end('timeout'), deadlineMs);
    const listen = { signal: over.signal };
    const look = (): void => {
      const isConnected = both.every(
        ({ connection, channel }) =>
          connection.connectionState === 'connected' && channel?.readyState === 'open',
      );
      if (isConnected) end('connected');
    };
    const watchChannel = (channel: RTCDataChannel): void => channel.addEventListener('open', look, listen);
    for (const { connection, channel } of both) {
      connection.addEventListener(
        'connectionstatechange',
        () => (connection.connectionState === 'failed' ? end('failed') : look()),
        listen,
      );
      connection.addEventListener(
        'datachannel',
        (event) => {
          watchChannel(event.channel);
          look();
        },
        listen,
      );
      if (channel) watchChannel(channel);
    }
    aborted.addEventListener('abort', () => end('closed'), listen);
  });
}
