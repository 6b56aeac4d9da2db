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
  const states = dump.events.flatMap((event) => (event.kind === 'connectionstate' ? [event.state] : []));
  if (states.at(-1) === 'connected') return isRelayed(dump) ? 'relayed' : 'direct';
  if (states.includes('connected')) return 'cut-mid-call';

  const own = candidatesIn(dump, 'icecandidate');
  const theirs = candidatesIn(dump, 'addIceCandidate');
  if (theirs.length === 0) return 'candidates-never-came';

  const has = (type: string): boolean => own.some((line) => line.includes(` typ ${type}`));
  const isRefused = dump.events.some(
    (event) => event.kind === 'icecandidateerror' && event.errorCode === 401,
  );
  if (isRefused && !has('relay')) return 'wrong-credential';
  if (dump.configuration.iceServers.length === 0) return 'mdns-only';
  return has('srflx') || has('relay') ? 'no-turn' : 'udp-blocked';
}

/** Lines of candidates; an empty one says only that there are no more. */
function candidatesIn(dump: Dump, kind: 'icecandidate' | 'addIceCandidate'): string[] {
  return dump.events.flatMap((event) =>
    event.kind === kind && event.candidate !== '' ? [event.candidate] : [],
  );
}

/** Whether either end of the pair in use is a relay. */
function isRelayed(dump: Dump): boolean {
  const reports = dump.snapshots.at(-1)?.reports ?? [];
  const find = (id: unknown) => reports.find((report) => report.id === id);
  const transport = reports.find(({ type }) => type === 'transport');
  const pair = find(transport?.selectedCandidatePairId);
  return [pair?.localCandidateId, pair?.remoteCandidateId].some((id) => find(id)?.candidateType === 'relay');
}
