import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { isMissing, run } from './support/programs.ts';

let own: OwnServer;
beforeAll(async () => {
  own = await startOwnServer();
});
afterAll(() => own.server.close());

/** coturn's test client: it allocates, sends, and counts what comes back. */
function uclient(flags: string, host = '127.0.0.1', password = own.password) {
  const args = ['-c', ...flags.split(' '), '-u', own.username, '-w', password, '-p', `${own.port}`, host];
  return run(
    'turnutils_uclient',
    args.filter((arg) => arg !== ''),
  );
}

describe.skipIf(isMissing('turnutils_stunclient'))('turnutils_stunclient', () => {
  it('is told its own address, on loopback and on the own address', async () => {
    for (const host of ['127.0.0.1', own.address]) {
      const { output } = await run('turnutils_stunclient', ['-p', `${own.port}`, host]);
      expect(output).toContain(`UDP reflexive addr: ${host}:`);
    }
  });
});

describe.skipIf(isMissing('turnutils_uclient'))('turnutils_uclient', () => {
  it.each([
    ['UDP, channels', '-y'],
    ['UDP, Send indications', '-y -s'],
    ['TCP, channels', '-y -t'],
    ['TCP, Send indications', '-y -t -s'],
    ['TCP, messages of an odd length', '-y -t -l 101'],
    ['UDP, IPv6 relays', '-y -x'],
    ['four clients, 100 large messages each', '-y -m 4 -n 100 -l 1200'],
  ])('loses nothing between two relays: %s', async (_title, flags) => {
    const before = own.refusals().length;
    const { output } = await uclient(flags);
    expect(output).toContain('Total lost packets 0 (0.000000%)');
    expect(own.refusals().slice(before)).toEqual([]);
  });

  it('leaves nothing behind when its TCP connections are closed', async () => {
    const before = own.server.counts();
    await uclient('-y -t');
    await expect.poll(() => own.server.counts().relays, { timeout: 10_000 }).toBe(before.relays);
  });

  it('cannot allocate with a wrong password: 401', async () => {
    const { output } = await uclient('-y', '127.0.0.1', 'wrong');
    expect(output).toContain('Cannot complete Allocation');
    expect(own.refusals()).toContain('401: wrong password');
  });

  it.each([
    ['-y -g', 'Unknown Attribute', 420],
    ['-e 8.8.8.8', 'Forbidden', 403],
  ])('is refused with %s: %s', async (flags, reason, code) => {
    const { output } = await uclient(flags);
    expect(output).toContain(`${code} (${reason})`);
  });

  describe.skipIf(isMissing('turnutils_peer'))('with turnutils_peer', () => {
    let peer: ChildProcess;
    const peerPort = 30_000 + (process.pid % 10_000);
    beforeAll(() => {
      peer = spawn('turnutils_peer', ['-L', '127.0.0.1', '-p', `${peerPort}`], { stdio: 'ignore' });
    });
    afterAll(() => peer.kill());

    it.each([
      ['UDP', ''],
      ['TCP', '-t'],
    ])('reaches it through the relay of the own address and hears its echo: %s', async (_title, flag) => {
      const { output } = await uclient(`${flag} -e 127.0.0.1 -r ${peerPort}`, own.address);
      expect(output).toContain('Total lost packets 0 (0.000000%)');
    });
  });
});
