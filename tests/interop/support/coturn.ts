import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { softwareAt } from './own-server.ts';

/** A coturn of our own, on loopback. */
export interface Coturn {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  close(): Promise<void>;
}

const USER = { username: 'alice', password: 'correct horse' } as const;
const READY_MS = 20_000;

/**
 * Starts coturn on a free port of 127.0.0.1 and ::1, and waits until it answers. It relays there too, unless an option
 * names another `--relay-ip`; it speaks TLS where an option names a `--cert`.
 *
 * @throws where it doesn't
 */
export async function startCoturn(...options: readonly string[]): Promise<Coturn> {
  const port = await freePort();
  // coturn takes the first of its family.
  const relaysElsewhere = options.some((option) => option.startsWith('--relay-ip='));
  const speaksTls = options.some((option) => option.startsWith('--cert='));
  const folder = mkdtempSync(join(tmpdir(), 'coturn-'));
  const child = spawn(
    'turnserver',
    [
      ...['-n', '--listening-ip=127.0.0.1', '--listening-ip=::1', `--listening-port=${port}`],
      ...['--allow-loopback-peers', '--lt-cred-mech'],
      ...(relaysElsewhere ? [] : ['--relay-ip=127.0.0.1', '--relay-ip=::1']),
      ...[`--user=${USER.username}:${USER.password}`, '--realm=coturn.test'],
      ...(speaksTls ? [] : ['--no-tls']),
      ...['--no-dtls', '--no-cli', '--log-file=stdout', `--pidfile=${join(folder, 'pid')}`],
      ...[`--userdb=${join(folder, 'users')}`, ...options],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const close = () => end(child).finally(() => rmSync(folder, { recursive: true, force: true }));
  try {
    await answers(port, child);
  } catch (error) {
    await close();
    throw new Error(`coturn did not come up: ${output}`, { cause: error });
  }
  return { port, ...USER, close };
}

/** Waits until coturn answers. It must be this one: a port may be somebody else's. @throws where it doesn't */
export async function answers(port: number, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + READY_MS; ;) {
    const software = await Promise.race([
      softwareAt('127.0.0.1', port).catch(() => undefined),
      new Promise<undefined>((resolve) => setTimeout(resolve, 300, undefined)),
    ]);
    if (software?.startsWith('Coturn')) return;
    if (Date.now() > until || child.exitCode !== null) throw new Error(`port ${port}: ${software}`);
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
