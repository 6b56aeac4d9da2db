import { describe, expect, it } from 'vitest';
import { knownRandom } from '../../turn/testing.ts';
import { decodeStun, findAttribute } from '../index.ts';
import { createBehaviourDiscovery } from './client.ts';
import type { BehaviourFinding, EndpointDependence } from './report.ts';
import { createBehaviourServer } from './server.ts';
import { A1, A2, LOCAL, P1, P2, PUBLIC_IP, address } from './testing-nat.ts';
import { discover } from './testing.ts';
import type { BehaviourAction } from './types.ts';

const KINDS: readonly EndpointDependence[] = [
  'EndpointIndependent',
  'AddressDependent',
  'AddressAndPortDependent',
];

/** What was concluded, if anything was. */
function behaviourOf<T>(finding: BehaviourFinding<T>): T | string {
  return finding.concluded ? finding.behaviour : finding.why;
}

/** Every request for the first time: the test and where it went, in order. */
function asked(actions: readonly BehaviourAction[]): string[] {
  return actions.flatMap((action) =>
    action.kind === 'trace' && action.decision === 'asked' && action.why === 'next-test'
      ? [`${action.test} ${action.port} ${action.to.address}:${action.to.port}`]
      : [],
  );
}

describe('Every kind of NAT (RFC 4787 §4.1, §5) is found to be what it is (RFC 5780 §4.3, §4.4)', () => {
  const NATS = KINDS.flatMap((mapping) =>
    KINDS.flatMap((filtering) => [true, false].map((hairpins) => ({ mapping, filtering, hairpins }))),
  );

  it.each(NATS)('mapping $mapping, filtering $filtering, hairpins $hairpins', (nat) => {
    const { report } = discover({ nat });
    expect(report.nat).toBe('present');
    expect(report.mappedAddress?.address).toBe(PUBLIC_IP);
    expect(behaviourOf(report.mapping)).toBe(nat.mapping);
    expect(behaviourOf(report.filtering)).toBe(nat.filtering);
    // §3.4 sends from a port that the filter of the other has not been opened for.
    const isOpen = nat.filtering === 'EndpointIndependent';
    expect(behaviourOf(report.hairpinning)).toBe(isOpen ? nat.hairpins : 'maybe-filtered');
    expect(report.oddities).toEqual([]);
  });
});

describe('Without a NAT (RFC 5780 §4.3, test I)', () => {
  it.each(KINDS)('a filter is found all the same: %s', (filtering) => {
    const { report } = discover({ nat: { mapping: 'none', filtering } });
    expect(report.nat).toBe('none');
    expect(report.mappedAddress).toEqual(LOCAL.X);
    // "the client knows that it is not NATed and the effective mapping will be Endpoint-Independent."
    expect(report.mapping).toEqual({
      concluded: true,
      behaviour: 'EndpointIndependent',
      tests: ['connectivity'],
      doubts: [],
    });
    expect(behaviourOf(report.filtering)).toBe(filtering);
    expect(behaviourOf(report.hairpinning)).toBe('no-nat');
  });

  it('that is not known, where the own address is not: the tests go on', () => {
    const nat = { mapping: 'none', filtering: 'EndpointIndependent' } as const;
    const { report } = discover({ nat, isLocalKnown: false });
    expect(report.nat).toBe('unknown');
    expect(report.mapping).toMatchObject({
      behaviour: 'EndpointIndependent',
      tests: ['connectivity', 'mapping-II'],
    });
    expect(report.hairpinning).toMatchObject({ behaviour: true, doubts: ['nat-unknown'] });
  });
});

describe('Over IPv6', () => {
  it('the same: what is told, asked and concluded is of that family', () => {
    const at = (host: string, port: number) => ({ family: 6, address: `2001:db8::${host}`, port }) as const;
    const [primary, alternate, local] = [at('1', P1), at('2', P2), at('c', 50_000)];
    const server = createBehaviourServer({ primary, alternate });
    const client = createBehaviourDiscovery({ server: primary, local, random: knownRandom() });
    const perform = (actions: readonly BehaviourAction[]): void => {
      for (const action of actions) {
        if (action.kind !== 'send') continue;
        for (const answer of server.handlePacket(0, action.to, local, action.bytes)) {
          if (answer.kind === 'send') perform(client.handlePacket(0, 'X', answer.from, answer.bytes));
        }
      }
    };
    perform(client.start(0));
    expect(client.report).toMatchObject({
      nat: 'none',
      filtering: { behaviour: 'EndpointIndependent' },
      outcomes: [{ otherAddress: alternate }, { from: alternate, origin: alternate }],
    });
  });
});

describe('The tests, in their order (RFC 5780 §4.5)', () => {
  const strict = {
    nat: { mapping: 'AddressAndPortDependent', filtering: 'AddressAndPortDependent' },
  } as const;
  const open = { nat: { mapping: 'EndpointIndependent', filtering: 'EndpointIndependent' } } as const;

  it('filtering comes first: "no binding be established to the alternate address and port" (§3.2)', () => {
    expect(asked(discover(strict).actions)).toEqual([
      `connectivity X ${A1}:${P1}`,
      `filtering-II X ${A1}:${P1}`,
      `filtering-III X ${A1}:${P1}`,
      `mapping-II X ${A2}:${P1}`,
      `mapping-III X ${A2}:${P2}`,
      `hairpinning Y ${PUBLIC_IP}:20000`,
    ]);
  });

  it('test III is only made where test II leaves it open', () => {
    expect(asked(discover(open).actions)).toEqual([
      `connectivity X ${A1}:${P1}`,
      `filtering-II X ${A1}:${P1}`,
      `mapping-II X ${A2}:${P1}`,
      `hairpinning Y ${PUBLIC_IP}:20000`,
    ]);
  });

  it('nothing is tested that is not wanted', () => {
    const { actions, report } = discover(strict, { wanted: ['mapping'] });
    expect(asked(actions).map((line) => line.split(' ')[0])).toEqual([
      'connectivity',
      'mapping-II',
      'mapping-III',
    ]);
    expect(behaviourOf(report.filtering)).toBe('not-wanted');
    expect(behaviourOf(report.hairpinning)).toBe('not-wanted');
  });

  it('CHANGE-REQUEST asks for address and port in test II, and for the port in test III (§4.4)', () => {
    const changes = discover(strict).actions.flatMap((action) => {
      const decoded = action.kind === 'send' ? decodeStun(action.bytes) : undefined;
      const change = decoded?.ok ? findAttribute(decoded.value, 'CHANGE-REQUEST') : undefined;
      return change ? [`${change.changeAddress} ${change.changePort}`] : [];
    });
    expect([...new Set(changes)]).toEqual(['true true', 'false true']);
  });

  it('a request that nobody answers is sent again, and is silence after 39.5 s (RFC 8489 §6.2.1)', () => {
    const times = discover(strict).actions.flatMap((action) => {
      if (action.kind !== 'trace') return [];
      if (action.decision === 'asked' && action.test === 'filtering-II') return [action.at - 20];
      return action.decision === 'test-ended' && action.outcome.test === 'filtering-II'
        ? [action.at - 20]
        : [];
    });
    expect(times).toEqual([0, 500, 1500, 3500, 7500, 15500, 31500, 39500]);
  });

  it('with PADDING, every request has it (RFC 5780 §3.5)', () => {
    const { actions, report } = discover(open, { paddingBytes: 1500 });
    const lengths = actions.flatMap((action) => (action.kind === 'send' ? [action.bytes.length] : []));
    expect(Math.min(...lengths)).toBeGreaterThan(1500);
    expect(behaviourOf(report.mapping)).toBe('EndpointIndependent');
  });

  it('every decision leaves a trace: what was asked, how it ended, what was concluded', () => {
    const { actions, report } = discover(open);
    expect(actions.flatMap((action) => (action.kind === 'trace' ? [action.decision] : []))).toEqual([
      ...['asked', 'test-ended', 'asked', 'test-ended', 'asked', 'test-ended', 'asked'],
      // The NAT doesn't hairpin: again and again.
      ...Array.from({ length: 6 }, () => 'asked'),
      ...['test-ended', 'concluded', 'concluded', 'concluded'],
    ]);
    expect(actions.at(-1)).toEqual({ kind: 'done', report });
    expect(report.outcomes.map(({ test, kind }) => [test, kind])).toEqual([
      ['connectivity', 'answered'],
      ['filtering-II', 'answered'],
      ['mapping-II', 'answered'],
      ['hairpinning', 'silent'],
    ]);
    expect(report.outcomes[1]).toMatchObject({ from: address(A2, P2), origin: address(A2, P2) });
  });
});
