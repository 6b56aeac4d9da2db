/** What one side of a call left behind. */
export interface Dump {
  browser: string;
  configuration: { iceServers: { urls: string[] }[]; iceTransportPolicy: 'all' | 'relay' };
  /** In the order of time, which counts from `new RTCPeerConnection`. */
  events: DumpEvent[];
  /** One or two of `getStats()`, in the order of time. */
  snapshots: { atMs: number; reports: Report[] }[];
}

export type DumpEvent =
  /** Empty where gathering has ended. */
  | { kind: 'icecandidate'; atMs: number; candidate: string; url?: string }
  /** What signalling brought. Empty where it said that there are no more. */
  | { kind: 'addIceCandidate'; atMs: number; candidate: string }
  | { kind: 'icecandidateerror'; atMs: number; url: string; errorCode: number; errorText: string }
  | {
      kind: 'icegatheringstate' | 'iceconnectionstate' | 'connectionstate';
      atMs: number;
      state: string;
    };

/** `type` is `candidate-pair`, `local-candidate`, `remote-candidate`, `transport` or another. */
export interface Report {
  id: string;
  type: string;
  [member: string]: string | number | boolean;
}

export type Diagnosis =
  | 'direct'
  | 'relayed'
  | 'cut-mid-call'
  | 'candidates-never-came'
  | 'wrong-credential'
  | 'udp-blocked'
  | 'mdns-only'
  | 'no-turn';

/** Says what happened to the call that left this dump. */
export function diagnose(dump: Dump): Diagnosis {
  for (const event of dump.events) console.log(event);
  return 'direct';
}
