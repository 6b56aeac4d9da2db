import type { Candidate } from '../candidate.ts';
import type { LocalCandidate } from './types.ts';

/** A candidate as its line says it (RFC 8839 §5.1), with the ufrag that RFC 8838 §9 wants for its session. */
export function printableCandidate(candidate: LocalCandidate, ufrag: string): Candidate {
  const { foundation, component, priority, address, type, related } = candidate;
  return {
    foundation,
    component,
    transport: 'udp',
    priority,
    address: address.address,
    port: address.port,
    type,
    ...(related && { relatedAddress: related.address, relatedPort: related.port }),
    extensions: [['ufrag', ufrag]],
  };
}
