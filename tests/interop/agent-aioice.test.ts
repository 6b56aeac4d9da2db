import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { type AgentShell, startAgent } from './support/agent-shell.ts';
import { type AioiceAgent, startAioice } from './support/aioice.ts';
import { ownAddresses } from './support/own-address.ts';

const isMissing =
  process.env['CI'] !== 'true' &&
  spawnSync('/usr/bin/python3', ['-c', 'import aioice'], { stdio: 'ignore' }).status !== 0;

describe.skipIf(isMissing)("our agent and Debian's aioice", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  const start = (role: 'controlling' | 'controlled'): [AgentShell, AioiceAgent] => {
    const ours = startAgent({ role, addresses: ownAddresses() });
    const theirs = startAioice();
    open.push(ours, theirs);
    return [ours, theirs];
  };

  async function expectConnected(ours: AgentShell, theirs: AioiceAgent): Promise<void> {
    await ours.until('completed', ({ state }) => state === 'completed');
    await theirs.event('connected');
    theirs.send('from aioice');
    ours.send('from ours');
    expect(await theirs.event('heard')).toMatchObject({ text: 'from ours' });
    await ours.until('data', () => ours.heard.includes('from aioice'));
    expect(ours.snapshot().selected).toHaveLength(1);
  }

  it.each(['controlling', 'controlled'] as const)(
    'connect when ours is %s, with all candidates told at once',
    async (role) => {
      const [ours, theirs] = start(role);
      const lines = await ours.gather();
      const gathered = await theirs.gather({ ice_controlling: role === 'controlled' });
      theirs.setRemote(ours.credentials);
      for (const line of lines) theirs.addRemoteCandidate(line);
      theirs.addRemoteCandidate();
      ours.setRemote(gathered);
      for (const line of gathered.candidates) ours.addRemoteCandidate(line);
      ours.endRemoteCandidates();
      theirs.connect();
      await expectConnected(ours, theirs);
      expect(ours.snapshot().role).toBe(role);
    },
  );

  it.each(['controlling', 'controlled'] as const)(
    'connect when ours is %s, with candidates trickled, ours after the checks have begun',
    async (role) => {
      const [ours, theirs] = start(role);
      const gathered = await theirs.gather({ ice_controlling: role === 'controlled' });
      ours.setRemote(gathered);
      theirs.setRemote(ours.credentials);
      for (const line of gathered.candidates) ours.addRemoteCandidate(line);
      ours.endRemoteCandidates();
      theirs.connect();
      ours.onCandidate = (line) => theirs.addRemoteCandidate(line);
      await new Promise((resolve) => setTimeout(resolve, 200));
      void ours.gather();
      await expectConnected(ours, theirs);
    },
  );

  it.each(['controlling', 'controlled'] as const)('agree who is who when both are %s', async (role) => {
    const [ours, theirs] = start(role);
    const lines = await ours.gather();
    const gathered = await theirs.gather({ ice_controlling: role === 'controlling' });
    theirs.setRemote(ours.credentials);
    for (const line of lines) theirs.addRemoteCandidate(line);
    theirs.addRemoteCandidate();
    ours.setRemote(gathered);
    for (const line of gathered.candidates) ours.addRemoteCandidate(line);
    ours.endRemoteCandidates();
    theirs.connect();
    await ours.until('completed', ({ state }) => state === 'completed');
    const { controlling } = await theirs.event('connected');
    expect(ours.snapshot().role).toBe(controlling === true ? 'controlled' : 'controlling');
  });
});
