import type { Dump, DumpEvent, Report } from '#lessons/diagnose-dumps/checks/dump.ts';
import type { Mark } from './marks.ts';

/** A line of a table, and the question that it answers. */
export interface EventRow {
  readonly atMs: number;
  readonly name: DumpEvent['kind'];
  /** As the browser said it. */
  readonly words: string;
  readonly mark: Mark;
}

export interface CandidateRow {
  readonly id: string;
  readonly isRemote: boolean;
  readonly type: string;
  readonly protocol: string;
  /** Empty where the browser doesn't say. */
  readonly address: string;
  readonly port: number;
  /** How the TURN server of a relayed candidate is reached. */
  readonly relayProtocol: string;
  readonly mark: Mark;
}

export interface PairRow {
  readonly id: string;
  readonly local: string;
  readonly remote: string;
  readonly state: string;
  readonly isSelected: boolean;
  readonly requestsSent: number;
  readonly responsesReceived: number;
  readonly bytesReceived: number;
  readonly mark: Mark;
}

export function eventRows({ events }: Dump): EventRow[] {
  return events.map((event) => ({
    atMs: event.atMs,
    name: event.kind,
    words: wordsOf(event),
    mark: MARK_OF[event.kind],
  }));
}

const MARK_OF: Readonly<Record<DumpEvent['kind'], Mark>> = {
  icecandidate: 'own',
  icegatheringstate: 'own',
  icecandidateerror: 'errors',
  addIceCandidate: 'theirs',
  iceconnectionstate: 'states',
  connectionstate: 'states',
};

/** A candidate's line without what ICE doesn't need to be read; the end of candidates as an empty text. */
function wordsOf(event: DumpEvent): string {
  if ('state' in event) return event.state;
  if (event.kind === 'icecandidateerror') return `${event.errorCode} ${event.errorText} ${event.url}`;
  return event.candidate.replace(/ generation .*$/, '');
}

export function candidateRows(reports: readonly Report[]): CandidateRow[] {
  return reports
    .filter(({ type }) => type === 'local-candidate' || type === 'remote-candidate')
    .map((report): CandidateRow => {
      const isRemote = report.type === 'remote-candidate';
      return {
        id: report.id,
        isRemote,
        type: textOf(report['candidateType']),
        protocol: `${textOf(report['protocol'])} ${textOf(report['tcpType'])}`.trim(),
        address: textOf(report['address']),
        port: Number(report['port'] ?? 0),
        relayProtocol: textOf(report['relayProtocol']),
        mark: isRemote ? 'theirs' : 'own',
      };
    })
    .toSorted((a, b) => Number(a.isRemote) - Number(b.isRemote) || a.type.localeCompare(b.type));
}

export function pairRows(reports: readonly Report[]): PairRow[] {
  const find = (id: unknown): Report | undefined => reports.find((report) => report.id === id);
  const selectedId = reports.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  return reports
    .filter(({ type }) => type === 'candidate-pair')
    .map((pair): PairRow => {
      const isSelected = pair.id === selectedId;
      return {
        id: pair.id,
        local: kindOf(find(pair['localCandidateId'])),
        remote: kindOf(find(pair['remoteCandidateId'])),
        state: textOf(pair['state']),
        isSelected,
        requestsSent: Number(pair['requestsSent'] ?? 0),
        responsesReceived: Number(pair['responsesReceived'] ?? 0),
        bytesReceived: Number(pair['bytesReceived'] ?? 0),
        mark: isSelected ? 'pair' : 'checks',
      };
    })
    .toSorted((a, b) => Number(b.isSelected) - Number(a.isSelected) || b.requestsSent - a.requestsSent);
}

function kindOf(candidate: Report | undefined): string {
  return textOf(candidate?.['candidateType']);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
