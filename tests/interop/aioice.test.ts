import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { run } from './support/programs.ts';

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('two_agents.py', import.meta.url));
const isMissing =
  process.env['CI'] !== 'true' &&
  spawnSync(PYTHON, ['-c', 'import aioice'], { stdio: 'ignore' }).status !== 0;

let own: OwnServer;
beforeAll(async () => {
  own = await startOwnServer();
});
afterAll(() => own.server.close());

describe.skipIf(isMissing)("Debian's aioice", () => {
  it.each(['udp', 'tcp'])(
    'gathers srflx and relay over %s, and two agents talk through the relay',
    async (transport) => {
      const { code, output } = await run(
        PYTHON,
        [SCRIPT, own.address, `${own.port}`, own.username, own.password, transport],
        50_000,
      );
      expect(code, output).toBe(0);
      const { gathered, heard } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
      for (const types of gathered) expect(types).toEqual(expect.arrayContaining(['relay', 'srflx']));
      expect(heard).toEqual(['from b', 'from a']);
      expect(own.refusals()).toEqual([]);
    },
  );

  it('is refused with 401 when the password is wrong', async () => {
    const { output } = await run(
      PYTHON,
      [SCRIPT, own.address, `${own.port}`, own.username, 'wrong', 'udp'],
      50_000,
    );
    expect(output).toContain('401');
    expect(own.refusals()).toContain('401: wrong password');
  });
});
