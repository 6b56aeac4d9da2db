import type { CallOutcome, CallSample } from '#src/live/relay-call.ts';
import type { RelayedAddress } from '#src/live/ice-control.ts';
import { parseIceUrl } from '#src/live/ice-server-url.ts';
import { isTurnUrl } from '#src/live/ice-server-url.ts';
import type { IceServerEntry } from '#src/live/ice-servers.ts';
import type { SelectedPair } from '#src/live/selected-pair.ts';
import type { PeerName } from '#src/live/signalling.ts';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { parseCandidate } from '#src/protocol/index.ts';

/** With which credentials a call is made: new ones, a wrong password, or those of the call before. */
export type Credentials = 'fresh' | 'wrong' | 'kept';

/** How the browser is to reach its TURN server. `any`: every configured way is offered, the browser chooses. */
export type Leg = 'any' | 'udp' | 'tcp';

/** An `icecandidateerror`, the same one of both peers counted once. */
export interface CallError {
  /** Empty in Firefox. */
  readonly url: string;
  readonly code: number;
  readonly text: string;
}

/** Why a call is over, or never began. `lost`: it had been connected. */
export type CallEnd =
  | Exclude<CallOutcome, 'connected' | 'closed'>
  | 'hung-up'
  | 'left'
  | 'lost'
  | 'no-turn'
  | 'no-leg'
  | 'no-list'
  | 'refused-servers';

/** What has become of one call. */
export interface Call {
  readonly credentials: Credentials;
  /** The username that was used; never the password. */
  readonly username: string | undefined;
  readonly connectedAtMs: number | undefined;
  readonly sample: CallSample | undefined;
  /** Bytes per second that A sent and B received, over the last two samples. */
  readonly rate: number | undefined;
  readonly states: Readonly<Record<PeerName, string>>;
  readonly errors: readonly CallError[];
  /** One for each allocation of A. */
  readonly relayedOfA: readonly RelayedAddress[];
  readonly end: CallEnd | undefined;
}

/** A call that is about to be made. */
export function newCall(credentials: Credentials, username: string | undefined): Call {
  return {
    credentials,
    username,
    connectedAtMs: undefined,
    sample: undefined,
    rate: undefined,
    states: { a: 'new', b: 'new' },
    errors: [],
    relayedOfA: [],
    end: undefined,
  };
}

/** The call after something has happened to its peers. */
export function applyEvent(call: Call, event: PeersEvent): Call {
  if (event.type === 'candidate-error') return withError(call, event);
  if (event.type === 'candidate') return event.peer === 'a' ? withCandidate(call, event.line) : call;
  if (event.type !== 'state' || event.which !== 'connection') return call;
  const states = { ...call.states, [event.peer]: event.state };
  const isConnected = states.a === 'connected' && states.b === 'connected';
  return { ...call, states, connectedAtMs: call.connectedAtMs ?? (isConnected ? event.atMs : undefined) };
}

function withCandidate(call: Call, line: string): Call {
  const parsed = parseCandidate(line);
  if (!parsed.ok || parsed.value.type !== 'relay') return call;
  const { address, port } = parsed.value;
  return { ...call, relayedOfA: [...call.relayedOfA, { address, port }] };
}

function withError(call: Call, { url, code, text }: CallError): Call {
  const isKnown = call.errors.some((known) => known.url === url && known.code === code);
  return isKnown ? call : { ...call, errors: [...call.errors, { url, code, text }] };
}

/** The call with its newest statistics. A closed or lost pair leaves the last ones standing. */
export function applySample(call: Call, sample: CallSample): Call {
  if (!sample.a && !sample.b) return call;
  const before = call.sample;
  const seconds = before && (sample.atMs - before.atMs) / 1_000;
  const moved = (sample.b?.bytesReceived ?? 0) - (before?.b?.bytesReceived ?? 0);
  return { ...call, sample, rate: seconds ? Math.max(0, moved) / seconds : undefined };
}

/** Whether both sides send from a relayed address: what the call promises. */
export function isRelayedOnBothSides({
  a,
  b,
}: {
  a: SelectedPair | undefined;
  b: SelectedPair | undefined;
}): boolean {
  return a?.local.type === 'relay' && b?.local.type === 'relay';
}

/** Why no server can be tried, or the TURN servers to try: those that are reached the way that was chosen. */
export function serversFor(
  configured: readonly IceServerEntry[],
  leg: Leg,
): readonly IceServerEntry[] | 'no-turn' | 'no-leg' {
  const relays = configured.filter(({ url }) => isTurnUrl(url));
  if (relays.length === 0) return 'no-turn';
  const chosen = leg === 'any' ? relays : relays.filter(({ url }) => legOf(url) === leg);
  return chosen.length === 0 ? 'no-leg' : chosen;
}

function legOf(url: string): 'udp' | 'tcp' | undefined {
  const parsed = parseIceUrl(url);
  return parsed.ok ? parsed.value.transport : undefined;
}

/** The same servers with a password that nobody gave out. */
export function withWrongPassword(servers: readonly IceServerEntry[]): IceServerEntry[] {
  return servers.map((server) => ({ ...server, credential: `not ${server.credential ?? ''}` }));
}
