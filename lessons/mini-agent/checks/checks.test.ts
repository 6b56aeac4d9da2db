import { describe, expect, it } from 'vitest';
import { COMPUTER, localAddress, outsideAddress } from '#lessons/behind-nats.ts';
import type { LabContext } from '#lessons/contract.ts';
import {
  METHOD,
  encodeStun,
  shortTermKey,
  utf8Encode,
  type StunAttribute,
  type TransportAddress,
} from '#src/protocol/index.ts';
import { MATRIX_KINDS, createSimulation, matrixScene, readScene, simulate } from '#src/simulator/index.ts';
import { type Check, evidenceOf } from './evidence.ts';
import checks from './index.ts';
import { KINDS, SERVER, canMeet, kindsOf, makeScene } from './scene.ts';

const LAB_KINDS = MATRIX_KINDS.filter((kind) => kind !== 'udp-blocked');

describe('the scene of a hundred sessions', () => {
  it.each([0, 1, 4_294_967_295])('is a valid one: %i', (seed) => {
    expect(readScene(makeScene(seed))).toMatchObject({ ok: true });
  });

  it('has every kind on either side, in an order that is drawn', () => {
    expect(new Set(kindsOf(1).slice(0, 10))).toEqual(new Set(KINDS));
    expect(new Set(kindsOf(1).slice(10))).toEqual(new Set(KINDS));
    expect(kindsOf(1)).not.toEqual(kindsOf(2));
  });

  it('lets those meet directly whom the Lab’s own agents find a direct path for', () => {
    const wrong = KINDS.flatMap((a, row) =>
      KINDS.flatMap((b, column) => {
        const [alice, bob] = [LAB_KINDS[row], LAB_KINDS[column]];
        if (!alice || !bob) throw new Error('The Lab has other kinds');
        const { outcome } = simulate(matrixScene(alice, bob, { turn: true })).result;
        return (outcome === 'direct') === canMeet(a, b) ? [] : [`${alice} ${bob}: ${outcome}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

const at = (address: string, port: number): TransportAddress => ({ family: 4, address, port });

/** Sends what a program would, from Alice's first network. */
function play(...datagrams: { to: TransportAddress; bytes: Uint8Array }[]) {
  const simulation = createSimulation(makeScene(1), { machines: [COMPUTER] });
  const machine = simulation.machine(COMPUTER);
  if (!machine) throw new Error('no machine');
  for (const { to, bytes } of datagrams) machine.send({ from: at(localAddress(1), 5_000), to, bytes });
  simulation.advanceTo(1_000);
  return evidenceOf(simulation.trace());
}

function check(username: string, password: string, more: readonly StunAttribute[] = []): Uint8Array {
  return encodeStun(
    {
      class: 'request',
      method: METHOD.Binding,
      transactionId: new Uint8Array(12),
      attributes: [{ type: 'USERNAME', username }, ...more],
    },
    { integrity: { key: shortTermKey(password), algorithm: 'sha1' }, fingerprint: true },
  );
}

describe('the evidence', () => {
  const bob = at(outsideAddress(12), 6_000);

  it('has the checks of each session, whether they are signed, and their pairs', () => {
    const right = check('b002:a002', 'passwordbofbsession002');
    const evidence = play(
      { to: bob, bytes: right },
      { to: bob, bytes: check('a002:b002', 'passwordbofbsession002') },
      { to: bob, bytes: check('b002:a002', 'passwordaofasession002', [{ type: 'USE-CANDIDATE' }]) },
      {
        to: at(SERVER, 3478),
        bytes: encodeStun({
          class: 'indication',
          method: METHOD.Send,
          transactionId: new Uint8Array(12),
          attributes: [
            { type: 'XOR-PEER-ADDRESS', address: bob },
            { type: 'DATA', data: right },
          ],
        }),
      },
    );
    const socket = `socket ${bob.address}:${bob.port}`;
    expect(evidence[1]).toMatchObject({ number: 2, networks: { alice: 1, bob: 12 } });
    expect(evidence[1]?.checks).toEqual([
      { by: 'alice', isSigned: true, nominates: false, pair: socket },
      { by: 'alice', isSigned: false, nominates: false, pair: socket },
      { by: 'alice', isSigned: false, nominates: true, pair: socket },
      { by: 'alice', isSigned: true, nominates: false, pair: `relay ${bob.address}:${bob.port}` },
    ]);
    expect(evidence[0]?.checks).toEqual([]);
  });

  it('takes no word for one that came: what was only sent was heard by nobody', () => {
    const [first] = play({ to: bob, bytes: utf8Encode('hello 1 from Alice') });
    expect(first?.heard).toEqual({});
  });
});

describe('the checks', () => {
  const context: LabContext = { iceServers: [], lab: { seed: 1, trace: () => simulate(makeScene(1)) } };
  const judge = (change: (session: Session) => Partial<Session>) => {
    const sessions = SESSIONS.map((session) => ({ ...session, ...change(session) }));
    return Object.fromEntries(
      Object.entries(checks.checks).flatMap(([id, judged]) => {
        const verdict = judged(sessions, context);
        return verdict.verdict === 'fail' ? [[id, verdict.hint]] : [];
      }),
    );
  };
  const kinds = kindsOf(1);
  const SESSIONS = KINDS.flatMap((_a, row) =>
    KINDS.map((_b, column) => {
      const pair = [kinds[row], kinds[10 + column]] as const;
      if (!pair[0] || !pair[1]) throw new Error('no kind');
      const both = [pair[0], pair[1]] as const;
      const route: 'direct' | 'relayed' | undefined = canMeet(...both) ? 'direct' : 'relayed';
      const one: Check = { by: 'alice', isSigned: true, nominates: true, pair: 'socket 192.0.2.9:1' };
      return {
        number: row * 10 + column + 1,
        networks: { alice: row + 1, bob: column + 11 },
        kinds: both,
        route: route as typeof route | undefined,
        heard: {},
        checks: [one, one],
      };
    }),
  );
  type Session = (typeof SESSIONS)[number];

  it('pass who goes directly where that can be, and through the relay elsewhere', () => {
    expect(judge(() => ({}))).toEqual({});
  });

  it('let a busy computer miss ten direct paths, and no more', () => {
    const missed = (count: number) => {
      let left = count;
      return judge(({ route }) => (route === 'direct' && left-- > 0 ? { route: 'relayed' } : {}));
    };
    expect(missed(10)).toEqual({});
    expect(missed(11)).toHaveProperty('direct-where-possible');
  });

  it.each([
    ['a relay everywhere', () => ({ route: 'relayed' }), { 'direct-where-possible': 'patience' }],
    [
      'a relay where an address is new',
      ({ kinds: both }: Session) =>
        both.some(({ mapping }) => mapping !== 'EndpointIndependent') ? { route: 'relayed' } : {},
      { 'direct-where-possible': 'unknown-addresses' },
    ],
    [
      'no relay',
      ({ route }: Session) => (route === 'relayed' ? { route: undefined } : {}),
      { 'relayed-where-not': 'permission' },
    ],
    [
      'nothing at all',
      () => ({ route: undefined }),
      { 'direct-where-possible': 'again', 'relayed-where-not': 'permission' },
    ],
  ] as const)('tell %s', (_what, change, verdicts) => {
    expect(judge(change as (session: Session) => Partial<Session>)).toEqual(verdicts);
  });

  it('want one nomination, and Alice’s', () => {
    const [one] = SESSIONS[0]?.checks ?? [];
    if (!one) throw new Error('no check');
    const nominations = (list: readonly (typeof one)[]) =>
      judge(({ number }) => (number === 7 ? { checks: [...list] } : {}));
    expect(nominations([one, { ...one, pair: 'relay 192.0.2.9:1' }])).toEqual({
      'nominates-one-pair': 'one-choice',
    });
    expect(judge(({ checks: own }) => ({ checks: own.map((c) => ({ ...c, by: 'bob' as const })) }))).toEqual({
      'nominates-one-pair': 'one-choice',
    });
  });
});
