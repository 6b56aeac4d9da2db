import type { DumpEvent, Report, Snapshot } from '#lessons/diagnose-dumps/checks/dump.ts';

/** What the page of a side keeps while it is recorded. */
export interface Recording {
  readonly connection: RTCPeerConnection;
  readonly events: DumpEvent[];
  readonly snapshots: Snapshot[];
  readonly outgoing: RTCIceCandidateInit[];
  nowMs(): number;
  snapshot(): Promise<void>;
}

declare global {
  interface Window {
    recording?: Recording;
  }
}

/** Runs in the page: makes the connection and writes down what becomes of it. */
export async function startRecording(iceServers: RTCIceServer[], isCaller: boolean): Promise<void> {
  const connection = new RTCPeerConnection({ iceServers });
  const startedAt = performance.now();
  const nowMs = (): number => Math.round(performance.now() - startedAt);
  const events: DumpEvent[] = [];
  const snapshots: Snapshot[] = [];
  const outgoing: RTCIceCandidateInit[] = [];
  const KEPT = ['candidate-pair', 'local-candidate', 'remote-candidate', 'transport'];
  const snapshot = async (): Promise<void> => {
    const atMs = nowMs();
    const reports = [...(await connection.getStats()).values()] as Report[];
    snapshots.push({ atMs, reports: reports.filter(({ type }) => KEPT.includes(type)) });
  };
  window.recording = { connection, events, snapshots, outgoing, nowMs, snapshot };
  connection.onicecandidate = ({ candidate }) => {
    // What is empty ends one generation; null says that gathering has ended.
    if (candidate?.candidate === '') return;
    // Newer than the types of the DOM: the server that a candidate came from.
    const from = candidate && 'url' in candidate ? candidate.url : undefined;
    const url = typeof from === 'string' && from !== '' ? { url: from } : {};
    events.push({ kind: 'icecandidate', atMs: nowMs(), candidate: candidate?.candidate ?? '', ...url });
    if (candidate) outgoing.push(candidate.toJSON());
  };
  connection.onicecandidateerror = ({ url, errorCode, errorText }) =>
    events.push({ kind: 'icecandidateerror', atMs: nowMs(), url, errorCode, errorText });
  connection.onicegatheringstatechange = () =>
    events.push({ kind: 'icegatheringstate', atMs: nowMs(), state: connection.iceGatheringState });
  connection.oniceconnectionstatechange = () =>
    events.push({ kind: 'iceconnectionstate', atMs: nowMs(), state: connection.iceConnectionState });
  connection.onconnectionstatechange = () =>
    events.push({ kind: 'connectionstate', atMs: nowMs(), state: connection.connectionState });
  const talk = (channel: RTCDataChannel): void => {
    channel.onopen = () => {
      const timer = setInterval(() => channel.readyState === 'open' && channel.send('x'), 100);
      channel.onclose = () => clearInterval(timer);
    };
  };
  connection.ondatachannel = ({ channel }) => talk(channel);
  if (!isCaller) return;
  talk(connection.createDataChannel('x'));
  await connection.setLocalDescription();
}

/** Runs in the page: gives the connection what signalling brought. */
export async function receive(
  message: { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit },
): Promise<RTCSessionDescriptionInit | undefined> {
  const recording = window.recording;
  if (!recording) throw new Error('Nothing is recorded');
  const { connection, events, nowMs } = recording;
  if ('candidate' in message) {
    events.push({ kind: 'addIceCandidate', atMs: nowMs(), candidate: message.candidate.candidate ?? '' });
    await connection.addIceCandidate(message.candidate);
    return undefined;
  }
  await connection.setRemoteDescription(message.description);
  if (message.description.type !== 'offer') return undefined;
  await connection.setLocalDescription();
  return connection.localDescription?.toJSON() as RTCSessionDescriptionInit;
}
