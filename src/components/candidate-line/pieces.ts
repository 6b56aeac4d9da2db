import { type CandidateFieldName, candidateFields } from '#src/protocol/index.ts';

/** What is explained as one thing: a field together with its keyword, an extension's name with its value. */
export type PieceKind =
  | 'prefix'
  | 'foundation'
  | 'component'
  | 'transport'
  | 'priority'
  | 'address'
  | 'port'
  | 'type'
  | 'relatedAddress'
  | 'relatedPort'
  | 'tcpType'
  | 'extension';

export interface Piece {
  readonly kind: PieceKind;
  /** `typ`, `raddr`, `rport` or an extension's name; empty for fields that have none. */
  readonly keyword: string;
  readonly value: string;
  /** Offsets in the line. */
  readonly start: number;
  readonly end: number;
}

const KIND_OF: Record<CandidateFieldName, PieceKind> = {
  prefix: 'prefix',
  foundation: 'foundation',
  component: 'component',
  transport: 'transport',
  priority: 'priority',
  address: 'address',
  port: 'port',
  typ: 'type',
  type: 'type',
  raddr: 'relatedAddress',
  relatedAddress: 'relatedAddress',
  rport: 'relatedPort',
  relatedPort: 'relatedPort',
  extensionName: 'extension',
  extensionValue: 'extension',
  tcpType: 'tcpType',
};

const KEYWORDS: ReadonlySet<CandidateFieldName> = new Set(['typ', 'raddr', 'rport', 'extensionName']);

/** The pieces of a candidate line, in order; together they are the whole line but its spaces. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { name, start, end, text } of candidateFields(line)) {
    const open = pieces.at(-1);
    if (open && open.value === '' && open.keyword !== '' && !KEYWORDS.has(name)) {
      pieces[pieces.length - 1] = { ...open, kind: KIND_OF[name], value: text, end };
    } else if (KEYWORDS.has(name)) {
      pieces.push({ kind: KIND_OF[name], keyword: text, value: '', start, end });
    } else {
      pieces.push({ kind: KIND_OF[name], keyword: '', value: text, start, end });
    }
  }
  return pieces;
}
