import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preview } from '#src/runner/index.ts';
import { startIceServer } from '#src/ice-server/ice-server.ts';
import { describeInBrowsers } from './driver/index.ts';
import type { RunReport, RunSpec } from './runner-fixture/page.ts';
import { serveRunnerFixture, type RunnerFixture } from './runner-fixture/serve.ts';

let fixture: RunnerFixture;
beforeAll(async () => {
  fixture = await serveRunnerFixture();
});
afterAll(() => fixture.close());

const GATHER = `export async function main(iceServers: RTCIceServer[]): Promise<string[]> {
  const connection = new RTCPeerConnection({ iceServers });
  const lines: string[] = [];
  const done = new Promise<void>((resolve) => {
    connection.onicecandidate = ({ candidate }) => (candidate ? lines.push(candidate.candidate) : resolve());
  });
  connection.createDataChannel('x');
  await connection.setLocalDescription();
  await done;
  connection.close();
  return lines;
}`;

/** Two connections and a channel; it says a text, hears it in capitals, and sends two bytes. */
const CONNECT = `export async function main(text: string): Promise<string[]> {
  const [left, right] = [new RTCPeerConnection(), new RTCPeerConnection()];
  left.onicecandidate = ({ candidate }) => void right.addIceCandidate(candidate ?? undefined);
  right.onicecandidate = ({ candidate }) => void left.addIceCandidate(candidate ?? undefined);
  const heard: string[] = [];
  const channel = left.createDataChannel('x');
  const done = new Promise<void>((resolve) => {
    right.ondatachannel = ({ channel: other }) => {
      other.onmessage = ({ data }) => {
        if (typeof data === 'string') return other.send(data.toUpperCase());
        heard.push('binary');
        resolve();
      };
    };
  });
  channel.onmessage = ({ data }) => { heard.push(data); channel.send(new Uint8Array([1, 2])); };
  channel.onopen = () => channel.send(text);
  await left.setLocalDescription();
  await right.setRemoteDescription(left.localDescription!);
  await right.setLocalDescription();
  await left.setRemoteDescription(right.localDescription!);
  await done;
  return heard;
}`;

describeInBrowsers('the runner', (browser) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(fixture.url);
  });
  const run = (spec: RunSpec): Promise<RunReport> => page.evaluate((asked) => window.runner.run(asked), spec);

  it('runs the learner’s TypeScript and observes what the browser really did, in order', async () => {
    const { end, outcomes, observations } = await run({ source: GATHER, calls: [['main', []]], stayMs: 200 });
    expect(end).toEqual({ kind: 'finished' });
    const [outcome] = outcomes;
    const observed = observations.flatMap((seen) => (seen.kind === 'candidate' ? [seen.candidate] : []));
    expect(outcome).toEqual({ ok: true, value: observed.filter((line) => line !== null) });
    expect(observed.at(-1)).toBeNull();

    expect(observations[0]).toMatchObject({
      kind: 'connection-created',
      connection: 1,
      configuration: { iceServers: [] },
    });
    // A channel closes with its connection, and says so a moment later.
    const closedAt = observations.findIndex(({ kind }) => kind === 'connection-closed');
    expect(observations[closedAt]).toMatchObject({ connection: 1 });
    expect(observations.slice(closedAt + 1)).toMatchObject([
      { kind: 'channel', channel: 1, state: 'closed' },
    ]);
    const states = observations.flatMap((seen) =>
      seen.kind === 'state' ? [`${seen.which} ${seen.state}`] : [],
    );
    expect(states).toEqual(['signaling have-local-offer', 'gathering gathering', 'gathering complete']);
    const times = observations.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('observes data channels, what they receive, and over which pair', async () => {
    const { end, outcomes, observations } = await run({
      source: CONNECT,
      calls: [['main', 'hello']],
      stayMs: 500,
    });
    expect(end).toEqual({ kind: 'finished' });
    expect(outcomes).toEqual([{ ok: true, value: ['HELLO', 'binary'] }]);
    const channels = observations.flatMap((seen) =>
      seen.kind === 'channel' ? [`${seen.connection} ${seen.channel} ${seen.state}`] : [],
    );
    // In Chromium the one who made the channel may send before the other one has heard of it.
    expect(channels.filter((seen) => seen.endsWith('created'))).toEqual(['1 1 created', '2 2 created']);
    expect(channels).toEqual(expect.arrayContaining(['1 1 open', '2 2 open']));
    expect(channels.filter((seen) => seen.endsWith('open'))).toHaveLength(2);
    const messages = observations.flatMap((seen) => (seen.kind === 'message' ? [seen] : []));
    expect(messages).toMatchObject([
      { connection: 2, channel: 2, text: 'hello' },
      { connection: 1, channel: 1, text: 'HELLO' },
      { connection: 2, channel: 2, text: null },
    ]);
    const pairs = observations.flatMap((seen) => (seen.kind === 'selected-pair' ? [seen] : []));
    expect(pairs.map(({ connection }) => connection).sort()).toEqual([1, 2]);
    for (const pair of pairs) {
      expect(['host', 'prflx']).toContain(pair.localType);
      expect(['host', 'prflx']).toContain(pair.remoteType);
    }
  });

  it('observes which candidates the browser took, and whether their description was there', async () => {
    const { observations } = await run({
      source: `export async function main(): Promise<void> {
        const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
        a.createDataChannel('x');
        await a.setLocalDescription();
        await b.setRemoteDescription(a.localDescription!);
        const ufrag = /a=ice-ufrag:(\\S+)/.exec(a.localDescription!.sdp)![1];
        const line = 'candidate:1 1 udp 2113937151 192.0.2.1 9 typ host';
        await b.addIceCandidate({ candidate: line, sdpMid: '0', usernameFragment: ufrag });
        await b.addIceCandidate({ candidate: line, sdpMid: '0', usernameFragment: 'none' }).catch(() => 0);
        await b.addIceCandidate(undefined);
      }`,
    });
    const taken = observations.flatMap((seen) =>
      seen.kind === 'remote-candidate' ? [[seen.connection, seen.described]] : [],
    );
    // Firefox refuses a candidate of a ufrag that it doesn't know, Chromium takes it.
    expect(taken).toEqual(
      browser.name === 'firefox'
        ? [[2, true]]
        : [
            [2, true],
            [2, false],
          ],
    );
  });

  it('does not observe messages and channels that the browser knows nothing of', async () => {
    const { observations } = await run({
      source: `export function main(): void {
        const channel = new RTCPeerConnection().createDataChannel('x');
        channel.dispatchEvent(new Event('open'));
        channel.dispatchEvent(new MessageEvent('message', { data: 'forged' }));
        const other = new RTCPeerConnection();
        other.dispatchEvent(new RTCDataChannelEvent('datachannel', { channel }));
      }`,
    });
    const seen = observations.filter(({ kind }) => kind === 'channel' || kind === 'message');
    expect(seen).toMatchObject([{ kind: 'channel', connection: 1, state: 'created' }]);
  });

  it('observes what a server answers to a wrong password', async () => {
    const server = await startIceServer({ port: 0 });
    try {
      const servers = await server.iceServers();
      const iceServers = servers.map(({ urls, ...rest }) => ({
        ...rest,
        urls: [...urls],
        credential: 'wrong',
      }));
      const { observations } = await run({
        source: GATHER,
        calls: [['main', iceServers]],
        deadlineMs: 30_000,
      });
      expect(observations.find(({ kind }) => kind === 'candidate-error')).toMatchObject({ errorCode: 401 });
    } finally {
      await server.close();
    }
  });

  it('keeps a module alive between calls', async () => {
    const { outcomes } = await run({
      source: 'let n = 0;\nexport function next(by: number): number { n += by; return n; }',
      calls: [
        ['next', 1],
        ['next', 2],
      ],
    });
    expect(outcomes.map((outcome) => outcome.ok && outcome.value)).toEqual([1, 3]);
  });

  it('shows the console as a reader would want it', async () => {
    const { output } = await run({
      source: `export function main() {
        console.log('text', 1, { a: [1, 'x'], b: undefined }, null, 2n);
        console.warn(new Map(), [1, , 3], () => 1);
        console.error(new TypeError('wrong'));
        const loop: any = {}; loop.self = loop; console.info(loop);
      }`,
    });
    expect(output.map(({ level, text }) => `${level}: ${text.split('\n')[0]}`)).toEqual([
      'log: text 1 { a: [1, "x"], b: undefined } null 2n',
      'warn: Map {} [1, undefined, 3] [function ]',
      'error: TypeError: wrong',
      'info: { self: { self: { self: { self: {…} } } } }',
    ]);
    expect(output[2]?.text).toContain('exercise.ts:4:');
    expect(output[2]?.text).not.toMatch(/srcdoc|sandbox/);
  });

  it('sends what the console printed as trees, also of what only the browser knows', async () => {
    const { output } = await run({
      source: `export async function main() {
        console.log('text', 1);
        console.log('a', { list: [1, 'x'] }, new Uint8Array([0x21, 0x12]));
        console.log(new RTCIceCandidate({
          candidate: 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host', sdpMid: '0', sdpMLineIndex: 0,
        }));
        const connection = new RTCPeerConnection();
        connection.createDataChannel('x');
        await connection.setLocalDescription();
        console.log(connection);
        connection.close();
        console.log(new TypeError('wrong'));
      }`,
    });
    const shown = ({ text, content }: Preview): string =>
      content
        ? `${text} {${content.entries.map(({ key, value }) => ` ${key}: ${shown(value)}`).join(',')} }`
        : text;
    const trees = output.map(({ values = [] }) => values.map(shown));
    expect(trees.slice(0, 2)).toEqual([
      [],
      ['Object { list: Array(2) { 0: 1, 1: "x" } }', 'Uint8Array(2) { 0000: 21 12 }'],
    ]);
    expect(trees[2]?.[0]).toMatch(
      /^RTCIceCandidate \{.* type: "host", protocol: "udp", address: "192\.0\.2\.7", port: 50000/,
    );
    expect(trees[3]?.[0]).toMatch(
      /^RTCPeerConnection \{ signalingState: "have-local-offer".*localDescription: RTCSessionDescription \{ type: "offer", sdp: "v=0/,
    );
    expect(trees[4]?.[0]).toMatch(/^TypeError: wrong \{ stack: [^]*exercise\.ts:12:/);
    expect(trees[4]?.[0]).not.toMatch(/srcdoc|sandbox/);
  });

  it('says where the code is wrong, without running it', async () => {
    const { end } = await run({ source: 'export const main = () => {\n  let x = ;\n};' });
    expect(end).toMatchObject({
      kind: 'learner-error',
      error: { kind: 'syntax', place: { file: 'exercise.ts', line: 2, column: 11 } },
    });
  });

  it('says what a module throws while it loads', async () => {
    const { end } = await run({ source: "const x = 1;\nthrow new RangeError('at the top');" });
    expect(end).toMatchObject({
      kind: 'learner-error',
      error: { kind: 'thrown', name: 'RangeError', message: 'at the top', place: { line: 2 } },
    });
  });

  it('has one frame at a time: a new run ends the one before', async () => {
    const [first, second] = await page.evaluate(async () => {
      const before = window.runner.run({ source: 'export const main = () => new Promise(() => {});' });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return Promise.all([before, window.runner.run({ source: 'export const main = () => 2;' })]);
    });
    expect(first?.end).toEqual({ kind: 'stopped' });
    expect(second?.outcomes).toEqual([{ ok: true, value: 2 }]);
  });

  describe('its frame', () => {
    it('is isolated from the page’s process in this browser', async () => {
      expect((await run({ source: 'export const main = () => 1;' })).limits).toEqual([]);
    });

    it('has an opaque origin', async () => {
      const { outcomes } = await run({ source: 'export const main = () => origin;' });
      expect(outcomes).toEqual([{ ok: true, value: 'null' }]);
    });

    it('does without a sandbox origin that doesn’t answer, and the page can say what that costs', async () => {
      const report = await run({
        source: 'export const main = () => 1;',
        sandboxOrigin: fixture.strangerUrl,
      });
      expect(report.outcomes).toEqual([{ ok: true, value: 1 }]);
      expect(report.limits).toEqual(browser.name === 'firefox' ? ['shared-process'] : []);
    });

    it('stops loops and meets deadlines without an isolated process, too', async () => {
      const sandboxOrigin = fixture.strangerUrl;
      const loop = await run({ source: 'export const main = () => { for (;;); };', sandboxOrigin });
      expect(loop.end).toMatchObject({ kind: 'learner-error', error: { kind: 'loop' } });
      const wait = await run({
        source: 'export const main = () => new Promise(() => {});',
        sandboxOrigin,
        deadlineMs: 500,
      });
      expect(wait.end).toMatchObject({ kind: 'deadline' });
    });

    it('works only when sandboxed: framed otherwise, its page gives nobody its origin', async () => {
      const said = await page.evaluate(async () => {
        const heard: unknown[] = [];
        addEventListener('message', ({ data }) => heard.push(data));
        for (const sandbox of ['allow-scripts allow-same-origin', 'allow-scripts']) {
          const frame = document.createElement('iframe');
          frame.setAttribute('sandbox', sandbox);
          frame.src = '/sandbox/frame/';
          document.body.append(frame);
          await new Promise((resolve) => frame.addEventListener('load', resolve));
          await new Promise((resolve) => setTimeout(resolve, 500));
          frame.remove();
          heard.push(sandbox);
        }
        return heard;
      });
      expect(said).toEqual(['allow-scripts allow-same-origin', 'icebreaker:frame', 'allow-scripts']);
    });
  });
});
