import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RTCPeerConnection as WeriftConnection } from 'werift';
import { parseCandidate } from '#src/protocol/ice/index.ts';
import { unpackInternals } from '#src/components/read-dump/internals/unpack.ts';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { startAioice } from '../support/aioice.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { ownAddresses } from '../support/own-address.ts';
import { startOwnServer } from '../support/own-server.ts';
import { openPagePeers } from '../support/page-peers.ts';
import { run } from '../support/programs.ts';

/* What chapter 14 says of browsers and of libraries, measured again; its dumps are in tests/nat/dumps.test.ts. */

const PYTHON = '/usr/bin/python3';
const lacksAioice =
  process.env['CI'] !== 'true' &&
  spawnSync(PYTHON, ['-c', 'import aioice'], { stdio: 'ignore' }).status !== 0;
const isDualStack = new Set(ownAddresses().map((address) => address.includes(':'))).size === 2;

describe.skipIf(lacksAioice)('chapter 14: aioice', () => {
  it('has no ServerReflexiveCandidate and no stun.get_local_candidate, and says that it implements RFC 5245', async () => {
    const { output } = await run(PYTHON, [
      '-c',
      'import aioice, aioice.about as about\n' +
        'print(hasattr(aioice, "ServerReflexiveCandidate"), hasattr(aioice.stun, "get_local_candidate"), about.__summary__)',
    ]);
    expect(output).toMatch(/^False False .*\(RFC 5245\)/);
  });

  if (isDualStack)
    it('gives its hosts of IPv4 and of IPv6 the same priority', async () => {
      const agent = startAioice();
      try {
        const { candidates } = await agent.gather({ ice_controlling: true });
        const hosts = candidates.flatMap((line) => {
          const parsed = parseCandidate(line);
          return parsed.ok && parsed.value.type === 'host' && parsed.value.component === 1
            ? [parsed.value]
            : [];
        });
        expect(new Set(hosts.map(({ address }) => address.includes(':'))).size).toBe(2);
        expect(new Set(hosts.map(({ priority }) => priority)).size).toBe(1);
      } finally {
        await agent.close();
      }
    });
});

describe('chapter 14: setLocalDescription', () => {
  it('comes back from werift when gathering is over', async () => {
    const own = await startOwnServer();
    const [stun] = await own.server.iceServers();
    const connection = new WeriftConnection({ iceServers: stun ? [{ urls: stun.urls[0] ?? '' }] : [] });
    try {
      connection.createDataChannel('any');
      await connection.setLocalDescription(await connection.createOffer());
      expect(connection.iceGatheringState).toBe('complete');
    } finally {
      await connection.close();
      await own.server.close();
    }
  });
});

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

describeInBrowsers('chapter 14: a browser', (browser) => {
  if (browser.name === 'chromium')
    it('saves in chrome://webrtc-internals what came while its tab was open, compressed, with URLs and addresses and no credential', async () => {
      const own = await startOwnServer();
      const folder = mkdtempSync(join(tmpdir(), 'webrtc-internals-'));
      try {
        const [, turn] = await own.server.iceServers();
        const page = await browser.open(blank.url);
        const call = async (name: string): Promise<void> => {
          const peers = await openPagePeers(page, name, {
            iceServers: [{ ...turn, urls: turn?.urls ?? [], credential: 'a wrong word' }],
            // Connected, it would ask the server no more.
            signallingMs: 1_000,
          });
          await peers.sight('a', 'connectionState', 'connected');
          await until('the 401', async () => (await peers.seen()).some(({ what }) => what === 'error'));
        };
        await call('before');
        const internals = await browser.open('chrome://webrtc-internals');
        // What it has of a call before, it asks the page for: descriptions and states.
        await internals.waitForFunction(() => document.body.innerText.includes('setRemoteDescription'));
        const before = await saveDump(internals, folder);
        await call('after');
        const after = await saveDump(internals, folder);

        const log = ({ text }: Saved): string[] =>
          connectionsOf(text).flatMap(({ updateLog }) => updateLog.map(({ type }) => type));
        expect(connectionsOf(before.text)).toHaveLength(2);
        expect(log(before).filter((name) => /icecandidate/i.test(name))).toEqual([]);
        expect(before.text).toContain('v=0');
        expect(log(before)).toEqual(expect.arrayContaining(['onconnectionstatechange']));

        expect([...after.bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
        expect(connectionsOf(after.text)).toHaveLength(4);
        expect(log(after)).toEqual(expect.arrayContaining(['onicecandidate', 'onicecandidateerror']));
        for (const { stats } of connectionsOf(after.text))
          expect(Object.values(stats).every(({ values }) => Array.isArray(JSON.parse(values)))).toBe(true);
        for (const [words, isThere] of [
          [turn?.urls[0], true],
          [own.address, true],
          [blank.url, true],
          [turn?.username, false],
          ['a wrong word', false],
        ] as const)
          expect([words, after.text.includes(words ?? '?')]).toEqual([words, isThere]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
        await own.server.close();
      }
    });

  it('comes back at once from setLocalDescription, and the candidates follow', async () => {
    const page = await browser.open(blank.url);
    const seen = await page.evaluate(async () => {
      const connection = new RTCPeerConnection();
      const log: string[] = [];
      connection.onicecandidate = ({ candidate }) => candidate?.candidate && log.push('candidate');
      connection.createDataChannel('any');
      await connection.setLocalDescription();
      log.push('back');
      const lines = connection.localDescription?.sdp.match(/^a=candidate/gm)?.length ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      connection.close();
      return { log, lines };
    });
    expect(seen.log.slice(0, 2)).toEqual(['back', 'candidate']);
    expect(seen.lines).toBe(0);
  });
});

interface Saved {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** What is in a dump of Chromium's, as far as the chapter says it. */
interface DumpedConnection {
  readonly updateLog: readonly { readonly type: string }[];
  readonly stats: Readonly<Record<string, { readonly values: string }>>;
}

function connectionsOf(text: string): DumpedConnection[] {
  const { PeerConnections } = JSON.parse(text) as { PeerConnections: Record<string, DumpedConnection> };
  return Object.values(PeerConnections);
}

/** Presses the button that saves, and reads the file. */
async function saveDump(page: Page, folder: string): Promise<Saved> {
  const downloadPath = mkdtempSync(join(folder, 'of-a-tab-'));
  const { id } = page.browserContext();
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath,
    ...(id !== undefined && { browserContextId: id }),
  });
  await page.evaluate(() => document.querySelector<HTMLElement>('#dump-click-target')?.click());
  const name = await until('the file', async () =>
    readdirSync(downloadPath).find((file) => file.endsWith('.gz')),
  );
  const bytes = readFileSync(join(downloadPath, name));
  const text = await unpackInternals(new Blob([bytes]));
  if (text === undefined) throw new Error(`${name} can't be unpacked`);
  return { bytes, text };
}
