import type { Candidate } from '../candidate.ts';
import type { LocalCandidate } from './types.ts';

/**
 * A candidate as its line says it (RFC 8839 §5.1), with the ufrag that RFC 8838 §9 wants for its session.
 *
 * @param hidesRelated "for privacy reasons" the related address is then all zeros, and its port the discard port, 9
 */
export function printableCandidate(
  { foundation, component, priority, address, type, related }: LocalCandidate,
  ufrag: string,
  hidesRelated: boolean,
): Candidate {
  const told =
    related && hidesRelated ? { address: address.family === 4 ? '0.0.0.0' : '::', port: 9 } : related;
  return {
    foundation,
    component,
    transport: 'udp',
    priority,
    address: address.address,
    port: address.port,
    type,
    ...(told && { relatedAddress: told.address, relatedPort: told.port }),
    extensions: [['ufrag', ufrag]],
  };
}
