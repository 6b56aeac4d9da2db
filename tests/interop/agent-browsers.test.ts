import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from '#tests/e2e/driver/index.ts';
import { type AgentShell, startAgent } from './support/agent-shell.ts';
import { connect } from './support/connect.ts';
import { type OwnServer, startOwnServer } from './support/own-server.ts';
import { ownAddresses } from './support/own-address.ts';
import { type PeerConnection, openPeerConnection } from './support/peer-connection.ts';
import { describeAgent, iceOf } from './support/session-description.ts';

/** A page with nothing on it: what follows is between the browser and our agent. */
const blank = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>blank</title>');
});
let blankUrl: string;
let own: OwnServer;
beforeAll(async () => {
  own = await startOwnServer();
  await new Promise<void>((resolve) => blank.listen(0, '127.0.0.1', resolve));
  blankUrl = `http://127.0.0.1:${(blank.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  blank.close();
  await own.server.close();
});

/** `npm test` sees a consent check or none; `npm run test:full` sees it last longer than consent does (RFC 7675 §5.1). */
const isFull = process.env['FULL'] === '1';
const STAY_MS = isFull ? 5_000 : 1_000;
const CONSENT_MS = isFull ? 40_000 : 6_500;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describeInBrowsers('our agent', (browser) => {
  let ours: AgentShell;
  afterEach(() => ours?.close());

  const open = async (): Promise<PeerConnection> => openPeerConnection(await browser.open(blankUrl));

  /** Connected in the browser's eyes and completed in ours, now and after a while. */
  async function expectToStay(theirs: PeerConnection, forMs: number): Promise<void> {
    await ours.until('completed', ({ state }) => state === 'completed', 20_000);
    await ours.until('the first DTLS packet', () => ours.heard.length > 0, 20_000);
    await wait(forMs);
    const states = await theirs.states();
    expect(['connected', 'completed']).toContain(states.at(-1));
    expect(states).not.toContain('failed');
    expect(states).not.toContain('disconnected');
    expect(ours.snapshot().state).toBe('completed');
  }

  describe.each(['controlling', 'controlled'] as const)('as %s', (role) => {
    const offerer = role === 'controlling' ? 'ours' : 'theirs';

    it('connects with trickled candidates, and consent stays fresh', async () => {
      ours = startAgent({ role, addresses: ownAddresses() });
      const theirs = await open();
      await connect(ours, theirs, { offerer, trickle: true });
      await expectToStay(theirs, CONSENT_MS);
      // RFC 7675 §5.1: without an answer in 30 seconds our agent would have stopped.
      const fresh = ours.actions.filter(
        (action) => action.kind === 'trace' && action.event === 'consent-fresh',
      );
      expect(fresh.length).toBeGreaterThanOrEqual(Math.floor(CONSENT_MS / 6_000));
    }, 90_000);

    it('connects with all candidates in the description', async () => {
      ours = startAgent({ role, addresses: ownAddresses() });
      const theirs = await open();
      await connect(ours, theirs, { offerer, trickle: false });
      await expectToStay(theirs, STAY_MS);
    }, 60_000);

    /*
     * RFC 8445 §9: a restart flushes everything "excluding the roles". Chromium 156 takes the answerer's role at one,
     * whichever it had: then both are controlled, and by the tiebreaker one of them switches back.
     */
    it.each([
      ['the smaller', 0n, role],
      ['the larger', 2n ** 64n - 1n, browser.name === 'chromium' ? 'controlling' : role],
    ] as const)(
      'restarts in the middle, when we offer it and our tiebreaker is %s',
      async (_which, tiebreaker, roleAfter) => {
        ours = startAgent({ role, tiebreaker, addresses: ownAddresses() });
        const theirs = await open();
        await connect(ours, theirs, { offerer, trickle: false });
        await expectToStay(theirs, 1_000);
        const before = ours.snapshot().selected;
        const lines: string[] = [];
        ours.onCandidate = (line) => line !== undefined && lines.push(line);
        const credentials = ours.restart();
        const answer = await theirs.answer(describeAgent(credentials, 'offer', { candidates: lines }));
        ours.setRemote(iceOf(answer));
        await expectToStay(theirs, STAY_MS);
        expect(ours.snapshot()).toMatchObject({ role: roleAfter, state: 'completed' });
        expect(before).toHaveLength(1);
      },
      60_000,
    );
  });

  /*
   * Firefox 153 reads a 487 and does nothing about it ("Retry may be possible", says its log): it switches only on a
   * request. So ours must know a candidate to send one to: the server-reflexive one, since host candidates have names.
   */
  it.each([
    ['controlling', 'stays so', 2n ** 64n - 1n],
    ['controlled', 'stays so', 0n],
    ['controlling', 'switches', 0n],
    ['controlled', 'switches', 2n ** 64n - 1n],
  ] as const)(
    'and both are %s at first: by its tiebreaker ours %s',
    async (role, what, tiebreaker) => {
      // Who offers is controlling (RFC 8445 §6.1.1): ours takes the same role none the less.
      const offerer = role === 'controlling' ? 'theirs' : 'ours';
      ours = startAgent({ role, tiebreaker, addresses: ownAddresses() });
      const [stun] = await own.server.iceServers();
      const theirs = await openPeerConnection(
        await browser.open(blankUrl),
        stun ? [{ urls: [...stun.urls] }] : [],
      );
      await connect(ours, theirs, { offerer, trickle: true });
      await expectToStay(theirs, STAY_MS);
      expect(ours.snapshot().role === role).toBe(what === 'stays so');
    },
    60_000,
  );
});
