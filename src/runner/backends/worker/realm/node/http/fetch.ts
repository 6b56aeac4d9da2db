import type { Handles } from '../../handles.ts';
import { nodeError } from '../errors.ts';
import { addressOf, refused, unreachable } from './destination.ts';
import { toResponse } from './fetch-response.ts';
import type { HeaderLines, HttpLoopback, ServerEnd } from './loopback.ts';

const { Request, Headers, ReadableStream, TextEncoder } = globalThis;
const wait = globalThis.setTimeout.bind(globalThis);

/** What Node's `fetch` says of itself unless the caller says it. */
const OWN_HEADERS: HeaderLines = [
  ['accept', '*/*'],
  ['accept-language', '*'],
  ['sec-fetch-mode', 'cors'],
  ['user-agent', 'node'],
  ['accept-encoding', 'gzip, deflate'],
];
/** A browser hands what was read on in tasks of its own: so long the program is held after the last byte. */
const READING_MS = 10;

/**
 * The global `fetch`, which finds the servers of this program and nothing else. What it takes and gives are the
 * platform's own objects.
 */
export function createFetch(loopback: HttpLoopback, handles: Handles): typeof fetch {
  return async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const hold = handles.open();
    try {
      // A text goes at once: requests that nobody waits for shall arrive in the order of their calls.
      const body =
        typeof init?.body === 'string'
          ? new TextEncoder().encode(init.body)
          : new Uint8Array(await request.arrayBuffer());
      const lines = linesOf(request, input, init);
      const length: HeaderLines = hasBody(request) ? [['content-length', String(body.length)]] : [];
      return await exchange(request, [...lines, ...length], body, signal, () => hold.end());
    } catch (error) {
      hold.end();
      throw error;
    }
  };

  function exchange(
    { method, url }: Request,
    headers: HeaderLines,
    sent: Uint8Array,
    signal: AbortSignal | undefined,
    release: () => void,
  ): Promise<Response> {
    const { protocol, hostname, port, pathname, search, host } = new URL(url);
    const to = { address: addressOf(hostname), port: port === '' ? 80 : Number(port) };
    const problem = protocol === 'http:' ? unreachable(to) : unreachable({ ...to, address: url });
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
      wait(release, READING_MS);
      if (error === undefined) return reader?.close();
      failure = error;
      reject(error as Error);
      reader?.error(error);
    }
    const onAbort = (): void => {
      server.gone();
      end(signal?.reason);
    };

    const server: ServerEnd = loopback.open(
      to,
      { method, url: pathname + search, headers: [['host', host], ['connection', 'keep-alive'], ...headers] },
      {
        head: (head) => {
          if (isOver) return;
          const body = new ReadableStream<Uint8Array>({
            start: (controller) => {
              reader = controller;
            },
            cancel: () => {
              reader = undefined;
              server.gone();
              end();
            },
          });
          resolve(toResponse(head, { method, url, body, failure: () => failure }));
        },
        data: (chunk) => {
          if (!isOver) reader?.enqueue(chunk);
        },
        end: () => end(),
        fail: (why) => {
          if (why === 'ECONNREFUSED') return end(failed(refused(to)));
          const cause = Object.assign(nodeError('UND_ERR_SOCKET', 'other side closed'), {
            name: 'SocketError',
          });
          end(reader ? new TypeError('terminated', { cause }) : failed(cause));
        },
      },
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    if (sent.length > 0) server.data(sent);
    server.end();
    return promise;
  }
}

/** Node says the length of a body that there might be, and of none. */
const hasBody = ({ method }: Request): boolean => !['GET', 'HEAD'].includes(method);

const failed = (cause: Error): TypeError => new TypeError('fetch failed', { cause });

/**
 * The header lines of a request, by the names that the caller wrote. Those that a browser doesn't let a page set are
 * a program's to set.
 */
function linesOf(request: Request, input: RequestInfo | URL, init: RequestInit | undefined): HeaderLines {
  const given = init?.headers ?? (input instanceof Request ? input.headers : {});
  const all = new Headers(given);
  const written = given instanceof Headers ? [...given.keys()] : namesOf(given);
  const own = [...written].map((name): [string, string] => [name, all.get(name) ?? '']);
  const type = request.headers.get('content-type');
  if (type !== null && !all.has('content-type')) own.push(['content-type', type]);
  return [...own, ...OWN_HEADERS.filter(([name]) => !all.has(name))];
}

function namesOf(given: Exclude<HeadersInit, Headers>): string[] {
  const names = Array.isArray(given) ? given.map(([name = '']) => name) : Object.keys(given);
  return names.filter((name, at) => names.findIndex((other) => isSameName(name, other)) === at);
}

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
