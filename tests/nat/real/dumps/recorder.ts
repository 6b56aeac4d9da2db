import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import type { Dump } from '#lessons/diagnose-dumps/checks/dump.ts';
import { SIDES, type Side } from '../addresses.ts';
import { startServer } from '../coturn.ts';
import { makeRealNetwork } from '../namespaces.ts';
import { setRules } from '../netns.ts';
import { openBrowserIn } from '../pipe-browser.ts';
import { receive, startRecording } from './in-page.ts';
import type { Story } from './stories.ts';

export interface Recorder {
  /** Plays a story, and hands over the caller's dump. */
  record(story: Story): Promise<Dump>;
  close(): Promise<void>;
}

const POLL_MS = 50;
/** Chromium gives a connection up after about half a minute without an answer. */
const LONGEST_MS = 70_000;
/** A firewall that lets nothing pass any more. */
const CUT = `flush ruleset
table ip lab {
  chain cut { type filter hook forward priority -10; policy drop; }
}
`;
/** Once connected, or when all has been tried for a while. */
const TALKING_MS = 2_000;

/** Two homes with real NATs, coturn between them, and a Chromium in each that hides its addresses. Needs root. */
export async function openRecorder(chromium: string): Promise<Recorder> {
  const network = makeRealNetwork();
  const opened: { close(): Promise<void> | void }[] = [{ close: network.remove }];
  const close = async (): Promise<void> => {
    for (const each of opened.toReversed()) await each.close();
  };
  try {
    opened.push(startServer(network.internet));
    const browsers: Browser[] = [];
    for (const side of SIDES) {
      const browser = await openBrowserIn(network.homes[side], chromium, true);
      opened.push(browser);
      browsers.push(browser.browser);
    }
    const version = /Chrom\w+\/\d+/.exec((await browsers[0]?.version()) ?? '')?.[0] ?? '';
    return {
      async record(story) {
        network.setKind('a', story.caller);
        network.setKind('b', story.callee);
        const [a, b] = await Promise.all(browsers.map((browser) => browser.newPage()));
        if (!a || !b) throw new Error('A browser has no page');
        try {
          const cut = (): void => setRules(network.routers.a, CUT);
          return { browser: version, ...(await play(story, { a, b }, cut)) };
        } finally {
          await Promise.all([a.close(), b.close()]);
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function play(
  story: Story,
  { a, b }: Record<Side, Page>,
  cut: () => void,
): Promise<Omit<Dump, 'browser'>> {
  const { iceServers, calleeServers = iceServers, until } = story;
  await b.evaluate(startRecording, calleeServers, false);
  await a.evaluate(startRecording, iceServers, true);
  const offer = await descriptionOf(a);
  const answer = await b.evaluate(receive, { description: offer });
  if (!answer) throw new Error('The callee gave no answer');
  await a.evaluate(receive, { description: answer });

  const startedAt = performance.now();
  let [hasTalked, isCut] = [false, false];
  for (;;) {
    if (!story.losesCandidates) await carry(b, a);
    await carry(a, b);
    const state = await a.evaluate(() => window.recording?.connection.connectionState);
    const elapsedMs = performance.now() - startedAt;
    if (!hasTalked && elapsedMs > TALKING_MS) {
      hasTalked = true;
      await a.evaluate(() => window.recording?.snapshot());
    }
    if (story.cutsMidCall && !isCut && state === 'connected' && elapsedMs > TALKING_MS + 1_000) {
      isCut = true;
      cut();
    }
    if (until.state === undefined ? elapsedMs > until.afterMs : state === until.state) break;
    if (elapsedMs > LONGEST_MS) throw new Error(`The caller never was ${until.state}; it is ${state}`);
    await sleep(POLL_MS);
  }
  if (until.state !== undefined) await sleep(until.afterMs);
  await a.evaluate(() => window.recording?.snapshot());
  const recorded = await a.evaluate(() => {
    const { events = [], snapshots = [] } = window.recording ?? {};
    return { events, snapshots };
  });
  await Promise.all([a, b].map((page) => page.evaluate(() => window.recording?.connection.close())));
  const urls = iceServers.map((server) => ({ urls: [server.urls].flat() }));
  return { configuration: { iceServers: urls, iceTransportPolicy: 'all' }, ...recorded };
}

async function descriptionOf(page: Page): Promise<RTCSessionDescriptionInit> {
  const description = await page.evaluate(() => window.recording?.connection.localDescription?.toJSON());
  if (!description) throw new Error('There is no description');
  return description as RTCSessionDescriptionInit;
}

/** Signalling: what one side has gathered since the last time. */
async function carry(from: Page, to: Page): Promise<void> {
  const candidates = await from.evaluate(() => window.recording?.outgoing.splice(0) ?? []);
  for (const candidate of candidates) await to.evaluate(receive, { candidate });
}
