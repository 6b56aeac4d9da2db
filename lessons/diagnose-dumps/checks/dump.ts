/**
 * What one side of a call left behind: its events and its statistics, as a browser gave them. Recorded by
 * `tests/nat/real/dumps/record.ts`, from a Chromium behind a real NAT.
 */
export interface Dump {
  /** `Chrome/156.0.0.0` */
  readonly browser: string;
  /** What the connection was made with. Credentials are left out. */
  readonly configuration: {
    readonly iceServers: readonly { readonly urls: readonly string[] }[];
    readonly iceTransportPolicy: 'all' | 'relay';
  };
  readonly events: readonly DumpEvent[];
  /** `getStats()`, at the moments that say most. */
  readonly snapshots: readonly Snapshot[];
}

/** Times count from `new RTCPeerConnection`. */
export type DumpEvent =
  /** Empty where gathering has ended. */
  | {
      readonly kind: 'icecandidate';
      readonly atMs: number;
      readonly candidate: string;
      readonly url?: string;
    }
  /** What signalling brought, as it was given to `addIceCandidate`. */
  | { readonly kind: 'addIceCandidate'; readonly atMs: number; readonly candidate: string }
  | {
      readonly kind: 'icecandidateerror';
      readonly atMs: number;
      readonly url: string;
      readonly errorCode: number;
      readonly errorText: string;
    }
  | { readonly kind: StateKind; readonly atMs: number; readonly state: string };

export type StateKind = 'icegatheringstate' | 'iceconnectionstate' | 'connectionstate';

export interface Snapshot {
  readonly atMs: number;
  readonly reports: readonly Report[];
}

/** An entry of `getStats()` as it is; only what the dumps' readers use is named here. */
export interface Report {
  readonly id: string;
  readonly type: string;
  readonly [member: string]: string | number | boolean;
}

/** What a dump can turn out to show. */
export const DIAGNOSES = [
  'direct',
  'relayed',
  'wrong-credential',
  'udp-blocked',
  'no-turn',
  'mdns-only',
  'cut-mid-call',
  'candidates-never-came',
] as const;

export type Diagnosis = (typeof DIAGNOSES)[number];
