import { type Candidate, type CandidateType, TYPE_PREFERENCE, splitPriority } from '#src/protocol/index.ts';
import { METHOD } from '#src/protocol/stun/header.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import type { Trace as TurnServerEvent } from '#src/protocol/turn/types.ts';
import type { Change, Id, TraceEvent } from '#src/simulator/index.ts';
import { methodName } from '../packets/title.ts';
import type { Timeline } from '../timeline/types.ts';
import { because, codeParams, text } from './because.ts';
import { type PairOf, ofIceEvent } from './of-ice-event.ts';
import { endsOf, ofDropped, ofMapping, ofTranslated } from './of-packet-event.ts';
import type { CandidateParams, PriorityParams } from './params.ts';
import type { Because } from './types.ts';

/** What one event of a trace says. A `hop` says nothing that needs words. */
export function ofEvent(timeline: Timeline, event: TraceEvent, pairOf: PairOf): readonly Because[] {
  switch (event.kind) {
    case 'sent': {
      const packet = timeline.trace.packets[event.packet - 1];
      return packet ? [because('sent', { node: event.node, ...endsOf(packet) })] : [];
    }
    case 'hop':
      return [];
    case 'translated':
      return [ofTranslated(event)];
    case 'dropped':
      return [ofDropped(timeline, event)];
    case 'received':
      return [because('received', { node: event.node })];
    case 'mapping':
      return [ofMapping(event)];
    case 'agent':
      return ofAgentEvent(event, pairOf);
    case 'server':
      return [ofServerEvent(event.node, event.server)];
    case 'signal':
      return [because(`signal-${event.what}`, { from: event.from, to: event.to })];
    case 'name': {
      const { node, name, address } = event;
      return [
        address === undefined
          ? because('name-asked', { node, name })
          : because('name-found', { node, name, address }),
      ];
    }
    case 'change':
      return [ofChange(event.change)];
    case 'settled':
      return [because(`settled-${event.outcome}`, {})];
  }
}

function ofAgentEvent(event: Extract<TraceEvent, { kind: 'agent' }>, pairOf: PairOf): readonly Because[] {
  const { node } = event;
  switch (event.event) {
    case 'ice':
      return ofIceEvent(node, event.ice, pairOf);
    case 'candidate':
      return ofToldCandidate(node, event.candidate);
    case 'end-of-candidates':
      return [because('end-of-candidates', { node })];
    case 'state':
      return [because(`state-${event.state}`, { node })];
    case 'role':
      return [because('role', { node, role: event.role })];
    case 'selected':
      return [because('selected', pairOf(event.pair.id))];
    case 'data':
      return [because('data', { node, bytes: event.bytes.length })];
    case 'consent-expired':
      // The agent's trace has said so, and of which pair.
      return [];
  }
}

/** What a candidate is that an agent tells the peer, and how its priority is made. */
function ofToldCandidate(node: Id, { type, address, port, priority }: Candidate): readonly Because[] {
  const params = { node, type, address: formatTransportAddress({ address, port }), priority };
  const isKnown = type === 'host' || type === 'srflx' || type === 'relay';
  return [...(isKnown ? [because(`told-${type}`, params)] : []), ofCandidate(params)];
}

/** A candidate, with the numbers of the recommended formula where its priority is made by it. RFC 8445 §5.1.2.1. */
export function ofCandidate(candidate: CandidateParams & { readonly priority: number }): Because {
  const parts = splitPriority(candidate.priority);
  const params: PriorityParams = { ...candidate, ...parts };
  const isRecommended = parts.typePreference === TYPE_PREFERENCE[candidate.type as CandidateType];
  return isRecommended ? because('candidate', params) : because('candidate-otherwise', candidate);
}

function ofServerEvent(node: Id, event: TurnServerEvent): Because {
  switch (event.decision) {
    case 'ignored':
      return because('server-ignored', { node, from: text(event.from), reason: event.reason });
    case 'answered': {
      const client = text(event.client.client);
      return event.method === METHOD.Binding
        ? because('server-reflects', { node, client })
        : because('server-answered', { node, method: methodName(event.method), client });
    }
    case 'refused':
      return because('server-refuses', {
        ...codeParams(node, event.code),
        method: methodName(event.method),
        client: text(event.client.client),
      });
    case 'allocated':
      return because('relay-allocated', {
        node,
        address: text(event.relayedAddress),
        client: text(event.client.client),
      });
    default:
      return because(`relay-${event.decision}`, { node, address: text(event.relayedAddress) });
  }
}

function ofChange(change: Change): Because {
  const network = 'network' in change ? change.network : change.do === 'move' ? change.to.network : '';
  return because(`change-${change.do}`, { node: change.node, network });
}
