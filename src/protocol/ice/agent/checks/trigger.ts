import { setPairState } from '../checklist/pair.ts';
import type { Checklist, Pair } from '../state.ts';
import type { PairStateReason } from '../trace.ts';
import type { AgentAction } from '../types.ts';

/** Puts a pair into the triggered-check queue, once, in state Waiting. RFC 8445 §6.1.4.1. */
export function trigger(at: number, checklist: Checklist, pair: Pair, why: PairStateReason): AgentAction[] {
  if (!checklist.triggered.includes(pair)) checklist.triggered.push(pair);
  return [
    { kind: 'trace', at, event: 'triggered', pair: pair.id },
    ...setPairState(at, pair, 'waiting', why),
  ];
}
