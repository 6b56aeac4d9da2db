import type { TransportAddress } from '#src/protocol/index.ts';
import { errorReason } from '#src/protocol/stun/error-codes.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import type { Id } from '#src/simulator/index.ts';
import type { CodeParams } from './params.ts';
import { placeOf } from './places.ts';
import type { Because, WhyKey, WhyParams } from './types.ts';

/** A sentence, with the place of its rule. */
export function because<K extends WhyKey>(key: K, params: WhyParams[K]): Because {
  const [number, section] = placeOf(key, params) ?? [];
  const rfc = number !== undefined && { rfc: { number, ...(section !== undefined && { section }) } };
  // TypeScript doesn't see that a key and the parameters of that key are one of the union.
  return { key, params, ...rfc } as Because;
}

/** `203.0.113.1:5000`; empty where there is none. */
export function text(address: TransportAddress | undefined): string {
  return address ? formatTransportAddress(address) : '';
}

/** An error code as sentences want it. */
export function codeParams(node: Id, code: number | undefined): CodeParams {
  return { node, code: code ?? 0, phrase: (code !== undefined && errorReason(code)) || '' };
}
