import type { WebContainerProcess } from '@webcontainer/api';
import { LIMITS } from '../../limits.ts';
import type { FrameMessage, HostMessage } from '../../messages.ts';
import type { Realm } from '../../session.ts';
import { lastOutput } from './last-output.ts';
import { createReportReader, type Said } from './report.ts';

/**
 * A process of a container as a realm: what it prints becomes the messages that a worker would send, so that a
 * session bounds and judges both alike. `close` kills it.
 *
 * @param nonce of the reporter's lines
 */
export function processRealm(process: WebContainerProcess, nonce: string): Realm {
  const { port1, port2 } = new MessageChannel();
  const closed = new AbortController();
  const startedAt = performance.now();
  const atMs = (): number => performance.now() - startedAt;
  const send = (message: FrameMessage): void => {
    if (!closed.signal.aborted) port2.postMessage(message);
  };
  let tests = 0;
  let lines = 0;
  const tell = (said: Iterable<Said>): void => {
    for (const message of said) {
      if (message.type === 'test') tests += 1;
      if (message.type === 'output') lines += 1;
      // The one too many tells the session that there were more; the others would only keep the page busy.
      if (message.type === 'output' && lines > LIMITS.outputLines + 1) continue;
      send({ ...message, atMs: atMs() });
    }
  };
  let isOver = false;

  port2.onmessage = ({ data }: MessageEvent<HostMessage>) => {
    // Whether the process is busy doesn't show from here. The deadline ends it.
    if (data.type === 'ping') send({ type: 'pong', ping: data.ping });
    if (data.type === 'load-program') void follow(data.areTests);
  };

  async function follow(areTests: boolean): Promise<void> {
    send({ type: 'loaded' });
    const reader = createReportReader(nonce);
    const output = process.output
      .pipeTo(new WritableStream({ write: (piece) => tell(reader.push(piece)) }), { signal: closed.signal })
      .catch(() => undefined);
    const code = await process.exit;
    isOver = true;
    await lastOutput(output);
    tell(reader.end());
    // No tests at all is a failure, though Node says otherwise.
    const exitCode = whole(code) || (areTests && tests === 0 ? 1 : 0);
    send({ type: 'observation', observation: { kind: 'exit', atMs: atMs(), code: exitCode } });
  }

  return {
    port: port1,
    // Nothing in a container can take the realm away but its end, which is an observation.
    left: new AbortController().signal,
    close: () => {
      closed.abort();
      port2.close();
      if (!isOver) process.kill();
    },
  };
}

const whole = (code: number): number => (Number.isInteger(code) && code >= 0 && code < 256 ? code : 1);
