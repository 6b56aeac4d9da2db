import { describe, expect, it } from 'vitest';
import { COMPUTER, localAddress } from '#lessons/behind-nats.ts';
import type { LabContext, Learner } from '#lessons/contract.ts';
import { utf8Encode } from '#src/protocol/index.ts';
import { createSimulation, type Machine } from '#src/simulator/index.ts';
import checks from './index.ts';
import { DESK, makeScene } from './scene.ts';

/** The checks that fail where a program sends this, in virtual time. */
async function failing(said: readonly string[], exitCode?: number): Promise<string[]> {
  const seed = 1;
  const simulation = createSimulation({ ...makeScene(seed), seed }, { machines: [COMPUTER] });
  const machine = simulation.machine(COMPUTER) as Machine;
  for (const word of said) {
    machine.send({
      from: { family: 4, address: localAddress(1), port: 50_000 },
      to: { family: 4, address: DESK, port: 9000 },
      bytes: utf8Encode(word),
    });
    simulation.advanceTo(simulation.at + 100);
  }
  const context: LabContext = { iceServers: [], lab: { seed, trace: () => simulation.trace() } };
  const learner: Learner = {
    call: () => Promise.reject(new Error('not called')),
    observations: [],
    waitFor: () =>
      Promise.resolve(exitCode === undefined ? undefined : { kind: 'exit', atMs: 1, code: exitCode }),
    signal: new AbortController().signal,
  };
  const observed = await checks.observe(learner, context);
  return Object.entries(checks.checks).flatMap(([id, check]) =>
    check(observed, context).verdict === 'fail' ? [id] : [],
  );
}

describe('new-exercise', () => {
  it('passes who says hello and comes to an end', async () => {
    expect(await failing(['hello'], 0)).toEqual([]);
  });

  it('fails silence, another word, and a program that stays', async () => {
    expect(await failing([], 0)).toEqual(['says-hello']);
    expect(await failing(['good morning'], 0)).toEqual(['says-hello']);
    expect(await failing(['hello'])).toEqual(['comes-to-its-end']);
  });
});
