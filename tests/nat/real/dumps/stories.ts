import type { Diagnosis } from '#lessons/diagnose-dumps/checks/dump.ts';
import { SERVER } from '../addresses.ts';
import { stunServers, turnServers } from '../coturn.ts';
import type { RealKind } from '../nat-kinds.ts';

/** How a network and a configuration were made, or broken, for a dump. That is what makes its diagnosis true. */
export interface Story {
  readonly caller: RealKind;
  readonly callee: RealKind;
  /** What the caller is configured with. */
  readonly iceServers: RTCIceServer[];
  /** What the callee has. Default: the same. */
  readonly calleeServers?: RTCIceServer[];
  /** Whether the callee's candidates are lost on their way, in signalling. */
  readonly losesCandidates?: boolean;
  /** Whether the caller's router drops all UDP once the two are connected. */
  readonly cutsMidCall?: boolean;
  /** When the recording ends: so long after this state; or, where the browser waits for ever, so long after the start. */
  readonly until: { readonly state?: RTCPeerConnectionState; readonly afterMs: number };
}

const overUdp: RTCIceServer[] = [
  { urls: `stun:${SERVER}:3478` },
  { urls: `turn:${SERVER}:3478`, username: 'learner', credential: 'an-open-secret' },
];
const withWrongPassword: RTCIceServer[] = overUdp.map((server) =>
  server.credential === undefined ? server : { ...server, credential: 'last-year' },
);
const ended = { state: 'failed', afterMs: 500 } as const;
const waiting = { afterMs: 30_000 } as const;
const running = { state: 'connected', afterMs: 4_000 } as const;

export const STORIES: Readonly<Record<Diagnosis, Story>> = {
  direct: { caller: 'linux', callee: 'linux', iceServers: turnServers(), until: running },
  relayed: { caller: 'apdm-apdf', callee: 'apdm-apdf', iceServers: turnServers(), until: running },
  'wrong-credential': {
    caller: 'apdm-apdf',
    callee: 'apdm-apdf',
    iceServers: withWrongPassword,
    until: ended,
  },
  // A relay of the callee's would let nothing in either: the caller's packets don't get that far.
  'udp-blocked': { caller: 'udp-blocked', callee: 'linux', iceServers: overUdp, until: ended },
  'no-turn': { caller: 'apdm-apdf', callee: 'apdm-apdf', iceServers: stunServers(), until: ended },
  'mdns-only': { caller: 'linux', callee: 'linux', iceServers: [], until: waiting },
  'cut-mid-call': {
    caller: 'linux',
    callee: 'linux',
    iceServers: turnServers(),
    cutsMidCall: true,
    until: ended,
  },
  'candidates-never-came': {
    caller: 'apdm-apdf',
    callee: 'apdm-apdf',
    iceServers: overUdp,
    losesCandidates: true,
    until: waiting,
  },
};
