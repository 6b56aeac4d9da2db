import { afterEach, describe, expect, it } from 'vitest';
import type { Json, Learner, OutputLine, RunRequest } from './contract.ts';
import { LIMITS } from './limits.ts';
import type { FrameMessage, HostMessage } from './messages.ts';
import { prepareModule } from './prepare/module.ts';
import { RunEnded, runSession } from './session.ts';

/** The other end of the port, played by the test: a frame that may say anything at any time. */
class Frame {
  readonly #channel = new MessageChannel();
  readonly #left = new AbortController();
  readonly heard: HostMessage[] = [];
  closed = false;
  answers: (message: HostMessage) => void = () => undefined;

  constructor() {
    const { port2 } = this.#channel;
    port2.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
      this.heard.push(data);
      this.answers(data);
    });
    port2.start();
    frames.push(this);
  }

  say(message: FrameMessage | Json): void {
    this.#channel.port2.postMessage(message);
  }

  leave(): void {
    this.#left.abort();
  }

  close(): void {
    this.#channel.port2.close();
  }

  get realm() {
    return { port: this.#channel.port1, left: this.#left.signal, close: () => (this.closed = true) };
  }
}

const frames: Frame[] = [];
afterEach(() => frames.splice(0).forEach((frame) => frame.close()));

const prepared = prepareModule({ 'exercise.ts': 'export const f = () => 1;' }, 'exercise.ts', 'guard_1');
if (!prepared.ok) throw new Error('unreachable');

/** A frame that loads at once, keeps its heartbeat, and answers each call with `answer`. */
function willingFrame(answer: (exportName: string, args: Json[]) => Json = () => null): Frame {
  const frame = new Frame();
  frame.answers = (message) => {
    if (message.type === 'load') frame.say({ type: 'loaded' });
    if (message.type === 'ping') frame.say({ type: 'pong', ping: message.ping });
    if (message.type === 'call') {
      frame.say({ type: 'answer', call: message.call, value: answer(message.exportName, message.args) });
    }
  };
  return frame;
}

function run(frame: Frame, drive: RunRequest['drive'], more: Partial<RunRequest> = {}) {
  const output: OutputLine[] = [];
  const result = runSession(frame.realm, prepared as Extract<typeof prepared, { ok: true }>, {
    files: {},
    entry: 'exercise.ts',
    deadlineMs: 20_000,
    signal: new AbortController().signal,
    onOutput: (line) => output.push(line),
    drive,
    ...more,
  });
  return { result, output };
}

const forEver = (learner: Learner): Promise<unknown> =>
  new Promise((resolve) => learner.signal.addEventListener('abort', () => resolve('too late')));

const observed = { kind: 'candidate', connection: 1, atMs: 1, candidate: null } as const;
const message = (observation: typeof observed): FrameMessage => ({ type: 'observation', observation });

describe('a run', () => {
  it('loads guarded code, calls with data, and ends with what the driver saw', async () => {
    const frame = willingFrame((name, args) => ({ name, args }));
    const { result } = run(frame, (learner) => learner.call('f', 1, ['x']));
    expect(await result).toEqual({
      end: { kind: 'finished' },
      observed: { ok: true, value: { name: 'f', args: [1, ['x']] } },
      observations: [],
    });
    expect(frame.heard[0]).toMatchObject({ type: 'load', guardName: 'guard_1' });
    expect(frame.closed).toBe(true);
  });

  it('keeps the answers of calls apart, whatever their order', async () => {
    const frame = willingFrame();
    const keepLoading = frame.answers;
    const calls: number[] = [];
    frame.answers = (heard) => {
      if (heard.type !== 'call') return keepLoading(heard);
      calls.push(heard.call);
      if (calls.length === 2)
        for (const call of calls.reverse()) frame.say({ type: 'answer', call, value: call });
    };
    const { result } = run(frame, (learner) => Promise.all([learner.call('f'), learner.call('f')]));
    expect((await result).observed).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 2 },
    ]);
  });

  it('hands requests to a server on, and says when nobody waits for the answer any more', async () => {
    const frame = willingFrame();
    const keepLoading = frame.answers;
    const answer = { ok: true, status: 204, headers: {}, body: '' } as const;
    frame.answers = (heard) => {
      if (heard.type !== 'request') return keepLoading(heard);
      if (heard.request.path === '/soon') frame.say({ type: 'server-answer', id: heard.id, answer });
    };
    const ask = { method: 'GET', path: '/never' };
    let over: Promise<unknown> = Promise.resolve();
    const { result } = run(frame, async (learner) => {
      over = learner.request(8080, ask).catch((error: unknown) => error);
      const aborted = await learner
        .request(8080, ask, AbortSignal.timeout(20))
        .catch((error: Error) => error.name);
      return [await learner.request(8080, { method: 'POST', path: '/soon', body: 'x' }), aborted];
    });
    expect((await result).observed).toEqual([answer, 'TimeoutError']);
    expect(frame.heard).toContainEqual({ type: 'abort-request', id: 2 });
    expect(await over).toBeInstanceOf(RunEnded);
  });

  it('waits for an observation, past or to come, and not for ever', async () => {
    const frame = willingFrame();
    const { result } = run(frame, async (learner) => {
      frame.say(message(observed));
      const coming = await learner.waitFor(({ kind }) => kind === 'candidate', 10_000);
      const past = await learner.waitFor(({ kind }) => kind === 'candidate', 10_000);
      const never = await learner.waitFor(({ kind }) => kind === 'state', 20);
      return [coming, past, never];
    });
    expect(await result).toMatchObject({
      observed: [observed, observed, undefined],
      observations: [observed],
    });
  });

  it('drops what is no message, and answers to calls that nobody made', async () => {
    const frame = willingFrame();
    const { result } = run(frame, async (learner) => {
      frame.say({ verdict: 'pass' });
      frame.say({ type: 'answer', call: 99, value: 'forged' });
      return learner.call('f');
    });
    expect((await result).observed).toEqual({ ok: true, value: null });
  });

  it('bounds what a frame can make the page keep', async () => {
    const frame = willingFrame();
    const { result, output } = run(frame, async (learner) => {
      for (let i = 0; i < LIMITS.outputLines + 10; i += 1) {
        frame.say({ type: 'output', atMs: 0, level: 'log', text: 'x' });
      }
      return learner.call('f');
    });
    await result;
    expect(output).toHaveLength(LIMITS.outputLines + 1);
    expect(output.at(-1)?.notice).toEqual({ kind: 'cut', lines: LIMITS.outputLines });
  });

  it('says where in the learner’s file something was thrown', async () => {
    const frame = willingFrame();
    const stack = 'TypeError: no\n    at f (exercise.ts:1:25)\n    at about:srcdoc:1:1';
    const { result, output } = run(frame, async (learner) => {
      frame.say({
        type: 'uncaught',
        atMs: 1,
        error: { kind: 'thrown', name: 'TypeError', message: 'no', stack },
      });
      return learner.call('f');
    });
    await result;
    expect(output).toMatchObject([
      {
        level: 'error',
        text: 'Uncaught TypeError: no',
        notice: { error: { place: { file: 'exercise.ts', line: 1 } } },
      },
    ]);
  });

  it('rejects when its driver fails by itself: that is no fault of the learner', async () => {
    const frame = willingFrame();
    const { result } = run(frame, () => Promise.reject(new Error('a defect of the exercise')));
    await expect(result).rejects.toThrow('a defect of the exercise');
    expect(frame.closed).toBe(true);
  });
});

describe('a run ends early', () => {
  it('at the deadline', async () => {
    const { result } = run(willingFrame(), forEver, { deadlineMs: 50 });
    expect(await result).toEqual({ end: { kind: 'deadline', deadlineMs: 50 }, observations: [] });
  });

  it('by Stop, at once, whatever its driver still does', async () => {
    const stop = new AbortController();
    const driving = Promise.withResolvers<null>();
    const { result } = run(
      willingFrame(),
      () => {
        driving.resolve(null);
        return new Promise(() => undefined);
      },
      { signal: stop.signal },
    );
    let end: unknown = 'still running';
    void result.then((ended) => (end = ended.end));
    await driving.promise;
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve));
    expect(end).toEqual({ kind: 'stopped' });
  });

  it('and what its driver throws afterwards is not heard', async () => {
    const stop = new AbortController();
    const { result } = run(
      willingFrame(),
      async () => {
        stop.abort();
        await new Promise((resolve) => setTimeout(resolve));
        throw new Error('too late');
      },
      { signal: stop.signal },
    );
    await expect(result).resolves.toMatchObject({ end: { kind: 'stopped' } });
  });

  it('by Stop, also before the frame has loaded', async () => {
    const stop = new AbortController();
    const { result } = run(new Frame(), forEver, { signal: stop.signal });
    stop.abort();
    expect((await result).end).toEqual({ kind: 'stopped' });
  });

  it('when the frame left', async () => {
    const frame = willingFrame();
    const { result } = run(frame, (learner) => {
      frame.leave();
      return forEver(learner);
    });
    expect((await result).end).toEqual({ kind: 'left' });
  });

  it('when the frame doesn’t answer any more', async () => {
    const frame = new Frame();
    frame.answers = ({ type }) => type === 'load' && frame.say({ type: 'loaded' });
    const { result } = run(frame, forEver);
    expect((await result).end).toEqual({ kind: 'hung' });
  });

  it('not by a frame that answers questions before they were asked', async () => {
    const frame = willingFrame();
    const { result } = run(frame, (learner) => {
      frame.answers = () => undefined;
      for (let ping = 0; ping < 1000; ping += 1) frame.say({ type: 'pong', ping });
      return forEver(learner);
    });
    expect((await result).end).toEqual({ kind: 'hung' });
  });

  it('when the code can’t be loaded, or the loop guard stopped it', async () => {
    const broken = new Frame();
    broken.answers = ({ type }) =>
      type === 'load' &&
      broken.say({
        type: 'load-failed',
        error: { kind: 'thrown', name: 'Error', message: 'top', stack: '' },
      });
    expect((await run(broken, forEver).result).end).toMatchObject({
      kind: 'learner-error',
      error: { kind: 'thrown', message: 'top' },
    });

    const looping = willingFrame();
    const { result } = run(looping, (learner) => {
      looping.say({ type: 'loop', line: 3, column: 5 });
      return forEver(learner);
    });
    expect((await result).end).toMatchObject({
      kind: 'learner-error',
      error: { kind: 'loop', place: { file: 'exercise.ts', line: 3, column: 5 } },
    });
  });

  it('when more happened than is watched, since a check could not know the rest', async () => {
    const frame = willingFrame();
    const limit = LIMITS.observations;
    const flooded = run(frame, (learner) => {
      for (let i = 0; i < limit + 10; i += 1) frame.say(message(observed));
      return forEver(learner);
    });
    const { end, observations } = await flooded.result;
    expect(end).toEqual({ kind: 'too-many-observations', limit });
    expect(observations).toHaveLength(limit);

    const busy = willingFrame();
    const { result } = run(busy, async (learner) => {
      for (let i = 0; i < limit; i += 1) busy.say(message(observed));
      return learner.call('f');
    });
    expect((await result).end).toEqual({ kind: 'finished' });
  });

  it('and calls then are rejected with the reason, waits with nothing', async () => {
    const stop = new AbortController();
    const frame = willingFrame();
    let waited: unknown = 'still';
    const rejected = Promise.withResolvers<unknown>();
    const { result } = run(
      frame,
      async (learner) => {
        frame.answers = () => undefined;
        const wait = learner.waitFor(() => false, 60_000);
        stop.abort();
        waited = await wait;
        await learner.call('f').catch(rejected.resolve);
      },
      { signal: stop.signal },
    );
    expect(await result).toEqual({ end: { kind: 'stopped' }, observations: [] });
    expect(await rejected.promise).toBeInstanceOf(RunEnded);
    expect(waited).toBeUndefined();
  });
});
