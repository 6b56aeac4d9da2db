/** Given, and needs no change: what a message is, and what decoding answers (RFC 8489 §5, §14). */

export const HEADER_LENGTH = 20;
export const MAGIC_COOKIE = 0x2112a442;

export type StunClass = 'request' | 'indication' | 'success' | 'error';

export interface StunAttribute {
  /** 16 bits. */
  type: number;
  /** Without its padding. */
  value: Uint8Array;
}

export interface StunMessage {
  class: StunClass;
  /** 12 bits; 1 is Binding. */
  method: number;
  /** 12 bytes. */
  transactionId: Uint8Array;
  /** In the order of the message, repeated ones as well. */
  attributes: StunAttribute[];
}

/** Why bytes are no STUN message. */
export type DecodeError =
  | { kind: 'too-short' } // no room for a header
  | { kind: 'not-stun' } // the first two bits, or the cookie
  | { kind: 'wrong-length' } // the header promises more or less than came
  | { kind: 'broken-attribute'; at: number }; // it reaches beyond the message; `at`: where it begins

export type DecodeResult =
  | {
      ok: true;
      message: StunMessage;
      /** Types that have to be understood and aren't, each once. */
      unknownRequired: number[];
    }
  | { ok: false; error: DecodeError };
