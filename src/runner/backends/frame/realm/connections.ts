import type { Json, Observation } from '../../../contract.ts';
import { CONFIGURATION_LIMITS } from '../../../limits.ts';
import { observeChannels } from './channels.ts';
import { toPlainData } from './plain-data.ts';
import { observeRemoteCandidates } from './remote-candidates.ts';
import { selectedPairReader } from './selected-pair.ts';
import { construct, createObject, getter, listen, put, uncurry } from './intrinsics.ts';

type State = Extract<Observation, { kind: 'state' }>['which'];

/**
 * Observes every `RTCPeerConnection` that learner code makes, with natives taken before that code ran.
 * The learner's constructor is a proxy that makes a real connection and listens on it first; what the
 * learner redefines afterwards is simply not observed, so it can hide facts but not invent any.
 *
 * @param observe gets each fact, without its time
 */
export function observeConnections(observe: (fact: Observation) => void, atMs: () => number): void {
  if (typeof RTCPeerConnection !== 'function') return;
  const Native = RTCPeerConnection;
  const prototype = Native.prototype;

  const getConfiguration = uncurry(prototype.getConfiguration);
  const nativeClose = uncurry(prototype.close);
  const gatheringState = getter(prototype, 'iceGatheringState');
  const connectionState = getter(prototype, 'connectionState');
  const iceConnectionState = getter(prototype, 'iceConnectionState');
  const signalingState = getter(prototype, 'signalingState');
  const eventCandidate = getter(RTCPeerConnectionIceEvent.prototype, 'candidate');
  const candidateLine = getter(RTCIceCandidate.prototype, 'candidate');
  const ErrorEvent =
    typeof RTCPeerConnectionIceErrorEvent === 'function'
      ? RTCPeerConnectionIceErrorEvent.prototype
      : undefined;
  const errorUrl = getter(ErrorEvent, 'url');
  const errorCode = getter(ErrorEvent, 'errorCode');
  const errorText = getter(ErrorEvent, 'errorText');

  const numbers = new WeakMap<RTCPeerConnection, number>();
  const numberOf = uncurry(
    WeakMap.prototype.get as (this: typeof numbers, key: RTCPeerConnection) => number | undefined,
  );
  const setNumber = uncurry(
    WeakMap.prototype.set as (this: typeof numbers, key: RTCPeerConnection, n: number) => unknown,
  );
  const watchChannels = observeChannels(observe, atMs, (connection) => numberOf(numbers, connection));
  const readSelectedPair = selectedPairReader();
  let created = 0;

  function watch(connection: RTCPeerConnection): void {
    created += 1;
    const number = created;
    setNumber(numbers, connection, number);
    observe({
      kind: 'connection-created',
      connection: number,
      atMs: atMs(),
      // Read back from the connection: the argument may answer differently each time it is read.
      configuration: configurationOf(connection),
    });

    /** Only what the browser itself dispatches counts; `isTrusted` can't be redefined on an event. */
    const on = (type: string, handle: (event: Event) => void): void => {
      listen(
        connection,
        type,
        (event: Event) => {
          if (event.isTrusted) handle(event);
        },
        true,
      );
    };
    const onState = (type: string, which: State, read: (self: RTCPeerConnection) => string): void => {
      on(type, () =>
        observe({ kind: 'state', connection: number, atMs: atMs(), which, state: read(connection) }),
      );
    };

    on('icecandidate', (event) => {
      const candidate = eventCandidate(event as RTCPeerConnectionIceEvent);
      const line = candidate ? candidateLine(candidate) : null;
      observe({ kind: 'candidate', connection: number, atMs: atMs(), candidate: line });
    });
    on('icecandidateerror', (event) => {
      const failure = event as RTCPeerConnectionIceErrorEvent;
      observe({
        kind: 'candidate-error',
        connection: number,
        atMs: atMs(),
        url: errorUrl(failure) ?? '',
        errorCode: errorCode(failure),
        errorText: errorText(failure) ?? '',
      });
    });
    onState('icegatheringstatechange', 'gathering', gatheringState);
    onState('connectionstatechange', 'connection', connectionState);
    on('connectionstatechange', () => {
      if (connectionState(connection) !== 'connected') return;
      readSelectedPair(connection, (types) =>
        observe({ kind: 'selected-pair', connection: number, atMs: atMs(), ...types }),
      );
    });
    watchChannels(connection, number);
    onState('iceconnectionstatechange', 'ice-connection', iceConnectionState);
    onState('signalingstatechange', 'signaling', signalingState);
  }

  function configurationOf(connection: RTCPeerConnection): Json {
    const walked = toPlainData(getConfiguration(connection), CONFIGURATION_LIMITS);
    return walked.ok ? walked.data : null;
  }

  // A handler without prototype: a trap set on Object.prototype must not become ours.
  const handler = createObject(null) as ProxyHandler<typeof RTCPeerConnection>;
  handler.construct = (target, args: unknown[], newTarget) => {
    const connection = construct(target, args, newTarget) as RTCPeerConnection;
    watch(connection);
    return connection;
  };
  const Observed = new Proxy(Native, handler);
  put(globalThis, 'RTCPeerConnection', Observed);
  // Chromium's older name for the same thing.
  if ('webkitRTCPeerConnection' in globalThis) put(globalThis, 'webkitRTCPeerConnection', Observed);
  // The way back to the native one.
  put(prototype, 'constructor', Observed);

  observeRemoteCandidates(observe, atMs, (connection) => numberOf(numbers, connection));

  // There is no event for close(): the connection tells when it was really closed.
  put(prototype, 'close', function close(this: RTCPeerConnection): void {
    const before = numberOf(numbers, this) === undefined ? 'closed' : signalingState(this);
    nativeClose(this);
    const number = numberOf(numbers, this);
    if (number !== undefined && before !== 'closed') {
      observe({ kind: 'connection-closed', connection: number, atMs: atMs() });
    }
  });
}
