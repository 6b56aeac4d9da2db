import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVER } from './addresses.ts';

const USER = { username: 'learner', credential: 'an-open-secret' } as const;

/** The server, for who is to know of no relay. */
export function stunServers(): RTCIceServer[] {
  return [{ urls: `stun:${SERVER}:3478` }];
}

/** @param tcpPort where it is told to be over TCP */
export function turnServers(tcpPort = 3478): RTCIceServer[] {
  return [{ urls: [`turn:${SERVER}:3478`, `turn:${SERVER}:${tcpPort}?transport=tcp`], ...USER }];
}

/** coturn on the internet, which relays to no private address. */
export function startServer(namespace: string): { close(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'coturn-real-'));
  const denied = [
    '10.0.0.0-10.255.255.255',
    '172.16.0.0-172.31.255.255',
    '192.168.0.0-192.168.255.255',
    '100.64.0.0-100.127.255.255',
  ];
  const child: ChildProcess = spawn(
    'ip',
    [
      ...['netns', 'exec', namespace, 'turnserver', '-n', `--listening-ip=${SERVER}`, `--relay-ip=${SERVER}`],
      ...[
        '--listening-port=3478',
        `--aux-server=${SERVER}:443`,
        '--lt-cred-mech',
        `--user=${USER.username}:${USER.credential}`,
        '--realm=lab',
      ],
      ...['--no-tls', '--no-dtls', '--no-cli', '--log-file=stdout', `--pidfile=${join(folder, 'pid')}`],
      ...[`--userdb=${join(folder, 'users')}`, ...denied.map((range) => `--denied-peer-ip=${range}`)],
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    async close() {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
