import type { EndpointDependence } from '#src/protocol/index.ts';
import type { MATRIX_KINDS } from '#src/simulator/index.ts';

/** The kinds of the rows and columns. */
export type CellKind = (typeof MATRIX_KINDS)[number];

export type CellOutcome = 'direct' | 'relayed' | 'failed';

interface Behaviour {
  readonly mapping: EndpointDependence;
  readonly filtering: EndpointDependence;
}

/** The three words of RFC 4787 §4.1 and §5. */
const [EI, AD, APD] = [
  'EndpointIndependent',
  'AddressDependent',
  'AddressAndPortDependent',
] as const satisfies EndpointDependence[];

/** Undefined where UDP is blocked. */
export const BEHAVIOURS: Readonly<Record<CellKind, Behaviour | undefined>> = {
  'eim-eif': { mapping: EI, filtering: EI },
  'eim-adf': { mapping: EI, filtering: AD },
  'eim-apdf': { mapping: EI, filtering: APD },
  'adm-eif': { mapping: AD, filtering: EI },
  'adm-adf': { mapping: AD, filtering: AD },
  'adm-apdf': { mapping: AD, filtering: APD },
  'apdm-eif': { mapping: APD, filtering: EI },
  'apdm-adf': { mapping: APD, filtering: AD },
  'apdm-apdf': { mapping: APD, filtering: APD },
  // Linux twice: a port is kept for every destination while it is free, and only who was sent to comes in.
  cgnat: { mapping: EI, filtering: APD },
  'udp-blocked': undefined,
};

/**
 * What is to be expected of two NATs by RFC 4787's words, without running anything: the ghost of an uncomputed matrix,
 * and what the computed one is held against.
 */
export function expectedOutcome(row: CellKind, column: CellKind, turn: boolean): CellOutcome {
  const a = BEHAVIOURS[row];
  const b = BEHAVIOURS[column];
  if (a && b && meet(a, b)) return 'direct';
  return turn ? 'relayed' : 'failed';
}

/** Whether packets of both sides find a way through. NATs keep sessions: an answer leaves where the question came in. */
function meet(a: Behaviour, b: Behaviour): boolean {
  // Who lets everybody in can be reached where the server saw it, and answers from there.
  if (a.filtering === EI || b.filtering === EI) return true;
  // Each can be reached where the server saw it, and each opens its filter for the other.
  if (a.mapping === EI && b.mapping === EI) return true;
  // The other's packets come from a port that nobody could tell: a filter by port doesn't let them in.
  if (a.mapping === EI) return a.filtering === AD;
  if (b.mapping === EI) return b.filtering === AD;
  return false;
}
