/** ICE: candidate lines and session descriptions (RFC 8839), priorities and foundations (RFC 8445). */
export {
  type Candidate,
  type CandidateError,
  type TcpType,
  parseCandidate,
  printCandidate,
} from './candidate.ts';
export { type CandidateField, type CandidateFieldName, candidateFields } from './candidate-fields.ts';
export { type FieldFault, isConnectionAddress } from './candidate-grammar.ts';
export {
  type CandidateType,
  type PriorityParts,
  TYPE_PREFERENCE,
  candidatePriority,
  pairPriority,
  splitPriority,
} from './priority.ts';
export { type FoundationInput, Foundations, sameFoundation } from './foundation.ts';
export {
  type CheckCounts,
  CANDIDATE_PAIR_LIMIT,
  CONSENT,
  KEEPALIVE_SECONDS,
  PACING,
  PAC_TIMER_MS,
  checkRtoMs,
  consentIntervalSeconds,
  gatheringRtoMs,
} from './timers.ts';
export { type IceMedia, type IceSdp, type IceSdpError, type IceSession, parseIceSdp } from './sdp.ts';
export type { AttributeFault, RemoteCandidate, SdpLevel } from './sdp-attributes.ts';
