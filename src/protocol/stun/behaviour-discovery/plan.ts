import { type TransportAddress, isSameTransport } from '../../bytes/address.ts';
import type { StunAttribute } from '../registry.ts';
import type { BehaviourOutcome, BehaviourTest } from './report.ts';
import type { BehaviourDiscoveryConfig, DiscoveryPort, NatBehaviour } from './types.ts';

/** How the tests ended that are over, in their order. */
export type Outcomes = ReadonlyMap<BehaviourTest, BehaviourOutcome>;

export type Answered = Extract<BehaviourOutcome, { kind: 'answered' }>;

/** A request to be sent. */
export interface Probe {
  readonly test: BehaviourTest;
  readonly port: DiscoveryPort;
  readonly to: TransportAddress;
  readonly attributes: readonly StunAttribute[];
}

/**
 * What to ask next, after what came of the tests before; undefined when nothing more is to be found out.
 *
 * Filtering comes before mapping: "a precondition to these tests is that no binding be established to the alternate
 * address and port" (RFC 5780 §3.2), and tests II and III of the mapping establish it.
 */
export function nextProbe(config: BehaviourDiscoveryConfig, outcomes: Outcomes): Probe | undefined {
  const { server } = config;
  if (!outcomes.has('connectivity')) return probe('connectivity', server);
  const first = answerOf(outcomes, 'connectivity');
  if (!first) return undefined;
  const other = usableOtherAddress(config, first);
  const hasNat = !isUntranslated(config, first);
  return (
    (other && isWanted(config, 'filtering') ? nextOfFiltering(server, outcomes) : undefined) ??
    (other && hasNat && isWanted(config, 'mapping')
      ? nextOfMapping(server, other, first, outcomes)
      : undefined) ??
    (hasNat && isWanted(config, 'hairpinning') ? nextOfHairpinning(first, outcomes) : undefined)
  );
}

/** RFC 5780 §4.4: test III "must be performed" only where nobody answered test II. */
function nextOfFiltering(server: TransportAddress, outcomes: Outcomes): Probe | undefined {
  const second = outcomes.get('filtering-II');
  if (!second) return probe('filtering-II', server, change(true));
  const isOver = second.kind !== 'silent' || outcomes.has('filtering-III');
  return isOver ? undefined : probe('filtering-III', server, change(false));
}

/** RFC 5780 §4.3: test II goes "to the alternate address, but primary port", test III "to the alternate address and port". */
function nextOfMapping(
  server: TransportAddress,
  other: TransportAddress,
  first: Answered,
  outcomes: Outcomes,
): Probe | undefined {
  if (!outcomes.has('mapping-II')) return probe('mapping-II', { ...other, port: server.port });
  const second = answerOf(outcomes, 'mapping-II');
  if (!second || isSameTransport(second.mappedAddress, first.mappedAddress)) return undefined;
  return outcomes.has('mapping-III') ? undefined : probe('mapping-III', other);
}

/** RFC 5780 §3.4: "The client then sends a STUN Binding Request to this mapped address from a different port." */
function nextOfHairpinning({ mappedAddress }: Answered, outcomes: Outcomes): Probe | undefined {
  return outcomes.has('hairpinning')
    ? undefined
    : { test: 'hairpinning', port: 'Y', to: mappedAddress, attributes: [] };
}

function probe(test: BehaviourTest, to: TransportAddress, ...attributes: readonly StunAttribute[]): Probe {
  return { test, port: 'X', to, attributes };
}

function change(changeAddress: boolean): StunAttribute {
  return { type: 'CHANGE-REQUEST', changeAddress, changePort: true };
}

export function isWanted({ wanted }: BehaviourDiscoveryConfig, behaviour: NatBehaviour): boolean {
  return wanted?.includes(behaviour) ?? true;
}

/** The answer to this test, if it has one. */
export function answerOf(outcomes: Outcomes, test: BehaviourTest): Answered | undefined {
  const outcome = outcomes.get(test);
  return outcome?.kind === 'answered' ? outcome : undefined;
}

/** RFC 5780 §4.3: the address that the server saw is "the same as the local IP address and port of the socket". */
export function isUntranslated({ local }: BehaviourDiscoveryConfig, { mappedAddress }: Answered): boolean {
  return local !== undefined && isSameTransport(local, mappedAddress);
}

/** OTHER-ADDRESS of the first answer, where it is what RFC 5780 §6 makes it: another IP address, and another port. */
export function usableOtherAddress(
  { server }: BehaviourDiscoveryConfig,
  { otherAddress: other }: Answered,
): TransportAddress | undefined {
  const isOther =
    other?.family === server.family &&
    other.address !== server.address &&
    other.port !== server.port &&
    other.port !== 0;
  return isOther ? other : undefined;
}
