import type { Dump, DumpEvent, Report } from './dump.ts';

/*
 * Changes to a dump that make it harder to read and leave its diagnosis as it is, by the rules of the task.
 */

/** A second TURN server, that refuses. The first has given what it gave. */
export function withRefusalElsewhere(dump: Dump): Dump {
  const url = 'turn:198.51.100.77:3478?transport=udp';
  const servers = [{ urls: ['turn:198.51.100.77:3478'] }, ...dump.configuration.iceServers];
  const error: DumpEvent = {
    kind: 'icecandidateerror',
    atMs: 60,
    url,
    errorCode: 401,
    errorText: 'Unauthorized.',
  };
  return {
    ...dump,
    configuration: { ...dump.configuration, iceServers: servers },
    events: inOrder(dump, [error]),
  };
}

/** For a while nothing came; then it came again, and the connection went on. */
export function withHiccup(dump: Dump): Dump {
  const at = 1_000 + Math.max(...dump.events.map(({ atMs }) => atMs));
  const hiccup = (['disconnected', 'connected'] as const).flatMap((state, index): DumpEvent[] => [
    { kind: 'iceconnectionstate', atMs: at + index * 1_500, state },
    { kind: 'connectionstate', atMs: at + index * 1_500, state },
  ]);
  return {
    ...dump,
    events: [...dump.events, ...hiccup],
    snapshots: dump.snapshots.map((one) => ({ ...one, atMs: one.atMs + at })),
  };
}

/** The relay is this side's, and no longer the peer's. */
export function withRelayOnThisSide(dump: Dump): Dump {
  return {
    ...dump,
    snapshots: dump.snapshots.map(({ atMs, reports }) => {
      const transport = reports.find(({ type }) => type === 'transport');
      const pair = reports.find(({ id }) => id === transport?.['selectedCandidatePairId']);
      const typeOf = (id: unknown): string =>
        String(reports.find((report) => report.id === id)?.['candidateType']);
      const [local, remote] = [pair?.['localCandidateId'], pair?.['remoteCandidateId']];
      const swapped = (report: Report): Report =>
        report.id === local
          ? { ...report, candidateType: typeOf(remote) }
          : report.id === remote
            ? { ...report, candidateType: typeOf(local) }
            : report;
      return { atMs, reports: reports.map(swapped) };
    }),
  };
}

/** Somebody saved it before the browser had given up. */
export function beforeItFailed(dump: Dump): Dump {
  const failed = dump.events.findIndex((event) => 'state' in event && event.state === 'failed');
  return { ...dump, events: dump.events.slice(0, failed), snapshots: dump.snapshots.slice(0, 1) };
}

/** Signalling brought the end of the peer's candidates, and none of them. */
export function withBareEnd(dump: Dump): Dump {
  return { ...dump, events: inOrder(dump, [{ kind: 'addIceCandidate', atMs: 200, candidate: '' }]) };
}

/** A browser that says of silence that it was silence: 701, and gathering ends. */
export function withTimeouts(dump: Dump): Dump {
  const errors = dump.configuration.iceServers
    .flatMap(({ urls }) => urls)
    .map((url, index): DumpEvent => ({
      kind: 'icecandidateerror',
      atMs: 9_600 + index,
      url,
      errorCode: 701,
      errorText: 'STUN binding request timed out.',
    }));
  return {
    ...dump,
    events: inOrder(dump, [
      ...errors,
      { kind: 'icegatheringstate', atMs: 9_700, state: 'complete' },
      { kind: 'icecandidate', atMs: 9_700, candidate: '' },
    ]),
  };
}

function inOrder({ events }: Dump, more: readonly DumpEvent[]): DumpEvent[] {
  return [...events, ...more].toSorted((a, b) => a.atMs - b.atMs);
}
