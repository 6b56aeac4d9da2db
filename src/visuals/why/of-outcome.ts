import { METHOD } from '#src/protocol/stun/header.ts';
import type { Id, Trace, TraceEvent } from '#src/simulator/index.ts';
import { messagesOf } from '../packets/messages.ts';
import { agentsOf } from '../scene/tree.ts';
import { gatewaysOf } from '../scene/gateways.ts';
import { because } from './because.ts';
import { type Context, explainEvent } from './context.ts';
import type { Because } from './types.ts';

/** How a session ended, and why not better. */
export function ofOutcome(context: Context): readonly Because[] {
  const { timeline } = context;
  const { outcome, selected } = timeline.trace.result;
  const lost = timeline.at(timeline.endMs).agents.filter(({ consentExpired }) => consentExpired);
  return [
    because(`settled-${outcome}`, {}),
    ...lost.map(({ node }) => because('consent-lost', { node })),
    ...selected
      .filter(({ node }) => !lost.some((agent) => agent.node === node))
      .map(({ node, pair }) =>
        because('selected-types', { node, localType: pair.local.type, remoteType: pair.remote.type }),
      ),
    // A connection that was there had nothing in its way.
    ...(outcome === 'direct' || lost.length > 0 ? [] : obstaclesOf(context)),
  ];
}

/** What was in the way of a direct connection, or of any. */
function obstaclesOf(context: Context): readonly Because[] {
  const { timeline } = context;
  const { trace } = timeline;
  const agents = agentsOf(trace.scene);
  const mapping = agents.filter((node) =>
    gatewaysOf(trace.scene, node).some((nat) => mapsByDestination(trace, nat)),
  );
  const hasRelay = agents.some((node) => candidatesOf(trace, node).has('relay'));
  const views = timeline.at(timeline.endMs).agents;
  return [
    ...agents
      .filter((node) => isUnanswered(trace, node))
      .map((node) => because('no-server-answered', { node })),
    ...(mapping.length > 1
      ? [because('both-map-by-destination', {})]
      : mapping.map((node) => because('maps-by-destination', { node }))),
    ...(hasRelay ? [] : [because('no-relay', {})]),
    ...views
      .filter(({ pairs, dropped }) => pairs.length === 0 && dropped.length === 0)
      .map(({ node }) => because('no-pair', { node })),
    ...agents.flatMap((node) => droppedChecksOf(context, node)),
  ];
}

/** Whether the same inside endpoint had several endpoints outside, as the destinations were. RFC 4787 §4.1. */
function mapsByDestination({ events }: Trace, nat: Id): boolean {
  const outsides = new Map<string, string>();
  return events.some((event) => {
    if (event.kind !== 'mapping' || event.node !== nat || event.event !== 'mapping-made') return false;
    const { inside, outside, madeFor } = event.mapping;
    const [from, to] = [`${inside.address} ${inside.port}`, `${outside.address} ${outside.port}`];
    const known = outsides.get(from);
    outsides.set(from, to);
    return madeFor !== undefined && known !== undefined && known !== to;
  });
}

/** The types that an agent told. */
function candidatesOf({ events }: Trace, node: Id): ReadonlySet<string> {
  return new Set(
    events.flatMap((event) =>
      event.kind === 'agent' && event.node === node && event.event === 'candidate'
        ? [event.candidate.type]
        : [],
    ),
  );
}

/** Whether it asked servers, and got nothing but host candidates. */
function isUnanswered(trace: Trace, node: Id): boolean {
  const hasAsked = trace.events.some(
    (event) =>
      event.kind === 'agent' &&
      event.node === node &&
      event.event === 'ice' &&
      event.ice.event === 'server-asked',
  );
  const types = candidatesOf(trace, node);
  return hasAsked && !types.has('srflx') && !types.has('relay');
}

/** Where most of an agent's checks were dropped. */
function droppedChecksOf(context: Context, sender: Id): readonly Because[] {
  const { events, packets } = context.timeline.trace;
  const places = new Map<string, number[]>();
  for (const [place, event] of events.entries()) {
    if (event.kind !== 'dropped') continue;
    const packet = packets[event.packet - 1];
    if (packet?.sender !== sender || !isCheck(packet.bytes)) continue;
    const key = `${event.node} ${event.why}`;
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  const groups = [...places.values()].toSorted((a, b) => b.length - a.length);
  const most = groups.find(([place]) => !isHopeless(events[place ?? -1])) ?? groups[0];
  const last = most?.at(-1);
  if (!most || last === undefined) return [];
  return [because('checks-dropped', { node: sender, count: most.length }), ...explainEvent(context, last)];
}

/** A check to an address that only its own network knows: there are always some, and nobody expects them to arrive. */
function isHopeless(event: TraceEvent | undefined): boolean {
  return event?.kind === 'dropped' && ['private-address', 'no-such-address', 'no-route'].includes(event.why);
}

/** A Binding request, to a server or a peer, through a relay or not. */
function isCheck(bytes: Uint8Array): boolean {
  const message = messagesOf(bytes).at(-1);
  return message?.class === 'request' && message.method === METHOD.Binding;
}
