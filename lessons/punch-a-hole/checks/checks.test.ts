import { describe, expect, it } from 'vitest';
import { COMPUTER, localAddress } from '#lessons/behind-nats.ts';
import type { LabContext, Learner, Observation } from '#lessons/contract.ts';
import {
  METHOD,
  decodeStun,
  encodeStun,
  findAttribute,
  utf8Decode,
  utf8Encode,
  type TransportAddress,
} from '#src/protocol/index.ts';
import { createSimulation, readScene, type Machine } from '#src/simulator/index.ts';
import { evidenceOf } from './evidence.ts';
import checks from './index.ts';
import { PEERS, SERVER, makeScene } from './scene.ts';

const PORT = 50_000;
const LATE_MS = 300;

/** What a program does for a peer. */
interface Program {
  /** When it sends pings, from the moment on at which it knows the other's address. */
  readonly pingsAtMs: readonly number[];
  readonly answers: boolean;
  /** What it sends first. Default `ping`, as ever after. */
  readonly begins?: string;
  /** From which port it sends; it asks from `PORT`. */
  readonly port?: number;
}

const GOOD: Program = { pingsAtMs: [0, 100, 200, 300, 400], answers: true };

/** A run in virtual time, with the simulator's own NATs: Bob hears of Alice later than she of him. */
function play(seed: number, { pingsAtMs, answers, begins = 'ping', port = PORT }: Program) {
  const simulation = createSimulation(makeScene(seed), { machines: [COMPUTER] });
  const machine = simulation.machine(COMPUTER) as Machine;
  const mapped = new Map<string, TransportAddress>();
  const at = (address: string, own: number): TransportAddress => ({ family: 4, address, port: own });
  machine.onDatagram = (_, { from, to, bytes }) => {
    const decoded = decodeStun(bytes);
    const seen = decoded.ok && findAttribute(decoded.value, 'XOR-MAPPED-ADDRESS')?.address;
    if (seen) mapped.set(to.address, seen);
    else if (answers && utf8Decode(bytes) === 'ping')
      machine.send({ from: to, to: from, bytes: utf8Encode('pong') });
  };
  for (const { network } of PEERS)
    machine.send({
      from: at(localAddress(network), PORT),
      to: at(SERVER, 3478),
      bytes: encodeStun({
        class: 'request',
        method: METHOD.Binding,
        transactionId: new Uint8Array(12),
        attributes: [],
      }),
    });
  simulation.advanceTo(100);
  const pings = PEERS.flatMap(({ network, other }, index) =>
    pingsAtMs.map((ms, count) => ({
      ms: 100 + index * LATE_MS + ms,
      network,
      other,
      text: count === 0 ? begins : 'ping',
    })),
  ).toSorted((a, b) => a.ms - b.ms);
  for (const { ms, network, other, text } of pings) {
    simulation.advanceTo(ms);
    const to = mapped.get(localAddress(other));
    if (to) machine.send({ from: at(localAddress(network), port), to, bytes: utf8Encode(text) });
  }
  simulation.advanceTo(2_000);
  return simulation.trace();
}

/** The checks that fail, with the hint of each. */
async function failing(program: Program, { seed = 7, exits = true } = {}) {
  const trace = play(seed, program);
  const context: LabContext = { iceServers: [], lab: { seed, trace: () => trace } };
  const exit: Observation = { kind: 'exit', atMs: 1, code: 0 };
  const learner: Learner = {
    call: () => Promise.reject(new Error('not called')),
    observations: [],
    waitFor: () => Promise.resolve(exits ? exit : undefined),
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

describe('the scene of two peers behind filters', () => {
  it.each([0, 1, 4_294_967_295])('is a valid one, and another with each seed: %i', (seed) => {
    expect(readScene(makeScene(seed)).ok).toBe(true);
  });

  it('keeps out whatever comes before the own first packet', () => {
    const [alice, bob] = evidenceOf(play(7, GOOD));
    // Of Alice's five pings, those of the first 300 ms met Bob's filter.
    expect(bob?.filtered).toBe(3);
    expect(alice?.filtered).toBe(0);
    expect(bob?.talk.filter(({ way, text }) => way === 'heard' && text === 'ping')).toHaveLength(2);
  });
});

describe('the checks of a hole that is punched', () => {
  it.each([0, 1, 2, 3, 4_294_967_295])('pass who keeps asking and answers, with seed %i', async (seed) => {
    expect(await failing(GOOD, { seed })).toEqual({});
  });

  it('want pings from both', async () => {
    expect(await failing({ ...GOOD, pingsAtMs: [] })).toEqual({
      'sends-first': 'from-inside',
      'answers-pings': 'from-inside',
      'hears-pong': 'again',
    });
  });

  it('want more than one ping', async () => {
    expect(await failing({ ...GOOD, pingsAtMs: [0] })).toEqual({ 'hears-pong': 'again' });
  });

  it('want answers', async () => {
    expect(await failing({ ...GOOD, answers: false })).toEqual({
      'answers-pings': 'still-listening',
      'hears-pong': 'again',
    });
  });

  it('want no pongs that answer nothing', async () => {
    expect(await failing({ ...GOOD, begins: 'pong' })).toEqual({ 'answers-pings': 'still-listening' });
  });

  it('want the socket that the server saw', async () => {
    expect(await failing({ ...GOOD, port: PORT + 1 })).toMatchObject({ 'one-socket': 'same-socket' });
  });

  it('want the program’s end', async () => {
    expect(await failing(GOOD, { exits: false })).toEqual({ 'comes-to-its-end': 'all-ends' });
  });
});
