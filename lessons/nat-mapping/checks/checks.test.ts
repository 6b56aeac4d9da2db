import { describe, expect, it } from 'vitest';
import { COMPUTER } from '#lessons/behind-nats.ts';
import type { LabContext, Learner, Observation } from '#lessons/contract.ts';
import { METHOD, encodeStun, utf8Encode, type TransportAddress } from '#src/protocol/index.ts';
import { createSimulation, readScene, type Machine } from '#src/simulator/index.ts';
import { conclusionFrom, evidenceOf } from './evidence.ts';
import checks from './index.ts';
import { DESK, KINDS, LOCAL_ADDRESSES, SERVERS, kindsOf, makeScene, type Kind } from './scene.ts';

const SEEDS = [0, 1, 2, 3, 4, 5, 4_294_967_295];
const PORT = 50_000;
const at = (address: string, port: number): TransportAddress => ({ family: 4, address, port });

/** A question: from which port of the computer, to which server, on which port. */
type Question = readonly [localPort: number, server: 0 | 1, port: 3478 | 3479];
const ALL: readonly Question[] = [
  [PORT, 0, 3478],
  [PORT, 0, 3479],
  [PORT, 1, 3478],
];

/** What a program does: it asks about each address, and says something. */
interface Program {
  readonly questions: readonly Question[];
  readonly says: (localAddress: string) => Kind;
}

/** A run in virtual time, with the simulator's own NATs and servers. */
function play(seed: number, { questions, says }: Program) {
  const simulation = createSimulation({ ...makeScene(seed), seed }, { machines: [COMPUTER] });
  const machine = simulation.machine(COMPUTER) as Machine;
  const send = (from: TransportAddress, to: TransportAddress, bytes: Uint8Array): void => {
    machine.send({ from, to, bytes });
    simulation.advanceTo(simulation.at + 100);
  };
  for (const address of LOCAL_ADDRESSES) {
    for (const [localPort, server, port] of questions)
      send(
        at(address, localPort),
        at(SERVERS[server] ?? '', port),
        encodeStun({
          class: 'request',
          method: METHOD.Binding,
          transactionId: new Uint8Array(12),
          attributes: [],
        }),
      );
    send(at('192.168.1.10', 6_000), at(DESK, 9000), utf8Encode(`${address} ${says(address)}`));
  }
  return simulation.trace();
}

/** The checks that fail, with the hint of each. */
async function failing(seed: number, program: Program, exitCode: number | 'none' = 0) {
  const trace = play(seed, program);
  const context: LabContext = { iceServers: [], lab: { seed, trace: () => trace } };
  const exit: Observation | undefined =
    exitCode === 'none' ? undefined : { kind: 'exit', atMs: 1, code: exitCode };
  const learner: Learner = {
    call: () => Promise.reject(new Error('not called')),
    observations: [],
    waitFor: () => Promise.resolve(exit),
    signal: new AbortController().signal,
  };
  const observed = await checks.observe(learner, context);
  return Object.fromEntries(
    Object.entries(checks.checks).flatMap(([id, check]) => {
      const verdict = check(observed, context);
      return verdict.verdict === 'fail' ? [[id, verdict.hint]] : [];
    }),
  );
}

const truth = (seed: number) => (address: string) => kindsOf(seed).get(address) ?? KINDS[0];

describe.each(SEEDS)('the scene of seed %i', (seed) => {
  it('is a valid one, with a NAT of each kind', () => {
    expect(readScene(makeScene(seed)).ok).toBe(true);
    expect([...kindsOf(seed).values()].toSorted()).toEqual([...KINDS].toSorted());
  });

  it('gives answers from which its kinds follow', () => {
    const evidence = evidenceOf(play(seed, { questions: ALL, says: truth(seed) }));
    const concluded = evidence.map(({ localAddress, answers }) => [localAddress, conclusionFrom(answers)]);
    expect(concluded).toEqual([...kindsOf(seed)]);
  });

  it('passes who asks enough and says what is so', async () => {
    expect(await failing(seed, { questions: ALL, says: truth(seed) })).toEqual({});
  });

  it.each(KINDS)('fails who asks enough and always says %s', async (kind) => {
    expect(await failing(seed, { questions: ALL, says: () => kind })).toEqual({
      'right-kinds': 'compare-both',
    });
  });
});

describe('the checks of the NAT’s mapping', () => {
  const seed = 3;
  const says = truth(seed);

  it('want questions, whatever is said', async () => {
    expect(await failing(seed, { questions: [], says })).toEqual({
      'one-socket': 'one-socket',
      'asks-enough': 'two-and-two',
    });
  });

  it('want one socket: mappings of two say nothing of each other', async () => {
    const questions = ALL.map(([, server, port], index): Question => [PORT + index, server, port]);
    expect(await failing(seed, { questions, says })).toEqual({
      'one-socket': 'one-socket',
      'asks-enough': 'two-and-two',
    });
  });

  it.each<[string, readonly Question[]]>([
    ['one server on one port', ALL.slice(0, 1)],
    ['one server on two ports', ALL.slice(0, 2)],
    ['two servers on one port', ALL.filter(([, , port]) => port === 3478)],
  ])('want more than %s', async (_, questions) => {
    expect(await failing(seed, { questions, says })).toEqual({ 'asks-enough': 'two-and-two' });
  });

  it('want the program’s end', async () => {
    expect(await failing(seed, { questions: ALL, says }, 'none')).toEqual({
      'comes-to-its-end': 'close-it',
    });
    expect(await failing(seed, { questions: ALL, says }, 1)).toEqual({ 'comes-to-its-end': 'close-it' });
  });
});

describe('a conclusion', () => {
  const answer = (address: string, port: number, mapped: string, localPort = PORT) => ({
    server: at(address, port),
    localPort,
    mapped,
  });

  it('needs fewer questions where the first difference says all', () => {
    expect(conclusionFrom([answer('a', 1, 'x'), answer('a', 2, 'y')])).toBe('address-and-port-dependent');
    expect(conclusionFrom([answer('a', 1, 'x'), answer('b', 1, 'x')])).toBe('endpoint-independent');
  });

  it('is soon drawn from very many answers', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => answer('a', 1, 'x', PORT + (i % 5_000)));
    expect(conclusionFrom(many)).toBeUndefined();
    expect(conclusionFrom([...many, answer('b', 1, 'x')])).toBe('endpoint-independent');
  });

  it('is none where the same was asked twice', () => {
    expect(conclusionFrom([answer('a', 1, 'x'), answer('a', 1, 'x')])).toBeUndefined();
  });
});
