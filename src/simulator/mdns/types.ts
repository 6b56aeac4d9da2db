import type { AddressFamily } from '#src/protocol/index.ts';

/** "Where is this name?" */
export interface MdnsQuestion {
  /** In lower case. */
  readonly name: string;
  /** What is asked for: A, AAAA, or both. */
  readonly families: readonly AddressFamily[];
}

/** "This name is here." */
export interface MdnsAddress {
  /** In lower case. */
  readonly name: string;
  /** Canonical text of an IPv4 or IPv6 address. */
  readonly address: string;
  /** 0: it is gone. RFC 6762 §10.1. */
  readonly ttlSeconds: number;
  /** Whether it replaces what was known of the name before. RFC 6762 §10.2. */
  readonly flushesCache: boolean;
}

/** What a message says of addresses; records and questions of other types are left out. */
export type MdnsMessage =
  | { readonly kind: 'questions'; readonly questions: readonly MdnsQuestion[] }
  | { readonly kind: 'answers'; readonly addresses: readonly MdnsAddress[] };

/** Why bytes are no mDNS message. `offset` is the place in the bytes. */
export type MdnsError =
  | { readonly kind: 'too-short'; readonly offset: number }
  | { readonly kind: 'too-long'; readonly offset: number }
  /** An OPCODE or RCODE other than 0: "MUST be silently ignored" (RFC 6762 §18.3, §18.11). */
  | { readonly kind: 'not-mdns'; readonly offset: number }
  | { readonly kind: 'malformed-name'; readonly offset: number; readonly reason: string }
  | { readonly kind: 'malformed-record'; readonly offset: number; readonly reason: string };
