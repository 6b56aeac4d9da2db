import type { Flow, Mapping, MappingEvent, MappingId, NatDecision, NatRefusal } from './types.ts';

export const drop = (
  events: readonly MappingEvent[],
  why: NatRefusal,
  mapping?: Mapping,
): NatDecision & { readonly verdict: 'drop' } => ({
  verdict: 'drop',
  why,
  events,
  ...(mapping && { mapping }),
});

export const withSource = ({ protocol, destination }: Flow, source: Flow['source']): Flow => ({
  protocol,
  source,
  destination,
});

export const withDestination = ({ protocol, source }: Flow, destination: Flow['destination']): Flow => ({
  protocol,
  source,
  destination,
});

/** 1, 2, … */
export function createIds(): () => MappingId {
  let last = 0;
  return () => ++last;
}
