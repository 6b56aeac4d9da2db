import type { StunAttribute } from '#src/protocol/stun/index.ts';
import type { Sample } from './messages.ts';

/** The value of an attribute, in the form in which a program would use it. */
export type Value =
  string | number | bigint | Uint8Array | { readonly address: string; readonly port: number };

/** One of the STUN codecs. The same work for all: from values to bytes, and from bytes to values. */
export interface Library {
  readonly name: string;
  /** What the sample has and this library has no words for. */
  lacks?(sample: Sample): string | undefined;
  /** Builds the message from its values and encodes it. */
  encode(sample: Sample): Uint8Array;
  /**
   * The values of all attributes, in their order; with a key after integrity and fingerprint were verified.
   * @throws Error where they are not valid.
   */
  decode(bytes: Buffer, sample: Sample): readonly Value[];
}

/** What an attribute of the samples says. */
export function valueOf(attribute: StunAttribute): Value {
  switch (attribute.type) {
    case 'XOR-MAPPED-ADDRESS':
    case 'XOR-RELAYED-ADDRESS':
      return attribute.address;
    case 'USERNAME':
      return attribute.username;
    case 'PRIORITY':
      return attribute.priority;
    case 'ICE-CONTROLLING':
      return attribute.tiebreaker;
    case 'LIFETIME':
      return attribute.lifetimeSeconds;
    case 'MESSAGE-INTEGRITY':
      return attribute.hmac;
    case 'FINGERPRINT':
      return attribute.fingerprint;
    default:
      throw new Error(`No sample has ${attribute.type}`);
  }
}

/** @throws Error unless integrity and fingerprint were found valid. */
export function assertVerified(valid: boolean): void {
  if (!valid) throw new Error('Integrity or fingerprint is not valid');
}
