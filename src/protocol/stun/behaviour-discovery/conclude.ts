import { isSameTransport } from '../../bytes/address.ts';
import {
  type Answered,
  type Outcomes,
  answerOf,
  isUntranslated,
  isWanted,
  usableOtherAddress,
} from './plan.ts';
import type {
  BehaviourDoubt,
  BehaviourFinding,
  BehaviourOddity,
  BehaviourOutcome,
  BehaviourReport,
  BehaviourTest,
  BehaviourUndecided,
  EndpointDependence,
} from './report.ts';
import type { BehaviourDiscoveryConfig, NatBehaviour } from './types.ts';

/** What follows from the tests, and what doesn't. */
export function conclude(config: BehaviourDiscoveryConfig, outcomes: Outcomes): BehaviourReport {
  const first = answerOf(outcomes, 'connectivity');
  const filtering = find(config, 'filtering', outcomes, (answer) => ofFiltering(config, outcomes, answer));
  return {
    ...(first && { mappedAddress: first.mappedAddress }),
    nat: !first || !config.local ? 'unknown' : isUntranslated(config, first) ? 'none' : 'present',
    filtering,
    mapping: find(config, 'mapping', outcomes, (answer) => ofMapping(config, outcomes, answer)),
    hairpinning: find(config, 'hairpinning', outcomes, (answer) =>
      ofHairpinning(config, outcomes, answer, filtering),
    ),
    oddities: odditiesOf(outcomes),
    outcomes: [...outcomes.values()],
  };
}

/** RFC 5780 §4.2 comes before everything: without an answer to it nothing is known. */
function find<T>(
  config: BehaviourDiscoveryConfig,
  behaviour: NatBehaviour,
  outcomes: Outcomes,
  judge: (first: Answered) => BehaviourFinding<T>,
): BehaviourFinding<T> {
  if (!isWanted(config, behaviour)) return undecided('not-wanted');
  const first = outcomes.get('connectivity');
  if (first?.kind === 'answered') return judge(first);
  return undecided(first?.kind === 'refused' ? 'refused' : 'no-answer', 'connectivity');
}

/** RFC 5780 §4.4. Which address an answer came from is what we see, not what the server says. */
function ofFiltering(
  config: BehaviourDiscoveryConfig,
  outcomes: Outcomes,
  first: Answered,
): BehaviourFinding<EndpointDependence> {
  const { server } = config;
  if (!usableOtherAddress(config, first)) return withoutOtherAddress(first);
  const [second, third] = [outcomes.get('filtering-II'), outcomes.get('filtering-III')];
  if (second?.kind === 'answered') {
    return second.from.address === server.address
      ? undecided('change-request-ignored', 'filtering-II')
      : concluded('EndpointIndependent', ['filtering-II']);
  }
  if (second?.kind === 'refused') return refusedChange(second);
  const doubts: BehaviourDoubt[] = [
    'from-silence',
    ...(provesOther(outcomes, server.address) ? [] : UNPROVEN),
  ];
  if (third?.kind === 'answered') {
    const isChanged = third.from.address === server.address && third.from.port !== server.port;
    return isChanged
      ? concluded('AddressDependent', ['filtering-II', 'filtering-III'], doubts)
      : undecided('change-request-ignored', 'filtering-III');
  }
  if (third?.kind === 'refused') return refusedChange(third);
  return concluded('AddressAndPortDependent', ['filtering-II', 'filtering-III'], doubts);
}

const UNPROVEN: readonly BehaviourDoubt[] = ['other-address-unproven'];

/** Whether anything came from an IP address that isn't the server's primary one. */
function provesOther(outcomes: Outcomes, primary: string): boolean {
  return [...outcomes.values()].some(
    (outcome) => outcome.kind === 'answered' && outcome.from.address !== primary,
  );
}

function refusedChange({
  test,
  code,
}: Extract<BehaviourOutcome, { kind: 'refused' }>): BehaviourFinding<never> {
  return undecided(code === 420 ? 'change-request-refused' : 'refused', test);
}

/** RFC 5780 §4.3. */
function ofMapping(
  config: BehaviourDiscoveryConfig,
  outcomes: Outcomes,
  first: Answered,
): BehaviourFinding<EndpointDependence> {
  // "the client knows that it is not NATed and the effective mapping will be Endpoint-Independent."
  if (isUntranslated(config, first)) return concluded('EndpointIndependent', ['connectivity']);
  if (!usableOtherAddress(config, first)) return withoutOtherAddress(first);
  const second = answerOf(outcomes, 'mapping-II');
  if (!second) return withoutAnswer(outcomes, 'mapping-II');
  if (isSameTransport(second.mappedAddress, first.mappedAddress)) {
    return concluded('EndpointIndependent', ['connectivity', 'mapping-II']);
  }
  const third = answerOf(outcomes, 'mapping-III');
  if (!third) return withoutAnswer(outcomes, 'mapping-III');
  // §4.1: "the results of some diagnostic checks depend on previous state in the NAT created by prior traffic".
  const met = answerOf(outcomes, 'filtering-II');
  if (
    met &&
    isSameTransport(met.from, third.to) &&
    isSameTransport(third.mappedAddress, first.mappedAddress)
  ) {
    return undecided('prior-state', 'filtering-II', 'mapping-III');
  }
  return concluded(
    isSameTransport(third.mappedAddress, second.mappedAddress)
      ? 'AddressDependent'
      : 'AddressAndPortDependent',
    ['connectivity', 'mapping-II', 'mapping-III'],
  );
}

/** RFC 5780 §3.4: "If the client receives its own request, the NAT hairpins connections." */
function ofHairpinning(
  config: BehaviourDiscoveryConfig,
  outcomes: Outcomes,
  first: Answered,
  filtering: BehaviourFinding<EndpointDependence>,
): BehaviourFinding<boolean> {
  if (isUntranslated(config, first)) return undecided('no-nat', 'connectivity');
  const doubts: readonly BehaviourDoubt[] = config.local ? [] : ['nat-unknown'];
  if (outcomes.get('hairpinning')?.kind === 'returned') return concluded(true, ['hairpinning'], doubts);
  // The port has never sent to Y's mapped address: any other filter keeps out what the NAT may well have turned round.
  const isOpen = filtering.concluded && filtering.behaviour === 'EndpointIndependent';
  if (!isOpen) return undecided('maybe-filtered', 'hairpinning');
  return concluded(false, [...filtering.tests, 'hairpinning'], ['from-silence', ...doubts]);
}

function odditiesOf(outcomes: Outcomes): BehaviourOddity[] {
  const answers = [...outcomes.values()].filter((outcome) => outcome.kind === 'answered');
  const isRewritten = answers.some(
    ({ plainMappedAddress: plain, mappedAddress }) => plain && !isSameTransport(plain, mappedAddress),
  );
  const isTranslated = answers.some(({ origin, from }) => origin && !isSameTransport(origin, from));
  return [
    ...(isRewritten ? (['alg'] as const) : []),
    ...(isTranslated ? (['server-translated'] as const) : []),
  ];
}

function withoutOtherAddress({ otherAddress }: Answered): BehaviourFinding<never> {
  return undecided(otherAddress ? 'other-address-unusable' : 'no-other-address', 'connectivity');
}

function withoutAnswer(outcomes: Outcomes, test: BehaviourTest): BehaviourFinding<never> {
  return undecided(outcomes.get(test)?.kind === 'refused' ? 'refused' : 'other-address-silent', test);
}

function concluded<T>(
  behaviour: T,
  tests: readonly BehaviourTest[],
  doubts: readonly BehaviourDoubt[] = [],
): BehaviourFinding<T> {
  return { concluded: true, behaviour, tests, doubts };
}

function undecided(why: BehaviourUndecided, ...tests: readonly BehaviourTest[]): BehaviourFinding<never> {
  return { concluded: false, why, tests };
}
