import type { Id, PacketId } from '#src/simulator/index.ts';
import type { WhyParams } from './params.ts';

export type { WhyParams };

/** Names a sentence. */
export type WhyKey = keyof WhyParams;

/** A sentence of an explanation: which one, what to put into it, and where the rule stands. */
export type Because = {
  readonly [K in WhyKey]: { readonly key: K; readonly params: WhyParams[K]; readonly rfc?: RfcPlace };
}[WhyKey];

/** A section of an RFC, or the whole of it. */
export interface RfcPlace {
  readonly number: number;
  readonly section?: string;
}

/** Answers "why?" from the trace. */
export interface Explainer {
  /** Why a packet was sent, what became of it on its way, and why it ended where it did. */
  packet(packet: PacketId): readonly Because[];
  /** Of an agent's pair: how it came onto the list, its priority with the formula's numbers, and its state by then. */
  pair(node: Id, pair: number, ms: number): readonly Because[];
  /** What one event of the trace says, in words; by its place in `trace.events`. A mark is explained by its event. */
  event(place: number): readonly Because[];
  /** How the session ended, and why. */
  outcome(): readonly Because[];
}
