import type { TraceEvent as IceEvent } from '#src/protocol/ice/agent/index.ts';
import type { TurnClientTrace } from '#src/protocol/turn/client/index.ts';
import type { Id } from '#src/simulator/index.ts';
import { methodName } from '../packets/title.ts';
import { because, codeParams, text } from './because.ts';
import type { PairParams } from './params.ts';
import type { Because } from './types.ts';

/** What is known of a pair at the moment of which is spoken. */
export type PairOf = (pair: number) => PairParams;

/** What an agent's decision says. */
export function ofIceEvent(node: Id, event: IceEvent, pairOf: PairOf): readonly Because[] {
  switch (event.event) {
    case 'ignored':
      return [because(`ignored-${event.reason}`, { node, from: text(event.from) })];
    case 'candidate-redundant':
      return [because('candidate-redundant', { node, address: text(event.address) })];
    case 'server-asked':
      return [because('server-asked', { node, server: text(event.server) })];
    case 'binding-kept-alive':
      return [because('binding-kept-alive', { node, server: text(event.server) })];
    case 'server-failed': {
      const server = text(event.server);
      return event.code === undefined
        ? [because('server-silent', { node, server })]
        : [because('server-refused', { ...codeParams(node, event.code), server })];
    }
    case 'turn':
      return [ofTurn(node, event.turn)];
    case 'remote-candidate-ignored':
      return [because(`remote-candidate-${event.reason}`, { node, address: event.address })];
    case 'request-received': {
      const key = event.useCandidate ? 'request-nominates' : 'request-received';
      return [because(key, { node, from: text(event.from) })];
    }
    case 'request-refused':
      return [
        because(`request-refused-${event.why}`, { ...codeParams(node, event.code), from: text(event.from) }),
      ];
    case 'peer-reflexive':
      return [because(`peer-reflexive-${event.side}`, { node, address: text(event.address) })];
    case 'remote-identified': {
      const { address, type } = event.remote;
      return [because('remote-identified', { node, address: text(address), type })];
    }
    case 'role-switched':
      return [because(`role-switched-${event.why}`, { node, role: event.role })];
    case 'checklist-state':
      return [because(`checklist-${event.why}`, { node })];
    case 'pac-timer-expired':
      return [because('pac-timer-expired', { node })];
    case 'restarted':
      return [because('restarted', { node, ufrag: event.ufrag })];
    default:
      return ofPairEvent(event, pairOf);
  }
}

type PairEvent = Extract<IceEvent, { readonly pair: number }>;

function ofPairEvent(event: PairEvent, pairOf: PairOf): readonly Because[] {
  const pair = pairOf(event.pair);
  switch (event.event) {
    case 'pair-formed':
      return event.insteadOf
        ? [because('pair-for-base', { ...pair, insteadOf: text(event.insteadOf.address) })]
        : [because(`pair-formed-${event.why}`, pair)];
    case 'pair-dropped':
      return [because(`pair-dropped-${event.why}`, { ...pair, other: event.of ?? 0 })];
    case 'pair-state':
      return ofPairState(event, pair);
    case 'check-sent':
      return [because(event.useCandidate ? 'check-sent-nominating' : `check-sent-${event.check}`, pair)];
    case 'check-answered': {
      const { roundTripMs } = event;
      return [because('check-answered', { ...pair, mapped: text(event.mappedAddress), roundTripMs })];
    }
    case 'check-failed':
      return [because(`check-failed-${event.why}`, { ...pair, ...codeParams(pair.node, event.code) })];
    case 'valid':
      return event.checked === event.pair
        ? [because('valid', pair)]
        : [because('valid-by-another', { ...pair, other: event.checked })];
    case 'nominating':
      return [because(`nominating-${event.why}`, pair)];
    case 'consent-fresh':
      return [because('consent-fresh', { ...pair, untilMs: event.until })];
    case 'triggered':
    case 'nominated':
    case 'keepalive':
    case 'consent-expired':
      return [because(event.event, pair)];
  }
}

/** Of a failure the check itself has spoken. */
function ofPairState(
  { why }: Extract<IceEvent, { event: 'pair-state' }>,
  pair: PairParams,
): readonly Because[] {
  switch (why) {
    case 'no-answer':
    case 'other-way':
    case 'error-response':
    case 'no-mapped-address':
    case 'role-conflicts':
      return [because(`check-failed-${why}`, { ...pair, ...codeParams(pair.node, undefined) })];
    default:
      return [because(`pair-${why}`, pair)];
  }
}

function ofTurn(node: Id, turn: TurnClientTrace): Because {
  switch (turn.decision) {
    case 'asked':
      return because(`turn-asked-${turn.why}`, { node, method: methodName(turn.method) });
    case 'answered': {
      const method = methodName(turn.method);
      return turn.code === undefined
        ? because('turn-answered', { node, method })
        : because('turn-refused', { ...codeParams(node, turn.code), method });
    }
    case 'unanswered':
      return because('turn-unanswered', { node, method: methodName(turn.method) });
    case 'ignored':
      return because('turn-ignored', { node, reason: turn.reason });
    case 'channel-refused':
      return because('turn-channel-refused', { node, peer: text(turn.peer) });
    case 'icmp':
      return because('turn-icmp', { node, peer: text(turn.peer) });
  }
}
