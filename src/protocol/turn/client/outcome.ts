import {
  type DecodedStun,
  errorReason,
  findAttribute,
  findAttributes,
  unknownComprehensionRequired,
} from '../../stun/index.ts';
import { formatTransportAddress } from '../../bytes/address.ts';

/** Why a request didn't succeed. */
export interface Failure {
  readonly ok: false;
  /** Of the error response; undefined where there is none, or none that can be used. */
  readonly code: number | undefined;
  readonly reason: string;
}

/** How a request ended. */
export type Outcome = { readonly ok: true; readonly message: DecodedStun } | Failure;

export function failure(code: number | undefined, reason: string): Failure {
  return { ok: false, code, reason };
}

/** What an authenticated response says, RFC 8489 §6.3.3 and §6.3.4. */
export function outcomeOf(message: DecodedStun): Outcome {
  const unknown = unknownComprehensionRequired(message);
  if (unknown.length > 0) return failure(undefined, `the response has unknown attributes: ${hex(unknown)}`);
  if (message.class === 'success') return { ok: true, message };
  const error = findAttribute(message, 'ERROR-CODE');
  // "if the error response does not contain an ERROR-CODE attribute, then the transaction is simply considered to have failed."
  if (!error) return failure(undefined, 'an error response without a code');
  const phrase = error.reason || (errorReason(error.code) ?? 'no reason given');
  const detail = detailOf(message, error.code);
  return failure(error.code, detail === undefined ? phrase : `${phrase}: ${detail}`);
}

/** What an error response says beyond its code. */
function detailOf(message: DecodedStun, code: number): string | undefined {
  if (code === 300) {
    const servers = findAttributes(message, 'ALTERNATE-SERVER');
    return servers.map(({ address }) => formatTransportAddress(address)).join(', ') || undefined;
  }
  const unknown = code === 420 ? findAttribute(message, 'UNKNOWN-ATTRIBUTES') : undefined;
  return unknown && hex(unknown.types);
}

function hex(types: readonly number[]): string {
  return types.map((type) => `0x${type.toString(16).padStart(4, '0')}`).join(', ');
}
