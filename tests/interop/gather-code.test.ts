import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCandidate } from '#src/protocol/ice/index.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { run } from './support/programs.ts';

/* The programs that chapter 14 shows, from the very files that it shows. */

const PYTHON = '/usr/bin/python3';
const isMissing =
  process.env['CI'] !== 'true' &&
  spawnSync(PYTHON, ['-c', 'import aioice'], { stdio: 'ignore' }).status !== 0;

const PROGRAMS = [
  {
    name: 'aioice, in Python',
    program: PYTHON,
    file: 'gather_with_aioice.py',
    isSkipped: isMissing,
    isSlow: false,
  },
  {
    name: 'werift, in Node',
    program: process.execPath,
    file: 'gather-with-werift.mjs',
    isSkipped: false,
    // It takes the refusal for silence.
    isSlow: process.env['FULL'] !== '1',
  },
];

describe.each(PROGRAMS)('the program with $name', ({ program, file, isSkipped, isSlow }) => {
  const path = fileURLToPath(new URL(`../../content/code/${file}`, import.meta.url));
  let own: OwnServer;
  beforeAll(async () => {
    own = await startOwnServer();
  });
  afterAll(() => own.server.close());

  it.skipIf(isSkipped)('gathers a host, a server-reflexive and a relayed candidate', async () => {
    const { code, output } = await run(program, [
      path,
      own.address,
      `${own.port}`,
      own.username,
      own.password,
    ]);
    expect(code, output).toBe(0);
    const candidates = output
      .split('\n')
      .filter((line) => line.startsWith('a=candidate:'))
      .map((line) => {
        const parsed = parseCandidate(line);
        if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed)}`);
        return parsed.value;
      });
    expect(new Set(candidates.map(({ type }) => type))).toEqual(new Set(['host', 'srflx', 'relay']));
    const relayed = candidates.find(({ type }) => type === 'relay');
    expect(relayed?.address).toBe(own.address);
    expect(own.refusals()).toEqual([]);
  });

  if (isSlow) return;

  it.skipIf(isSkipped)('gets no relayed candidate with a wrong password', async () => {
    const { output } = await run(program, [path, own.address, `${own.port}`, own.username, 'wrong']);
    expect(output).not.toContain('typ relay');
    expect(own.refusals()).toContain('401: wrong password');
  });
});
