import { parseCandidate } from '#src/protocol/index.ts';
import type { GatherEvent, GatherFault, GatherSource } from './gather-events.ts';
import { isTurnUrl } from './ice-server-url.ts';
import { type IceServerEntry, toRtcIceServer } from './ice-servers.ts';

export interface GatherConnectionOptions {
  readonly source: GatherSource;
  /** Whom to ask: one server as a rule; none for the connection that yields host candidates. */
  readonly servers: readonly IceServerEntry[];
  /** Report host candidates although there are servers. */
  readonly withHosts?: boolean;
  readonly policy: RTCIceTransportPolicy;
  readonly deadlineMs: number;
  /** Milliseconds since the start of the run. */
  readonly now: () => number;
  /** Ends this connection early: nothing is reported afterwards. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: GatherEvent) => void;
}

/**
 * Gathers on one RTCPeerConnection with a data channel only, so that no media permission is asked
 * for, and closes it. Resolves when the browser is done, at the deadline, or when aborted.
 *
 * A server's connection reports srflx and relay candidates. It finds the same interfaces as the
 * connection without servers, so its host candidates would only repeat those with other ports
 * (`withHosts` has them reported all the same).
 */
export async function gatherOnOneConnection(options: GatherConnectionOptions): Promise<void> {
  const { source, servers, now, signal, onEvent } = options;
  if (signal.aborted) return;
  let connection: RTCPeerConnection;
  try {
    connection = new RTCPeerConnection({
      iceServers: servers.map(toRtcIceServer),
      iceTransportPolicy: options.policy,
    });
  } catch (thrown) {
    onEvent({ type: 'error', source, atMs: now(), code: faultOf(thrown), text: textOf(thrown) });
    onEvent({ type: 'server-done', source, atMs: now() });
    return;
  }

  const stop = new AbortController();
  try {
    const ended = watch(connection, { ...options, signal: AbortSignal.any([signal, stop.signal]) });
    connection.createDataChannel('gather');
    // Gathering starts here. It rejects only if the connection was closed meanwhile: `ended` knows.
    connection.setLocalDescription().catch(() => undefined);
    await ended;
  } finally {
    stop.abort();
    connection.close();
  }
}

/** Reports what the browser says until gathering is complete, the deadline has passed or it is aborted. */
function watch(connection: RTCPeerConnection, options: GatherConnectionOptions): Promise<void> {
  const { source, servers, deadlineMs, now, signal, onEvent } = options;
  const withHosts = servers.length === 0 || options.withHosts === true;
  // With policy `relay` a STUN server has nothing to give.
  const owesCandidate = servers.some(({ url }) => options.policy === 'all' || isTurnUrl(url));
  let found = false;
  let failed = false;

  return new Promise((resolve) => {
    const listen = { signal };
    const timer = setTimeout(() => {
      onEvent({ type: 'server-timeout', source, atMs: now() });
      resolve();
    }, deadlineMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });

    const finish = () => {
      clearTimeout(timer);
      if (owesCandidate && !found && !failed) {
        onEvent({ type: 'error', source, atMs: now(), code: 'nothing', text: '' });
      }
      onEvent({ type: 'server-done', source, atMs: now() });
      resolve();
    };
    let finished = false;
    const finishOnce = () => {
      if (finished || signal.aborted) return;
      finished = true;
      finish();
    };

    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        // `null` ends gathering. An empty string is an end-of-candidates indication (RFC 8838 §13), no address.
        if (candidate === null) return finishOnce();
        if (candidate.candidate === '') return;
        const event = candidateEvent(source, candidate.candidate, now());
        const isHost = event.type === 'candidate' && event.candidate.type === 'host';
        found ||= !isHost;
        if (!isHost || withHosts) onEvent(event);
      },
      listen,
    );
    connection.addEventListener(
      'icegatheringstatechange',
      () => {
        if (connection.iceGatheringState === 'complete') finishOnce();
      },
      listen,
    );
    connection.addEventListener(
      'icecandidateerror',
      ({ errorCode, errorText }) => {
        failed = true;
        onEvent({ type: 'error', source, atMs: now(), code: errorCode, text: errorText });
      },
      listen,
    );
  });
}

function candidateEvent(source: GatherSource, line: string, atMs: number): GatherEvent {
  const parsed = parseCandidate(line);
  return parsed.ok
    ? { type: 'candidate', source, atMs, line, candidate: parsed.value }
    : { type: 'error', source, atMs, code: 'unreadable', text: line };
}

/** Both browsers throw SyntaxError, InvalidAccessError or NotSupportedError; their texts differ. */
function faultOf(thrown: unknown): GatherFault {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'InvalidAccessError') return 'no-credential';
  return name === 'NotSupportedError' ? 'unsupported' : 'bad-url';
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
