import { describe, expect, it } from 'vitest';
import type { TransportAddress } from '../../bytes/address.ts';
import { type StunAttribute, decodeStun, encodeStun, findAttribute } from '../index.ts';
import { createBehaviourServer } from './server.ts';
import type { BehaviourServer } from './server-types.ts';
import { A1, A2, P1, P2, PUBLIC_IP, address } from './testing-nat.ts';
import { type World, SERVER, discover, rewriting } from './testing.ts';

const OPEN = { mapping: 'EndpointIndependent', filtering: 'EndpointIndependent', hairpins: true } as const;
const STRICT = { mapping: 'AddressAndPortDependent', filtering: 'AddressAndPortDependent' } as const;
const ONE_ADDRESS = createBehaviourServer({ primary: address(A1, P1) });

const undecided = (why: string, ...tests: string[]) => ({ concluded: false, why, tests });

/** A server that treats requests with CHANGE-REQUEST in its own way. */
function onChangeRequest(handle: BehaviourServer['handlePacket']): Pick<BehaviourServer, 'handlePacket'> {
  return {
    handlePacket(at, to, client, bytes) {
      const decoded = decodeStun(bytes);
      const isChange = decoded.ok && findAttribute(decoded.value, 'CHANGE-REQUEST');
      return (isChange ? handle : SERVER.handlePacket)(at, to, client, bytes);
    },
  };
}

/** Answers as if CHANGE-REQUEST weren't there. */
const deaf = onChangeRequest((at, to, client, bytes) => {
  const decoded = decodeStun(bytes);
  if (!decoded.ok) throw new Error(decoded.error.kind);
  return SERVER.handlePacket(at, to, client, encodeStun({ ...decoded.value, attributes: [] }));
});

describe('Where UDP is blocked (RFC 5780 §4.2)', () => {
  it('nothing is concluded, after one transaction', () => {
    const { report, actions } = discover({ nat: OPEN, drops: () => true });
    expect(report).toMatchObject({
      nat: 'unknown',
      mapping: undecided('no-answer', 'connectivity'),
      filtering: undecided('no-answer', 'connectivity'),
      hairpinning: undecided('no-answer', 'connectivity'),
    });
    expect(report.mappedAddress).toBeUndefined();
    expect(actions.filter(({ kind }) => kind === 'send')).toHaveLength(7);
  });
});

describe('A server that refuses the first request', () => {
  it('leaves everything open, and the code is told', () => {
    const reason = 'Unauthenticated';
    const handlePacket: BehaviourServer['handlePacket'] = (_at, from, to, bytes) => {
      const decoded = decodeStun(bytes);
      if (!decoded.ok) throw new Error(decoded.error.kind);
      const attributes: StunAttribute[] = [{ type: 'ERROR-CODE', code: 401, reason }];
      return [
        { kind: 'send', from, to, bytes: encodeStun({ ...decoded.value, class: 'error', attributes }) },
      ];
    };
    const { report } = discover({ nat: OPEN, server: { handlePacket } });
    expect(report.mapping).toEqual(undecided('refused', 'connectivity'));
    expect(report.outcomes).toMatchObject([{ kind: 'refused', code: 401, reason }]);
  });
});

describe('A server with one address (RFC 5780 §4.3: "this test cannot be run")', () => {
  it('shows that there is a NAT and whether it hairpins, no more', () => {
    const { report } = discover({ nat: OPEN, server: ONE_ADDRESS });
    expect(report.nat).toBe('present');
    expect(report.mapping).toEqual(undecided('no-other-address', 'connectivity'));
    expect(report.filtering).toEqual(undecided('no-other-address', 'connectivity'));
    // Nobody knows the filter, but what comes back has come back.
    expect(report.hairpinning).toMatchObject({ concluded: true, behaviour: true });
    const silent = discover({ nat: { ...OPEN, hairpins: false }, server: ONE_ADDRESS }).report;
    expect(silent.hairpinning).toEqual(undecided('maybe-filtered', 'hairpinning'));
  });

  it('shows that there is no NAT: test I compares with the own address only', () => {
    const { report } = discover({ nat: { ...OPEN, mapping: 'none' }, server: ONE_ADDRESS });
    expect(report.nat).toBe('none');
    expect(report.mapping).toMatchObject({ concluded: true, behaviour: 'EndpointIndependent' });
  });
});

describe('OTHER-ADDRESS that is not another IP address with another port (RFC 5780 §6)', () => {
  it.each<[string, TransportAddress]>([
    ['the same IP address', address(A1, P2)],
    ['the same port', address(A2, P1)],
    ['port 0', address(A2, 0)],
    ['another family', { family: 6, address: '2001:db8::1', port: P2 }],
  ])('%s: nothing is sent there', (_, other) => {
    const server = rewriting((attribute) =>
      attribute.type === 'OTHER-ADDRESS' ? { ...attribute, address: other } : undefined,
    );
    const { report } = discover({ nat: OPEN, server });
    expect(report.mapping).toEqual(undecided('other-address-unusable', 'connectivity'));
    expect(report.filtering).toEqual(undecided('other-address-unusable', 'connectivity'));
    expect(report.outcomes.map(({ test }) => test)).toEqual(['connectivity', 'hairpinning']);
  });
});

describe('CHANGE-REQUEST that is not done', () => {
  it('420: filtering stays open (RFC 5780 §5)', () => {
    const { report } = discover({ nat: STRICT, server: onChangeRequest(ONE_ADDRESS.handlePacket) });
    expect(report.filtering).toEqual(undecided('change-request-refused', 'filtering-II'));
    expect(report.mapping).toMatchObject({ behaviour: STRICT.mapping });
  });

  it('an answer from where the request went lets no filter be seen: a naive client would call it open', () => {
    const { report } = discover({ nat: STRICT, server: deaf });
    expect(report.filtering).toEqual(undecided('change-request-ignored', 'filtering-II'));
  });

  it('an answer to test III from there says as little', () => {
    let changes = 0;
    const server = onChangeRequest((at, to, client, bytes) =>
      // Test II goes out seven times.
      ++changes <= 7 ? [] : deaf.handlePacket(at, to, client, bytes),
    );
    expect(discover({ nat: STRICT, server }).report.filtering).toEqual(
      undecided('change-request-ignored', 'filtering-III'),
    );
  });
});

describe('Silence', () => {
  it.each([
    ['AddressDependent', true],
    ['AddressAndPortDependent', true],
    ['EndpointIndependent', false],
  ] as const)('is what a filter is told by, so a conclusion from it says so: %s', (filtering, isDoubted) => {
    const { report } = discover({ nat: { ...OPEN, filtering } });
    expect(report.filtering).toMatchObject({
      behaviour: filtering,
      doubts: isDoubted ? ['from-silence'] : [],
    });
  });

  it('of a dead other address looks like a filter, and is doubted; the mapping stays open', () => {
    const isDead: World['drops'] = (from, to) => from.address === A2 || to.address === A2;
    const { report } = discover({ nat: OPEN, drops: isDead });
    expect(report.filtering).toMatchObject({
      behaviour: 'AddressDependent',
      doubts: ['from-silence', 'other-address-unproven'],
    });
    expect(report.mapping).toEqual(undecided('other-address-silent', 'mapping-II'));
  });

  it('of the other port keeps address-dependent mapping from being told', () => {
    const drops: World['drops'] = (_, to) => to.address === A2 && to.port === P2;
    const { report } = discover({ nat: STRICT, drops });
    expect(report.mapping).toEqual(undecided('other-address-silent', 'mapping-III'));
  });

  it('that lasts for two packets is no silence: requests are sent again', () => {
    let packets = 0;
    const drops: World['drops'] = (_, to) => to.address !== PUBLIC_IP && packets++ % 3 < 2;
    const { report } = discover({ nat: OPEN, drops });
    expect(report).toMatchObject({
      mapping: { behaviour: OPEN.mapping },
      filtering: { behaviour: OPEN.filtering },
    });
  });

  it('of a NAT that does not hairpin is believed where no filter could have made it', () => {
    const { report } = discover({ nat: { ...OPEN, hairpins: false } });
    expect(report.hairpinning).toEqual({
      concluded: true,
      behaviour: false,
      tests: ['filtering-II', 'hairpinning'],
      doubts: ['from-silence'],
    });
  });
});

describe('A NAT that tracks connections, as Linux does (RFC 5780 §4.1: "previous state in the NAT")', () => {
  const MAPPINGS = ['AddressDependent', 'AddressAndPortDependent'] as const;

  it.each(MAPPINGS)('and filters nothing hides its mapping behind the tests of the filter: %s', (mapping) => {
    const nat = { mapping, filtering: 'EndpointIndependent', tracksConnections: true } as const;
    expect(discover({ nat }).report.mapping).toEqual(undecided('prior-state', 'filtering-II', 'mapping-III'));
    // From another port, by itself:
    expect(discover({ nat }, { wanted: ['mapping'] }).report.mapping).toMatchObject({ behaviour: mapping });
  });

  it.each(MAPPINGS)('and filters is found to be what it is: %s', (mapping) => {
    for (const filtering of MAPPINGS) {
      const { report } = discover({ nat: { mapping, filtering, tracksConnections: true } });
      expect(report).toMatchObject({ mapping: { behaviour: mapping }, filtering: { behaviour: filtering } });
    }
  });
});
