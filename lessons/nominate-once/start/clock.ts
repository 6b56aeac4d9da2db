import type { Nominator } from './nominator.ts';
import type { Pair, Role, ValidPair, View } from './types.ts';

/** A pair of a simulated session, and what becomes of it. */
export interface Fate {
  readonly id: string;
  readonly component: number;
  readonly priority: bigint;
  /** When it joins the checklist. */
  readonly joinsAtMs: number;
  readonly checkedAtMs: number;
  readonly endsAtMs: number;
  /** What its check makes valid; nothing where it fails. */
  readonly valid?: { readonly priority: bigint };
  /** Whether a check with USE-CANDIDATE would fail. */
  readonly breaks?: boolean;
}

export interface Session {
  readonly components: readonly number[];
  readonly pairs: readonly Fate[];
  readonly completeAtMs: number;
  /** The first role, and each later one. */
  readonly roles: readonly { readonly fromMs: number; readonly role: Role }[];
  readonly untilMs: number;
}

/** A check with USE-CANDIDATE. */
export interface Sent {
  readonly atMs: number;
  readonly pair: string;
}

/** Ta. RFC 8445 §14.2. */
export const TA_MS = 50;
/** From a check with USE-CANDIDATE to its end. */
const ROUND_TRIP_MS = 120;

/** A simulated clock: Ta fires, the nominator chooses, and the checks end as the session says. */
export function run(nominator: Nominator, session: Session): Sent[] {
  const sent: Sent[] = [];
  for (let atMs = 0; atMs <= session.untilMs; atMs += TA_MS) {
    for (const pair of nominator.tick(atMs, viewOf(session, sent, atMs))) sent.push({ atMs, pair });
  }
  return sent;
}

function viewOf(session: Session, sent: readonly Sent[], atMs: number): View {
  const ended = sent.filter((one) => one.atMs + ROUND_TRIP_MS <= atMs);
  const fateOf = (id: string): Fate | undefined => session.pairs.find((pair) => pair.id === id);
  const broken = ended.map(({ pair }) => fateOf(pair)).filter((pair) => pair?.breaks === true);
  const nominated = new Set(ended.map(({ pair }) => fateOf(pair)?.component));
  const isCompleted = session.components.every((component) => nominated.has(component));
  const there = session.pairs.filter(({ joinsAtMs }) => joinsAtMs <= atMs);
  return {
    role: session.roles.findLast(({ fromMs }) => fromMs <= atMs)?.role ?? 'controlled',
    state: broken.length > 0 ? 'failed' : isCompleted ? 'completed' : 'running',
    components: session.components,
    pairs: there.map((pair) => pairOf(pair, broken.includes(pair), atMs)),
    valid: there
      .filter((pair) => pair.endsAtMs <= atMs && !broken.includes(pair))
      .toSorted((a, b) => a.endsAtMs - b.endsAtMs)
      .flatMap(({ id, component, valid }): ValidPair[] =>
        valid ? [{ component, priority: valid.priority, checkedBy: id }] : [],
      ),
    isComplete: session.completeAtMs <= atMs,
  };
}

function pairOf(fate: Fate, isBroken: boolean, atMs: number): Pair {
  const { id, component, priority, checkedAtMs, endsAtMs, valid } = fate;
  const end = valid && !isBroken ? 'succeeded' : 'failed';
  const state = endsAtMs <= atMs ? end : checkedAtMs <= atMs ? 'in-progress' : 'waiting';
  return { id, component, priority, state };
}
