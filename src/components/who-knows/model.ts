/** What a page sets, what its reader allows, and where the peer is. */
export interface Choice {
  readonly policy: RTCIceTransportPolicy;
  /** Whether the page may use microphone or camera: the consent of RFC 8828 §5.2. */
  readonly permitted: boolean;
  readonly peer: 'elsewhere' | 'same-network';
}

export const PARTIES = ['script', 'signalling', 'stun', 'turn', 'peer'] as const;
export type PartyId = (typeof PARTIES)[number];

/** What there is to know of a machine: its local address, the name in its place, its public address, a relayed one. */
export const KNOWLEDGE = ['host', 'name', 'public', 'relay'] as const;
export type Knowledge = (typeof KNOWLEDGE)[number];

/** Why a party knows something; each has its words in `src/i18n/messages/who-knows.ts`. */
export type Why =
  | 'in-lines'
  | 'passes-on'
  | 'own-connection'
  | 'packet-source'
  | 'asked-anyway'
  | 'lends-it'
  | 'asked-to-permit'
  | 'signalled'
  | 'resolves-name';

/** What a party knows, each with its reason. */
export type Known = Readonly<Partial<Record<Knowledge, Why>>>;

/**
 * Who knows which address of a browser that gathers with one STUN and one TURN server, signals all that it may, and runs
 * checks with a peer. With policy `all`: RFC 8828 §5.2 and the mDNS draft decide between address and name. With `relay`
 * no other candidate is exposed nor used (RFC 9429 §3.5.3), but servers see the source of the packets that reach them.
 */
export function whoKnows({ policy, permitted, peer }: Choice): Readonly<Record<PartyId, Known>> {
  if (policy === 'relay') {
    return {
      script: { relay: 'in-lines' },
      signalling: { public: 'own-connection', relay: 'passes-on' },
      // Measured: Chromium 156 asks a STUN server with this policy as well, Firefox 153 ESR doesn't.
      stun: { public: 'asked-anyway' },
      turn: { public: 'packet-source', relay: 'lends-it' },
      peer: { relay: 'signalled' },
    };
  }
  const local: Knowledge = permitted ? 'host' : 'name';
  const resolves = !permitted && peer === 'same-network';
  return {
    script: { [local]: 'in-lines', public: 'in-lines', relay: 'in-lines' },
    signalling: { [local]: 'passes-on', public: 'own-connection', relay: 'passes-on' },
    stun: { public: 'packet-source' },
    turn: {
      // The peer asks for a permission towards each address that it checks from its relay (RFC 8445 §7.2.1).
      ...(permitted && { host: 'asked-to-permit' }),
      public: 'packet-source',
      relay: 'lends-it',
    },
    peer: {
      ...(resolves && { host: 'resolves-name' }),
      [local]: 'signalled',
      public: 'signalled',
      relay: 'signalled',
    },
  };
}
