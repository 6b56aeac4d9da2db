import type { TransportAddress } from '../../bytes/address.ts';
import type { DecodedStun } from '../decode.ts';
import { errorReason } from '../error-codes.ts';
import { findAttribute, unknownComprehensionRequired } from '../message.ts';
import type { BehaviourAnswer, BehaviourRefusal } from './report.ts';

/** What a response says, RFC 8489 §6.3.3 and §6.3.4. */
export function readResponse(
  from: TransportAddress,
  message: DecodedStun,
): BehaviourAnswer | BehaviourRefusal {
  if (unknownComprehensionRequired(message, ['PADDING']).length > 0) {
    return refused(undefined, 'the response has unknown attributes');
  }
  if (message.class === 'error') {
    const error = findAttribute(message, 'ERROR-CODE');
    if (!error) return refused(undefined, 'an error response without a code');
    return refused(error.code, error.reason || (errorReason(error.code) ?? 'no reason given'));
  }
  const mappedAddress = findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address;
  if (!mappedAddress) return refused(undefined, 'a response without XOR-MAPPED-ADDRESS');
  const plainMappedAddress = findAttribute(message, 'MAPPED-ADDRESS')?.address;
  const origin = findAttribute(message, 'RESPONSE-ORIGIN')?.address;
  const otherAddress = findAttribute(message, 'OTHER-ADDRESS')?.address;
  return {
    kind: 'answered',
    from,
    mappedAddress,
    ...(plainMappedAddress && { plainMappedAddress }),
    ...(origin && { origin }),
    ...(otherAddress && { otherAddress }),
  };
}

function refused(code: number | undefined, reason: string): BehaviourRefusal {
  return { kind: 'refused', code, reason };
}
