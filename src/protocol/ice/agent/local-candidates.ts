import type { TransportAddress } from '../../bytes/address.ts';
import { printableCandidate } from './printable.ts';
import { type CandidateType, TYPE_PREFERENCE, candidatePriority } from '../priority.ts';
import { pairLocalCandidate } from './checklist/form.ts';
import { type AgentState, type BoundBase, isSameAddress, isSamePath } from './state.ts';
import type { AgentAction, LocalCandidate, Path } from './types.ts';

/** What was found out about a candidate; the rest is computed. */
export interface FoundCandidate {
  readonly type: CandidateType;
  readonly base: BoundBase;
  readonly address: TransportAddress;
  readonly path: Path;
  readonly server?: TransportAddress;
  readonly related?: TransportAddress;
  readonly relayProtocol?: 'udp' | 'tcp';
}

/** Adds a candidate that was gathered, unless it is redundant; tells it to the peer, then pairs it. RFC 8838 §9, §10. */
export function addLocalCandidate(state: AgentState, at: number, found: FoundCandidate): AgentAction[] {
  const candidate = completeCandidate(state, found);
  // RFC 8838 §9: "If its transport address and base match those of an existing candidate, it will be considered
  // redundant and will be ignored." RFC 8445 §5.1.1.2: a relayed candidate that equals a host candidate "MUST be
  // discarded".
  const isRedundant = state.local.some(
    ({ address, base }) => isSameAddress(address, candidate.address) && isSameAddress(base, candidate.base),
  );
  if (isRedundant) return [{ kind: 'trace', at, event: 'candidate-redundant', address: candidate.address }];
  state.local.push(candidate);
  if (!isTold(state, candidate)) return [];
  return [tell(state, candidate), ...pairLocalCandidate(state, at, state.session, candidate)];
}

/** Whether the peer may know it: with the policy `relay`, only relayed ones (RFC 8828 has more of these). */
export function isTold({ settings }: AgentState, { type }: LocalCandidate): boolean {
  return type !== 'prflx' && (settings.policy === 'all' || type === 'relay');
}

/** The action that tells a candidate to the peer. */
export function tell({ session, settings }: AgentState, candidate: LocalCandidate): AgentAction {
  return {
    kind: 'local-candidate',
    stream: candidate.stream,
    // Whoever tells only relayed candidates doesn't want to say where it is: the mapped address would.
    candidate: printableCandidate(candidate, session.credentials.ufrag, settings.policy === 'relay'),
  };
}

/** Priority and foundation. RFC 8445 §5.1.1.3, §5.1.2. */
export function completeCandidate(
  state: AgentState,
  { type, base, address, path, server, related, relayProtocol }: FoundCandidate,
): LocalCandidate {
  const { stream, component } = base;
  // "The base of a relayed candidate is that candidate itself."
  const candidateBase = type === 'relay' ? address : base.address;
  const localPreference = freeLocalPreference(state, type, base, relayProtocol);
  const foundation = state.foundations.foundationFor({
    type,
    baseAddress: candidateBase.address,
    serverAddress: server?.address,
    // "they were obtained using the same transport protocol (TCP, UDP)"
    transport: relayProtocol ?? 'udp',
  });
  const priority = candidatePriority({ typePreference: TYPE_PREFERENCE[type], localPreference, component });
  return {
    type,
    stream,
    component,
    address,
    base: candidateBase,
    path,
    localPreference,
    priority,
    foundation,
    ...(server && { server }),
    ...(related && { related }),
    ...(relayProtocol && { relayProtocol }),
  };
}

/** What goes over TCP waits for what was lost: a relay that is reached by UDP goes before any that isn't. */
const TCP_DETRIMENT = 0x8000;

/**
 * That of the base, or the next below that is free. RFC 8445 §5.1.2.1: several candidates of the same type for a
 * component: "the local preference MUST be unique for each one".
 */
function freeLocalPreference(
  { local }: AgentState,
  type: CandidateType,
  base: BoundBase,
  relayProtocol: 'udp' | 'tcp' = 'udp',
): number {
  const taken = new Set(
    local
      .filter((other) => other.type === type && other.stream === base.stream)
      .filter(({ component }) => component === base.component)
      .map(({ localPreference }) => localPreference),
  );
  let preference = Math.max(0, base.localPreference - (relayProtocol === 'tcp' ? TCP_DETRIMENT : 0));
  while (taken.has(preference) && preference > 0) preference -= 1;
  return preference;
}

/** The candidate whose packets leave this way and that isn't reflexive: "its base". RFC 8445 §6.1.2.4. */
export function baseCandidate({ local }: AgentState, path: Path): LocalCandidate | undefined {
  return local.find(
    (candidate) =>
      (candidate.type === 'host' || candidate.type === 'relay') && isSamePath(candidate.path, path),
  );
}
