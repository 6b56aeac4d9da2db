import type { Handles } from '../../handles.ts';
import { nodeError } from '../errors.ts';
import { addressOf, refused, unreachable } from './destination.ts';
import { toResponse } from './fetch-response.ts';
import type { ClientEnd, HeaderLines, HttpLoopback, ServerEnd } from './loopback.ts';

const { ReadableStream } = globalThis;

/** One request of `fetch`; a redirection leads to another. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  readonly redirected: boolean;
}

/** What `fetch` rejects with when there is no answer. */
export const failed = (cause: Error): TypeError => new TypeError('fetch failed', { cause });

/**
 * Asks once; resolves with the head of the answer, whose body then comes as it is written. Aborting the signal, or
 * cancelling the body, closes the exchange.
 */
export function exchange(
  { loopback, handles }: { readonly loopback: HttpLoopback; readonly handles: Handles },
  asked: Asked,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const { protocol, hostname, port, pathname, search, host } = new URL(asked.url);
  const to = { address: addressOf(hostname), port: port === '' ? 80 : Number(port) };
  const problem = unreachable(protocol === 'http:' ? to : { ...to, address: asked.url });
  if (problem) return Promise.reject(failed(problem));
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  let reader: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isOver = false;
  let failure: unknown;

  /** The first reason counts. */
  function end(error?: unknown): void {
    if (isOver) return;
    isOver = true;
    signal?.removeEventListener('abort', onAbort);
    if (error === undefined) return reader?.close();
    failure = error;
    reject(error as Error);
    reader?.error(error);
  }
  function onAbort(): void {
    server.gone();
    end(signal?.reason);
  }
  function bodyOfAnswer(): ReadableStream<Uint8Array> {
    return new ReadableStream({
      start: (controller) => {
        reader = controller;
      },
      cancel: () => {
        reader = undefined;
        server.gone();
        end();
      },
    });
  }

  const client: ClientEnd = {
    head: (head) => {
      if (!isOver)
        resolve(toResponse(head, { ...asked, body: bodyOfAnswer(), failure: () => failure, handles }));
    },
    data: (chunk) => {
      if (!isOver) reader?.enqueue(chunk);
    },
    end: () => end(),
    fail: (why) => {
      if (why === 'ECONNREFUSED') return end(failed(refused(to)));
      const cause = Object.assign(nodeError('UND_ERR_SOCKET', 'other side closed'), { name: 'SocketError' });
      end(reader ? new TypeError('terminated', { cause }) : failed(cause));
    },
  };
  const headers: HeaderLines = [['host', host], ['connection', 'keep-alive'], ...asked.headers];
  const server: ServerEnd = loopback.open(
    to,
    { method: asked.method, url: pathname + search, headers },
    client,
  );
  signal?.addEventListener('abort', onAbort, { once: true });
  if (asked.body.length > 0) server.data(asked.body);
  server.end();
  return promise;
}

const MOVED = [301, 302, 303, 307, 308];

/** What a redirection asks for next, by the rules of the Fetch standard; undefined where there is none. */
export function nextAsked(asked: Asked, { status, headers }: Response): Asked | undefined {
  const location = headers.get('location');
  if (!MOVED.includes(status) || location === null) return undefined;
  const url = new URL(location, asked.url).href;
  const becomesGet =
    (status === 303 && !['GET', 'HEAD'].includes(asked.method)) || (status < 303 && asked.method === 'POST');
  if (!becomesGet) return { ...asked, url, redirected: true };
  const kept = asked.headers.filter(([name]) => !/^content-/i.test(name));
  return { method: 'GET', url, headers: kept, body: new Uint8Array(), redirected: true };
}
