import { pairPriority } from '#src/protocol/ice/priority.ts';
import type { Id, TraceEvent } from '#src/simulator/index.ts';
import type { AgentView, PairRow } from '../timeline/types.ts';
import { because, text } from './because.ts';
import { type Context, eventAt, explainEvent, pairParams } from './context.ts';
import { ofCandidate } from './of-event.ts';
import type { PairParams } from './params.ts';
import type { Because } from './types.ts';

type IceOf<E extends TraceEvent> = E extends { kind: 'agent'; event: 'ice'; ice: infer I } ? I : never;
type IceEvent = IceOf<TraceEvent>;

/** How a pair came onto the checklist, how its priority is made, and how it stands at a moment, and why. */
export function ofPair(context: Context, node: Id, pair: number, ms: number): readonly Because[] {
  const told = context.index
    .ofPair(node, pair)
    .filter((place) => (eventAt(context, place)?.at ?? Infinity) <= ms);
  const from = told.findLastIndex((place) => iceAt(context, place)?.event === 'pair-formed');
  const places = told.slice(Math.max(0, from));
  const view = context.timeline.at(ms).agents.find((agent) => agent.node === node);
  const row =
    view?.pairs.find(({ id }) => id === pair) ?? view?.dropped.find((other) => other.pair.id === pair)?.pair;
  return [
    ...lastOf(context, places, 'pair-formed'),
    ...(view && row ? priorityOf(view, row) : []),
    ...standingOf(context, node, pair, places),
    ...['valid', 'nominating', 'nominated', 'pair-dropped', 'consent-expired'].flatMap((event) =>
      lastOf(context, places, event),
    ),
    ...(row?.selected ? selectedOf(context, places) : []),
  ];
}

function iceAt(context: Context, place: number): IceEvent | undefined {
  const event = eventAt(context, place);
  return event?.kind === 'agent' && event.event === 'ice' ? event.ice : undefined;
}

function lastOf(context: Context, places: readonly number[], event: string): readonly Because[] {
  const place = places.findLast((other) => iceAt(context, other)?.event === event);
  return place === undefined ? [] : explainEvent(context, place);
}

function selectedOf(context: Context, places: readonly number[]): readonly Because[] {
  const place = places.findLast((other) => {
    const event = eventAt(context, other);
    return event?.kind === 'agent' && event.event === 'selected';
  });
  return place === undefined ? [] : explainEvent(context, place);
}

/** Both candidates' priorities and that of the pair, with the numbers of the formulas. */
function priorityOf({ node, role }: AgentView, row: PairRow): readonly Because[] {
  const { id, remote, priority } = row;
  // A pair whose local candidate gave way to its base keeps the priority of what it was formed with (RFC 8445 §6.1.2.4);
  // one that was dropped before a switch of roles (RFC 8445 §7.2.5.1) keeps that of the old role.
  const ways = [row.local, row.insteadOf ?? row.local].flatMap((local) => {
    const asControlling = { own: local, controlling: local.priority, controlled: remote.priority };
    const asControlled = { own: local, controlling: remote.priority, controlled: local.priority };
    return role === 'controlling' ? [asControlling, asControlled] : [asControlled, asControlling];
  });
  const [usual] = ways;
  const way =
    ways.find(({ controlling, controlled }) => pairPriority(controlling, controlled) === priority) ?? usual;
  if (!way) return [];
  const { own, controlling, controlled } = way;
  return [
    ...[own, remote].map((candidate) =>
      ofCandidate({ ...candidate, node, address: text(candidate.address) }),
    ),
    because('pair-priority', { node, pair: id, controlling, controlled, priority }),
  ];
}

/** Why it has the state that it has; and, where nobody has answered, what became of its checks. */
function standingOf(context: Context, node: Id, pair: number, places: readonly number[]): readonly Because[] {
  const place = places.findLast((other) => iceAt(context, other)?.event === 'pair-state');
  const state = place === undefined ? undefined : iceAt(context, place);
  if (place === undefined || state?.event !== 'pair-state') return [];
  const isWaiting = state.to === 'in-progress' || state.why === 'no-answer';
  return [
    // The failed check knows the code of the answer.
    ...(state.to === 'failed' && state.why !== 'relay-lost'
      ? lastOf(context, places, 'check-failed')
      : explainEvent(context, place)),
    ...(isWaiting ? fateOfChecks(context, places, pairParams(context, node, pair, place)) : []),
  ];
}

/** Whether its requests left at all; where they, or their answers, were dropped: how many, and the last one's reason. */
function fateOfChecks(context: Context, places: readonly number[], pair: PairParams): readonly Because[] {
  const transactions = new Set(
    places.flatMap((place) => {
      const ice = iceAt(context, place);
      return ice?.event === 'check-sent' && ice.check !== 'consent' ? [ice.transactionId] : [];
    }),
  );
  const packets = [...transactions].flatMap((id) => context.index.ofTransaction(id));
  if (transactions.size > 0 && packets.length === 0) return [because('check-held', pair)];
  const drops = packets.flatMap((packet) =>
    context.index
      .ofPacket(packet)
      .filter((place) => eventAt(context, place)?.kind === 'dropped')
      .map((place) => ({ packet, place })),
  );
  const last = drops.toSorted((a, b) => a.place - b.place).at(-1);
  if (!last) return [];
  return [
    because('last-dropped', { packet: last.packet, count: drops.length }),
    ...explainEvent(context, last.place),
  ];
}
