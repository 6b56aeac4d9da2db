import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';

const HERE = `ib-ice-${process.pid}-a`;
const NEIGHBOUR = `ib-ice-${process.pid}-b`;
const PORT = 3478;
const ip = (...args: string[]) => execFileSync('ip', args);

interface Running {
  /** The address that it tells pages at the moment, and a credential. */
  servers(): Promise<{ address: string; username: string; password: string }>;
  stop(): Promise<void>;
}

/** Runs the server by itself in the first namespace. */
function serve(...flags: string[]): Running {
  const command = [process.execPath, 'src/ice-server/cli.ts', '--json', '--port', `${PORT}`, ...flags];
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    'ip',
    ['netns', 'exec', HERE, ...command],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let isFirst = true;
  return {
    async servers() {
      if (!isFirst) child.stdin.write('\n');
      isFirst = false;
      const { value } = await lines.next();
      const [stun, turn] = JSON.parse(`${value}`);
      const address = /^stun:(.*):\d+$/.exec(stun.urls[0])?.[1] ?? '';
      return { address, username: turn.username, password: turn.credential };
    },
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** What answers a Binding request from a namespace; 'nobody' after three seconds. */
function ask(namespace: string, address: string): string {
  const program = `
    import { softwareAt } from './tests/interop/support/own-server.ts';
    setTimeout(() => { console.log('nobody'); process.exit(); }, 3000);
    console.log(await softwareAt('${address}', ${PORT}));
    process.exit();`;
  const command = [process.execPath, '--input-type=module', '-e', program];
  return execFileSync('ip', ['netns', 'exec', namespace, ...command], { encoding: 'utf8' }).trim();
}

describe.skipIf(!canMakeNamespaces())('the ICE server and the other machines of its network', () => {
  beforeAll(() => {
    for (const namespace of [HERE, NEIGHBOUR]) ip('netns', 'add', namespace);
    ip('-n', HERE, 'link', 'add', 'net0', 'type', 'veth', 'peer', 'name', 'net0', 'netns', NEIGHBOUR);
    ip('-n', HERE, 'address', 'add', '10.93.0.1/24', 'dev', 'net0');
    ip('-n', NEIGHBOUR, 'address', 'add', '10.93.0.2/24', 'dev', 'net0');
    for (const namespace of [HERE, NEIGHBOUR]) {
      for (const link of ['lo', 'net0']) ip('-n', namespace, 'link', 'set', link, 'up');
    }
  });
  afterAll(() => {
    for (const namespace of [HERE, NEIGHBOUR]) ip('netns', 'delete', namespace);
  });

  it('by default hears only its own machine, on the own address too', async () => {
    const server = serve();
    const { address } = await server.servers();
    expect(address).toBe('10.93.0.1');
    expect(ask(HERE, address)).toBe('Icebreaker');
    expect(ask(HERE, '127.0.0.1')).toBe('Icebreaker');
    expect(ask(NEIGHBOUR, address)).toBe('nobody');
    await server.stop();
  });

  it('with --host serves a neighbour, who still cannot reach what listens on loopback', async () => {
    const server = serve('--host');
    const { address, username, password } = await server.servers();
    expect(ask(NEIGHBOUR, address)).toBe('Icebreaker');
    const uclient = (...flags: string[]) => {
      const args = ['-c', ...flags, '-u', username, '-w', password, '-p', `${PORT}`, address];
      const command = ['netns', 'exec', NEIGHBOUR, 'timeout', '30', 'turnutils_uclient', ...args];
      // It ends with an error code where it is refused, and says why.
      return execFileSync('sh', ['-c', 'ip "$@" 2>&1 || true', 'sh', ...command], { encoding: 'utf8' });
    };
    expect(uclient('-y')).toContain('Total lost packets 0 (0.000000%)');
    expect(uclient('-e', '127.0.0.1')).toContain('403 (Forbidden)');
    await server.stop();
  });

  it('follows the machine to another address', async () => {
    const server = serve();
    expect((await server.servers()).address).toBe('10.93.0.1');
    ip('-n', HERE, 'address', 'delete', '10.93.0.1/24', 'dev', 'net0');
    expect((await server.servers()).address).toBe('127.0.0.1');
    ip('-n', HERE, 'address', 'add', '10.93.0.9/24', 'dev', 'net0');
    expect((await server.servers()).address).toBe('10.93.0.9');
    expect(ask(HERE, '10.93.0.9')).toBe('Icebreaker');
    await server.stop();
  });
});
