import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { describeInBrowsers } from '#tests/e2e/driver/index.ts';
import type { IceServerEntry } from '#src/ice-server/ice-server.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';

/** A page with nothing on it: what follows is between the browser and the server. */
const blank = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>blank</title>');
});
let blankUrl: string;
let own: OwnServer;
beforeAll(async () => {
  await new Promise<void>((resolve) => blank.listen(0, '127.0.0.1', resolve));
  blankUrl = `http://127.0.0.1:${(blank.address() as AddressInfo).port}/`;
  own = await startOwnServer();
});
afterAll(async () => {
  blank.close();
  await own.server.close();
});

/** Gathers in the page; answers with candidate types and error codes as they came. @throws where it isn't done in 20 s */
function gather(page: Page, iceServers: readonly IceServerEntry[]): Promise<string[]> {
  return page.evaluate(async (servers) => {
    const connection = new RTCPeerConnection({ iceServers: servers as RTCIceServer[] });
    const seen: string[] = [];
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) seen.push(`${candidate.type} ${candidate.address}`);
    };
    connection.onicecandidateerror = ({ errorCode }) => seen.push(`error ${errorCode}`);
    connection.createDataChannel('');
    await connection.setLocalDescription();
    await new Promise<void>((resolve, reject) => {
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
      setTimeout(() => reject(new Error(`gathering goes on: ${seen}`)), 20_000);
    });
    connection.close();
    return seen;
  }, iceServers);
}

describeInBrowsers('the ICE server', (browser) => {
  it('gives a srflx candidate and a relay candidate over UDP and over TCP', async () => {
    const page = await browser.open(blankUrl);
    const [stun, turn] = await own.server.iceServers();
    if (!stun || !turn) throw new Error('no servers');
    expect(await gather(page, [stun])).toContain(`srflx ${own.address}`);
    for (const transport of ['udp', 'tcp']) {
      const urls = turn.urls.filter((url) => url.endsWith(transport));
      expect(await gather(page, [{ ...turn, urls }])).toContain(`relay ${own.address}`);
    }
  });

  it('lets the browser report 401 when the password is wrong', async () => {
    const page = await browser.open(blankUrl);
    const [, turn] = await own.server.iceServers();
    const seen = await gather(page, turn ? [{ ...turn, credential: 'wrong' }] : []);
    expect(seen).toContain('error 401');
    expect(seen.filter((entry) => entry.startsWith('relay'))).toEqual([]);
  });

  it('lets the browser report 401 once the credential has expired', async () => {
    const page = await browser.open(blankUrl);
    const servers = await own.server.iceServers();
    own.server.expireCredentials();
    expect(await gather(page, servers)).toContain('error 401');
    expect(await gather(page, await own.server.iceServers())).toContain(`relay ${own.address}`);
  });

  it('relays between two peers that use nothing else, and not while it is paused', async () => {
    const page = await browser.open(blankUrl);
    await connectByRelay(page, await own.server.iceServers());
    expect(await echo(page, 'before', 10_000)).toBe('before');
    own.server.setPaused(true);
    expect(await echo(page, 'meanwhile', 1500)).toBe('nothing');
    own.server.setPaused(false);
    // The browser sends again what was lost: both arrive, in their order.
    expect(await echo(page, 'after', 20_000)).toBe('meanwhile');
  });
});

/** Two connections in one page, with relay candidates only; each message is sent back by the second. */
async function connectByRelay(page: Page, iceServers: readonly IceServerEntry[]): Promise<void> {
  await page.evaluate(async (servers) => {
    const configuration = { iceServers: servers as RTCIceServer[], iceTransportPolicy: 'relay' } as const;
    const near = new RTCPeerConnection(configuration);
    const far = new RTCPeerConnection(configuration);
    near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
    far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
    far.ondatachannel = ({ channel }) => (channel.onmessage = ({ data }) => channel.send(data));
    const channel = near.createDataChannel('');
    Object.assign(globalThis, { channel, connections: [near, far] });
    await near.setLocalDescription();
    if (near.localDescription) await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    if (far.localDescription) await near.setRemoteDescription(far.localDescription);
    await new Promise<void>((resolve, reject) => {
      channel.onopen = () => resolve();
      setTimeout(() => reject(new Error(`still ${near.iceConnectionState}`)), 30_000);
    });
  }, iceServers);
}

function echo(page: Page, text: string, withinMs: number): Promise<string> {
  return page.evaluate(
    (message, ms) => {
      const { channel } = globalThis as unknown as { channel: RTCDataChannel };
      return new Promise<string>((resolve) => {
        channel.onmessage = ({ data }) => resolve(data);
        channel.send(message);
        setTimeout(() => resolve('nothing'), ms);
      });
    },
    text,
    withinMs,
  );
}
