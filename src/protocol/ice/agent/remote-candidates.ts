import { type TransportAddress, parseIpAddress } from '../../bytes/address.ts';
import type { Candidate } from '../candidate.ts';
import type { CandidateType } from '../priority.ts';
import { pairRemoteCandidate } from './checklist/form.ts';
import { priorityOf, sortPairs } from './checklist/pair.ts';
import { type AgentState, type Session, isSameAddress } from './state.ts';
import type { AgentAction, LocalCandidate, RemoteCandidate } from './types.ts';
import type { TraceEvent } from './trace.ts';

/** A candidate that came by signalling, at any time. RFC 8838 §11. */
export function addRemoteCandidate(
  state: AgentState,
  at: number,
  candidate: Candidate,
  stream: number,
): AgentAction[] {
  const { session } = state;
  const refusal = refusalOf(session, candidate, stream);
  if (refusal)
    return [
      { kind: 'trace', at, event: 'remote-candidate-ignored', address: candidate.address, reason: refusal },
    ];
  const ip = parseIpAddress(candidate.address);
  if (!ip) return [];
  const remote: RemoteCandidate = {
    type: typeOf(candidate.type),
    stream,
    component: candidate.component,
    address: { ...ip, port: candidate.port },
    priority: candidate.priority,
    foundation: candidate.foundation,
  };
  const known = session.remoteCandidates.find((other) => isSame(other, remote));
  if (known) return known.type === 'prflx' ? identify(state, at, session, known, remote) : [];
  session.remoteCandidates.push(remote);
  return pairRemoteCandidate(state, at, session, remote);
}

type Refusal = Extract<TraceEvent, { event: 'remote-candidate-ignored' }>['reason'];

function refusalOf(session: Session, candidate: Candidate, stream: number): Refusal | undefined {
  const checklist = session.checklists[stream];
  if (!checklist || candidate.component > checklist.components) return 'unknown-stream';
  // TCP candidates are read and shown; this agent's transports are UDP.
  if (candidate.transport !== 'udp') return 'transport';
  // RFC 8838 §14: "After an agent has received an end-of-candidates indication, it MUST ignore any newly received
  // candidates for that data stream".
  if (session.remoteEnded.has(stream)) return 'after-end-of-candidates';
  // RFC 8838 §9: "delayed updates for a previous session can be recognized as such and ignored".
  const ufrag = candidate.extensions.find(([name]) => name === 'ufrag')?.[1];
  if (ufrag !== undefined && session.remote && ufrag !== session.remote.ufrag) return 'old-ufrag';
  return parseIpAddress(candidate.address) ? undefined : 'no-ip-address';
}

/** RFC 8839 §5.1 allows other types to come: such a candidate is as good as a host's. */
function typeOf(type: string): CandidateType {
  return type === 'srflx' || type === 'prflx' || type === 'relay' ? type : 'host';
}

function isSame(a: RemoteCandidate, b: RemoteCandidate): boolean {
  return a.stream === b.stream && a.component === b.component && isSameAddress(a.address, b.address);
}

/**
 * The peer told a candidate that was known as peer-reflexive. RFC 8445 §7.3.1.3: it "will signal the actual foundation";
 * RFC 8838 §11, item 4A: so that both agents have the same view of its priority, that of the pair follows.
 */
function identify(
  state: AgentState,
  at: number,
  session: Session,
  known: RemoteCandidate,
  told: RemoteCandidate,
): AgentAction[] {
  session.remoteCandidates = session.remoteCandidates.map((other) => (other === known ? told : other));
  for (const checklist of session.checklists) {
    for (const pair of new Set([...checklist.pairs, ...checklist.valid])) {
      if (pair.remote !== known) continue;
      pair.remote = told;
      pair.priority = priorityOf(state.role, pair.local, told);
      pair.foundation = `${pair.local.foundation}:${told.foundation}`;
    }
    sortPairs(checklist);
  }
  return [{ kind: 'trace', at, event: 'remote-identified', remote: told }];
}

/** The peer's candidate at an address, for the component of one of ours. */
export function findRemote(
  { remoteCandidates }: Session,
  { stream, component }: LocalCandidate,
  address: TransportAddress,
): RemoteCandidate | undefined {
  return remoteCandidates.find((candidate) =>
    isSame(candidate, { ...candidate, stream, component, address }),
  );
}

/** The candidate that a request came from: a known one, or a new peer-reflexive one. RFC 8445 §7.3.1.3. */
export function learnPeerReflexive(
  at: number,
  session: Session,
  local: LocalCandidate,
  address: TransportAddress,
  priority: number,
): [RemoteCandidate, AgentAction[]] {
  const known = findRemote(session, local, address);
  if (known) return [known, []];
  const { stream, component } = local;
  const candidate: RemoteCandidate = {
    type: 'prflx',
    stream,
    component,
    address,
    // "The priority is the value of the PRIORITY attribute in the Binding request."
    priority,
    // "an arbitrary value, different from the foundations of all other remote candidates": no `ice-char` is a hyphen.
    foundation: `prflx-${session.remoteCandidates.length + 1}`,
  };
  // "This candidate is added to the list of remote candidates. However, the ICE agent does not pair this candidate
  // with any local candidates."
  session.remoteCandidates.push(candidate);
  return [candidate, [{ kind: 'trace', at, event: 'peer-reflexive', side: 'remote', address, priority }]];
}
