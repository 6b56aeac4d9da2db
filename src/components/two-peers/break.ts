import { isTurnUrl } from '#src/live/ice-server-url.ts';
import { type IceServerEntry, toRtcIceServer } from '#src/live/ice-servers.ts';
import type { PeerName, Signal } from '#src/live/signalling.ts';

/** What is broken on purpose before two peers connect, in the order of the page. */
export const BREAKS = ['nothing', 'answer', 'candidates', 'candidates-of-b', 'credential'] as const;

export type BreakKind = (typeof BREAKS)[number];

/** Which signals are lost. The end of candidates is no candidate: it always arrives. */
export function isLost(breaking: BreakKind, { from, what }: Signal): boolean {
  switch (breaking) {
    case 'answer':
      return what === 'answer';
    case 'candidates':
      return what === 'candidate';
    case 'candidates-of-b':
      return what === 'candidate' && from === 'b';
    default:
      return false;
  }
}

/** How both peers are configured: with the given servers, or relay only with a password that is not theirs. */
export function configurationsOf(
  breaking: BreakKind,
  servers: readonly IceServerEntry[],
): Record<PeerName, RTCConfiguration> {
  const configuration: RTCConfiguration =
    breaking === 'credential'
      ? { iceServers: withWrongPassword(servers), iceTransportPolicy: 'relay' }
      : { iceServers: servers.map(toRtcIceServer), iceTransportPolicy: 'all' };
  return { a: configuration, b: configuration };
}

function withWrongPassword(servers: readonly IceServerEntry[]): RTCIceServer[] {
  return servers
    .filter(({ url }) => isTurnUrl(url))
    .map((server) => ({ ...toRtcIceServer(server), credential: 'not the password' }));
}
