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
 * What is to be expected of two NATs by their words alone, without running anything: the ghost of an uncomputed matrix,
 * and what the computed one is held against.
 */
export function expectedOutcome(row: CellKind, column: CellKind, turn: boolean): CellOutcome {
  const a = BEHAVIOURS[row];
  const b = BEHAVIOURS[column];
  if (a && b && (isReached(a, b) || isReached(b, a))) return 'direct';
  return turn ? 'relayed' : 'failed';
}

/**
 * Whether one side's first packet gets in where a server saw the other. What goes back then leaves by the mapping that
 * it came in by, and is let in as an answer: NATs track sessions (docs/nat-matrix.md).
 */
function isReached(to: Behaviour, from: Behaviour): boolean {
  if (to.filtering === EI) return true;
  // A filter opens for where its own side has sent to, and only that mapping's: the one that the server saw.
  if (to.mapping !== EI) return false;
  // The other's packets come from a port that nobody could tell, unless its mapping is the one that the server saw.
  return to.filtering === AD || from.mapping === EI;
}
