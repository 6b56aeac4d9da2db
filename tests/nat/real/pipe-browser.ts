import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import puppeteer, { type Browser, type ConnectionTransport } from 'puppeteer-core';

/** A Chromium in a namespace, reached by a pipe: its debugging port would stand in a network of its own. */
export interface PipeBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

const ARGS = [
  ...[
    '--headless=new',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
  ],
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-sync',
  ],
  ...['--no-default-browser-check', '--password-store=basic', '--no-proxy-server', '--disable-dev-shm-usage'],
  'about:blank',
];
/** A name in place of an address would hide from the tests what the NAT did to the port. */
const SHOWS_ADDRESSES = '--disable-features=WebRtcHideLocalIpsWithMdns';

/** @param hidesAddresses whether it tells host candidates as `.local` names, as browsers do */
export async function openBrowserIn(
  namespace: string,
  executable: string,
  hidesAddresses: boolean,
): Promise<PipeBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'icebreaker-real-'));
  const args = [`--user-data-dir=${profile}`, ...(hidesAddresses ? [] : [SHOWS_ADDRESSES]), ...ARGS];
  const command = ['netns', 'exec', namespace, executable, ...args];
  const child = spawn('ip', command, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [, , , into, out] = child.stdio;
  const transport = createPipeTransport(into as Writable, out as Readable);
  const browser = await puppeteer.connect({ transport, defaultViewport: null });
  return {
    browser,
    async close() {
      await browser.close().catch(() => child.kill('SIGKILL'));
      await exit;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Messages of DevTools over two pipes, each ended by a zero byte. */
function createPipeTransport(into: Writable, out: Readable): ConnectionTransport {
  let rest = '';
  const transport: ConnectionTransport = {
    send: (message) => void into.write(`${message}\0`),
    close: () => into.end(),
  };
  out.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) transport.onmessage?.(message);
  });
  out.once('close', () => transport.onclose?.());
  return transport;
}
