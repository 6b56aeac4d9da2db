import { afterEach, describe, expect, it } from 'vitest';
import { type AgentShell, startAgent } from './support/agent-shell.ts';
import { connect } from './support/connect.ts';
import { ownAddresses } from './support/own-address.ts';
import type { PeerConnection } from './support/peer-connection.ts';
import { describeAgent, iceOf } from './support/session-description.ts';
import { openWerift } from './support/werift.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('our agent and werift', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  const start = (role: 'controlling' | 'controlled', tiebreaker?: bigint): [AgentShell, PeerConnection] => {
    const addresses = ownAddresses();
    const ours = startAgent({ role, addresses, ...(tiebreaker !== undefined && { tiebreaker }) });
    const theirs = openWerift();
    open.push(ours, theirs);
    return [ours, theirs];
  };

  async function expectToStay(ours: AgentShell, theirs: PeerConnection, forMs: number): Promise<void> {
    await ours.until('completed', ({ state }) => state === 'completed', 20_000);
    await ours.until('the first DTLS packet', () => ours.heard.length > 0, 20_000);
    await wait(forMs);
    expect(['connected', 'completed']).toContain((await theirs.states()).at(-1));
    expect(ours.snapshot().state).toBe('completed');
  }

  describe.each(['controlling', 'controlled'] as const)('as %s', (role) => {
    const offerer = role === 'controlling' ? 'ours' : 'theirs';
    it.each([true, false])('connect; trickled: %s', async (trickle) => {
      const [ours, theirs] = start(role);
      await connect(ours, theirs, { offerer, trickle });
      await expectToStay(ours, theirs, process.env['FULL'] === '1' ? 5_000 : 500);
      expect(ours.snapshot().role).toBe(role);
    });
  });

  it('restart in the middle, when we offer it', async () => {
    const [ours, theirs] = start('controlling');
    await connect(ours, theirs, { offerer: 'ours', trickle: false });
    await expectToStay(ours, theirs, 500);
    const lines: string[] = [];
    ours.onCandidate = (line) => line !== undefined && lines.push(line);
    const credentials = ours.restart();
    const answer = iceOf(await theirs.answer(describeAgent(credentials, 'offer', { candidates: lines })));
    ours.setRemote(answer);
    for (const line of answer.candidates) ours.addRemoteCandidate(line);
    await expectToStay(ours, theirs, 500);
  });

  it.each([
    ['controlling', 'stays so', 2n ** 64n - 1n],
    ['controlled', 'stays so', 0n],
    ['controlling', 'switches', 0n],
    ['controlled', 'switches', 2n ** 64n - 1n],
  ] as const)('and both are %s at first: by its tiebreaker ours %s', async (role, what, tiebreaker) => {
    const [ours, theirs] = start(role, tiebreaker);
    await connect(ours, theirs, { offerer: role === 'controlling' ? 'theirs' : 'ours', trickle: false });
    await expectToStay(ours, theirs, 1_000);
    expect(ours.snapshot().role === role).toBe(what === 'stays so');
  });
});
